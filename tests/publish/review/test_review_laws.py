"""Laws of review copies: whatever is written into one, accepted it is the edited text, rejected it is the old one."""

from __future__ import annotations

from hypothesis import given as having
from hypothesis import settings
from hypothesis import strategies as st
from marking import DATE, element, run

from guanlan.publish.review import Came, Given, GivenEntry, Region, merged, review
from guanlan.publish.review.given import GivenLine
from guanlan.publish.review.merging import lines_with
from guanlan.publish.review.paragraphs import Body
from guanlan.records.bulletin import Entry, Paragraph, Words

LETTERS = "甲乙丙丁，。1 "
TITLES = ("甲部印发第一号文件", "乙市通报一起事件", "丙县处罚一家公司")
LINE = st.text(LETTERS, min_size=1, max_size=8).map(str.strip).filter(bool)
PIECE = st.text(LETTERS + "\n", max_size=5)
SILENT, FIRST, SECOND = None, "审阅人甲", "审阅人乙"


@st.composite
def edits(draw, lines):
    """Characters of a text, each with who put it in and who took it out; title and fields keep their ends."""
    cells = []
    for number, line in enumerate(lines):
        for sign in line:
            gone = draw(st.sampled_from((FIRST, SECOND, 0, 0, 0, 0))) if number > 1 else 0
            cells.append((sign, 0, gone))
            if number != 1 and draw(st.integers(0, 9)) == 0:
                author = draw(st.sampled_from((FIRST, SECOND)))
                put = draw(PIECE if number else st.text("戊己", max_size=3))
                cells += [(new, author, draw(st.sampled_from((0, 0, 0, SECOND)))) for new in put]
        may_go = number > 1 and number < len(lines) - 1
        cells.append(("\n", 0, draw(st.sampled_from((FIRST, 0, 0, 0))) if may_go else 0))
    return cells


def kept(text):
    """Lines as they are compared: blanks at ends and empty lines say nothing."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def touched(name, author):
    """A tracked element."""
    return element(name, id="1", author=author, date=DATE)


def paragraphs_of(cells):
    """The cells as WordprocessingML."""
    body = element("body")
    paragraph = element("p")
    for sign, put, gone in cells:
        if sign == "\n":
            look = element("rPr")
            look.extend(touched(name, who) for name, who in (("ins", put), ("del", gone)) if who)
            properties = element("pPr")
            properties.append(look)
            paragraph.insert(0, properties)
            body.append(paragraph)
            paragraph = element("p")
            continue
        made = run(sign, gone=bool(gone))
        for name, who in (("del", gone), ("ins", put)):
            if who:
                holder = touched(name, who)
                holder.append(made)
                made = holder
        paragraph.append(made)
    return body


def marked(body, names):
    """Bookmarks at the first paragraphs of regions, by the place of the paragraph."""
    for paragraph, name in names:
        paragraph.insert(0, element("bookmarkStart", id="7", name=name))
    return body


def issue_of(texts):
    """What was given out: one entry a text."""
    regions = [Region("cover", "cover", (GivenLine("cover", "示例刊物"),))]
    for number, lines in enumerate(texts, 1):
        known = GivenEntry(number, f"1.0.{number:02d}", "1.0", 1)
        fields = GivenLine("fields", f"〔1.0.{number:02d}〕　日期：—　来源：某部")
        text = tuple(GivenLine("text", line, "text", place) for place, line in enumerate(lines))
        title = GivenLine("title", TITLES[number - 1])
        regions.append(Region(f"e{number}", known.id, (title, fields, *text), 3, known))
    return Given("示例刊物", tuple(regions))


@st.composite
def copies(draw):
    """A copy given out, its entries edited, and how it came back; with the bookmarks or without some of them."""
    texts = draw(st.lists(st.lists(LINE, min_size=1, max_size=4), min_size=1, max_size=3))
    issue = issue_of(texts)
    whole = element("body")
    edited = []
    for region in issue.regions:
        lines = [line.text for line in region.lines]
        cells = draw(edits(lines)) if region.entry else [(sign, 0, 0) for sign in f"{lines[0]}\n"]
        body = paragraphs_of(cells)
        if draw(st.integers(0, 3)):
            marked(body, [(body[0], f"GL_{region.mark}")])
        whole.extend(list(body))
        edited.append(cells)
    return issue, whole, edited


def numbers(one, taken):
    """Groups that are accepted, and those that change nothing."""
    return {number for number in range(len(one.words.groups)) if taken or number not in one.words.ids}


@settings(max_examples=250, deadline=None)
@having(copies())
def test_accepted_is_the_edited_text_and_rejected_the_old_one(copy):
    """Tracked changes of two people over each other, in words and at the ends of paragraphs."""
    issue, body, edited = copy
    told = review(issue, Came(issue.key(), Body(body, {}).paragraphs, ()))

    assert len(told.entries) == len(edited) - 1
    for one, cells in zip(told.entries, edited[1:], strict=True):
        assert one.out is None
        assert one.moved is None
        new = kept("".join(sign for sign, _, gone in cells if not gone))
        old = kept("".join(sign for sign, put, _ in cells if not put))
        assert sorted(line.text for line in lines_with(one.words, numbers(one, True))) == sorted(new)
        assert [line.text for line in lines_with(one.words, numbers(one, False))] == old


@st.composite
def silent(draw):
    """Two texts: what was given and what came back without tracking."""
    given = draw(st.lists(LINE, min_size=1, max_size=5))
    came = list(given)
    for _ in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(came) - 1)) if came else 0
        came[at : at + draw(st.integers(0, 2))] = draw(st.lists(LINE, max_size=2))
    return given, came


@settings(max_examples=200, deadline=None)
@having(silent())
def test_changes_made_without_tracking_are_found(texts):
    """By the difference to what was given out; they can be taken or left like others."""
    given, came = texts
    issue = issue_of([given])
    region = issue.regions[1]
    lines = [region.lines[0].text, region.lines[1].text, *came]
    body = paragraphs_of([(sign, 0, 0) for sign in "示例刊物\n" + "\n".join(lines) + "\n"])
    marked(body, [(body[1], "GL_e1")])
    (one,) = review(issue, Came(issue.key(), Body(body, {}).paragraphs, ())).entries

    assert all(not change.tracked for change in one.words.changes)
    assert (one.words.changes == []) == (came == given)
    assert [line.text for line in lines_with(one.words, numbers(one, True))] == lines
    assert [line.text for line in lines_with(one.words, numbers(one, False))] == [line.text for line in region.lines]


def entry_of(lines):
    """An entry of these paragraphs."""
    paragraphs = tuple(Paragraph(Words(line, ((0, len(line)),))) for line in lines)
    return Entry("", Words(TITLES[0]), paragraphs, (Words("某部"),))


@settings(max_examples=200, deadline=None)
@having(st.data())
def test_what_is_taken_over_is_what_was_accepted(data):
    """Any of the changes, in an entry that nobody touched: its paragraphs are the lines with these changes, and a
    paragraph that nobody changed is the very record that it was.
    """
    lines = [*data.draw(st.lists(LINE, min_size=1, max_size=4)), "不动的一段"]  # an entry keeps some text
    issue = issue_of([lines])
    region = issue.regions[1]
    cells = data.draw(edits([line.text for line in region.lines[:-1]]))
    cells += [(sign, 0, 0) for sign in f"{lines[-1]}\n"]
    body = paragraphs_of([*((sign, 0, 0) for sign in "示例刊物\n"), *cells])
    marked(body, [(body[1], "GL_e1")])
    (one,) = review(issue, Came(issue.key(), Body(body, {}).paragraphs, ())).entries
    accepted = [change.id for change in one.words.changes if data.draw(st.booleans())]
    taken = {
        at for at in range(len(one.words.groups)) if one.words.ids.get(at, "") in accepted or at not in one.words.ids
    }
    now = entry_of(lines)

    after = merged(one.words, accepted, (), now=now, standing=region)

    assert after.conflicts == ()
    told = [line.text for line in lines_with(one.words, taken)]
    assert [after.entry.title.text, *(paragraph.words.text for paragraph in after.entry.paragraphs)] == [
        told[0],
        *told[2:],
    ]
    if not accepted:
        assert after.entry == now
    again = merged(one.words, accepted, accepted, now=after.entry, standing=_standing(region, after.entry))
    assert again.entry == after.entry
    assert again.conflicts == ()


def _standing(region, entry):
    """The region of the entry as it stands by now."""
    text = tuple(
        GivenLine("text", paragraph.words.text, paragraph.kind.value, place)
        for place, paragraph in enumerate(entry.paragraphs)
    )
    return Region(region.mark, region.where, (GivenLine("title", entry.title.text), region.lines[1], *text), 3)


@settings(max_examples=150, deadline=None)
@having(st.data())
def test_what_others_wrote_meanwhile_is_not_overwritten(data):
    """Each paragraph that somebody changed since stands as they wrote it; changes there are named, all others done."""
    lines = data.draw(st.lists(LINE, min_size=2, max_size=4, unique=True))
    changed = data.draw(st.integers(0, len(lines) - 1))
    edited = data.draw(st.sets(st.integers(0, len(lines) - 1)))
    issue = issue_of([lines])
    region = issue.regions[1]
    cells = [(sign, 0, 0) for sign in f"示例刊物\n{region.lines[0].text}\n{region.lines[1].text}\n"]
    for number, line in enumerate(lines):
        cells += [(sign, 0, 0) for sign in line]
        cells += [("新", FIRST, 0)] if number in edited else []
        cells.append(("\n", 0, 0))
    body = paragraphs_of(cells)
    marked(body, [(body[1], "GL_e1")])
    (one,) = review(issue, Came(issue.key(), Body(body, {}).paragraphs, ())).entries
    now = entry_of([f"{line}改" if number == changed else line for number, line in enumerate(lines)])

    after = merged(one.words, [change.id for change in one.words.changes], (), now=now, standing=_standing(region, now))

    wanted = [
        f"{line}改" if number == changed else f"{line}新" if number in edited else line
        for number, line in enumerate(lines)
    ]
    assert [paragraph.words.text for paragraph in after.entry.paragraphs] == wanted
    assert [change.where for change in after.conflicts] == [f"text.{changed + 1}"] * (changed in edited)
