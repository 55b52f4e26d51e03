"""Whole entries, pictures and lost marks: what reviewers do to a copy besides writing in it."""

from __future__ import annotations

import copy
import io
import random
import zipfile
from pathlib import Path

import docx
import msgspec
import pytest
import yaml
from applying import Applying
from lxml import etree
from manners import added
from marking import Marking, W, element, run

from guanlan.errors import InputError, ReadingError
from guanlan.publish.review import Given, GivenEntry, Region, merged, read_copy, review
from guanlan.publish.review.given import PICTURE, GivenLine
from guanlan.records.bulletin import Entry, Paragraph, ParagraphKind, Words
from guanlan.records.codec import from_json

COPIES = Path(__file__).resolve().parent / "copies"
GIVEN = from_json((COPIES / "given.json").read_bytes(), Given)
DATA = (COPIES / "given.docx").read_bytes()
AUTHORS = ("总编甲", "副总编乙")


@pytest.fixture
def marking():
    """The copy, open."""
    return Marking(DATA, GIVEN)


def back(marking):
    """What it says once it came back."""
    return review(GIVEN, read_copy(marking.saved()))


def entry(told, which):
    """A reviewed entry."""
    return next(one for one in told.entries if one.region.where == which)


def without_marks(marking):
    """No bookmarks, no properties."""
    for name in ("bookmarkStart", "bookmarkEnd"):
        for one in list(marking.root.iter(W + name)):
            one.getparent().remove(one)
    marking.parts["docProps/custom.xml"] = marking.parts["docProps/custom.xml"].replace(b"Guanlan", b"Other")


def test_an_entry_that_is_simply_gone_was_taken_out_in_silence(marking):
    """Nobody else is touched."""
    for paragraph in marking.region("e3"):
        paragraph.getparent().remove(paragraph)
    (change,) = back(marking).changes()

    assert (change.entry, change.sort, change.tracked) == ("1.0.03", "entry_out", False)


@pytest.mark.parametrize("marked", [True, False])
def test_an_entry_that_stands_elsewhere_was_moved_in_silence(marking, marked):
    """Cut and pasted without tracking, with its bookmarks or without any."""
    there = marking.lines["e7", 0]
    for paragraph in marking.region("e9"):
        there.addprevious(paragraph)
    if not marked:
        without_marks(marking)
    told = back(marking)
    (change,) = told.changes()

    assert (change.entry, change.sort, change.new, change.tracked) == ("2.2.03", "entry_moved", "2.2.01", False)
    assert entry(told, "2.2.03").moved.behind == ()


@pytest.mark.parametrize("moves", [True, False])
def test_an_entry_that_was_moved_and_then_edited_has_both_changes(marking, moves):
    """Told as a move, or as words taken out here and put in there."""
    applied = Applying(marking, AUTHORS, moves=moves)
    applied.entry({"n": 1, "entry": "2.2.03", "what": "移稿", "to": "2.1", "at": 1})
    landed = next(
        one
        for one in marking.body.iter(f"{W}p")
        if "".join(one.itertext()) == marking.text("e9", 6) and one is not marking.lines["e9", 6]
    )
    (words,) = landed.iter(f"{W}t")
    words.text, rest = words.text.split("，", 1)
    added = marking.who("ins", AUTHORS[1])
    added.append(run("，逐项"))
    holder = words.getparent().getparent()
    after = copy.deepcopy(holder)
    next(after.iter(f"{W}t")).text = f"，{rest}"
    holder.addnext(after)
    holder.addnext(added)
    one = entry(back(marking), "2.2.03")

    assert (one.moved.part, one.moved.behind) == ("2.1", ())
    assert [(change.old, change.new) for change in one.words.changes] == [("", "，逐项")]
    assert one.words.changes[0].author == ("副总编乙" if moves else "")


def test_all_words_copied_into_a_new_file_are_still_that_copy():
    """Neither bookmarks nor properties nor styles: the number that a person sees, the fields, and the words."""
    fresh = docx.Document()
    source = docx.Document(io.BytesIO(DATA))
    for paragraph in source.paragraphs:
        fresh.add_paragraph(paragraph.text.replace("主持学习并讲话", "主持学习并发表讲话"))
    packed = io.BytesIO()
    fresh.save(packed)
    came = read_copy(packed.getvalue())
    (change,) = review(GIVEN, came).changes()

    assert came.key == GIVEN.key()
    assert (change.entry, change.where, change.new, change.tracked) == ("1.0.01", "text.1", "发表", False)


def test_an_edited_title_without_its_mark_is_known_by_what_stands_below(marking):
    """The line of fields."""
    applied = Applying(marking, AUTHORS, moves=True)
    applied.words(
        {
            "n": 1,
            "entry": "1.0.02",
            "at": "标题",
            "what": "改",
            "old": "全国网络辟谣联动机制第二次全体会议召开",
            "new": "辟谣会议",
        }
    )
    without_marks(marking)
    (change,) = back(marking).changes()

    assert (change.entry, change.where, change.new) == ("1.0.02", "title", "辟谣会议")


def test_a_heading_that_was_taken_out_moves_nobody(marking):
    """Its entries stay in their part; the heading itself is the journal's."""
    marking.lines["s2_2", 0].getparent().remove(marking.lines["s2_2", 0])

    assert [one.region.where for one in back(marking).entries if one.moved] == []


def test_blank_lines_and_blanks_at_ends_change_nothing(marking):
    """An Enter too many, a blank behind a full stop."""
    marking.lines["e1", 3].addnext(element("p"))
    marking.insert(marking.lines["e2", 2], len(marking.text("e2", 2)), " ", AUTHORS[0])
    empty = element("p")
    marking.lines["e2", 4].addnext(empty)
    marking.end(empty, "ins", AUTHORS[0])

    assert back(marking).changes() == []


def illustrated():
    """An entry with two pictures, as given, as a record."""
    kinds = ("text", "picture", "caption", "text", "picture", "caption")
    texts = ("头一段。", PICTURE, "图一", "第二段。", PICTURE, "图二")
    lines = tuple(
        GivenLine("picture" if kind == "picture" else "text", text, kind, place)
        for place, (kind, text) in enumerate(zip(kinds, texts, strict=True))
    )
    head = (GivenLine("title", "示例标题"), GivenLine("fields", "〔1.0.01〕　日期：—　来源：—"))
    region = Region("e1", "1.0.01", (*head, *lines), 3, GivenEntry(1, "1.0.01", "1.0", 1))
    paragraphs = tuple(
        Paragraph(
            Words("" if kind == "picture" else text), ParagraphKind(kind), f"a{place}" if kind == "picture" else None
        )
        for place, (kind, text) in enumerate(zip(kinds, texts, strict=True))
    )
    return region, Entry("", Words("示例标题"), paragraphs)


def after(lines):
    """The pictures and words of the entry once it came back with these lines, all accepted."""
    region, record = illustrated()
    given = Given("示例", (Region("cover", "cover", (GivenLine("cover", "示例"),)), region))
    from guanlan.publish.review import Came
    from guanlan.publish.review.cells import Cell
    from guanlan.publish.review.paragraphs import CameParagraph

    words = ["示例", *(line.text for line in region.lines[:2]), *lines]
    paragraphs = [CameParagraph([Cell(sign) for sign in text], Cell("\n"), "", []) for text in words]
    paragraphs[0].marks, paragraphs[1].marks = ["GL_cover"], ["GL_e1"]
    (one,) = review(given, Came(given.key(), paragraphs, ())).entries
    told = merged(one.words, [change.id for change in one.words.changes], (), now=record, standing=region)
    return [paragraph.target or paragraph.words.text for paragraph in told.entry.paragraphs], one.words.changes


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["头一段。", PICTURE, "图一", "第二段。", PICTURE, "图二"],
            ["头一段。", "a1", "图一", "第二段。", "a4", "图二"],
        ),
        (["头一段。", "图一", "第二段。", PICTURE, "图二"], ["头一段。", "图一", "第二段。", "a4", "图二"]),
        (
            ["头一段。", PICTURE, "图一", "改写的第二段。", PICTURE, "图二"],
            ["头一段。", "a1", "图一", "改写的第二段。", "a4", "图二"],
        ),
        (
            ["头一段。", PICTURE + "旁白", "图一", "第二段。", PICTURE, "图二"],
            ["头一段。", "a1", "旁白", "图一", "第二段。", "a4", "图二"],
        ),
        (
            ["头一段。", "图一", "第二段。", PICTURE, "图二", PICTURE],
            ["头一段。", "图一", "第二段。", "a4", "图二", "a1"],
        ),
    ],
)
def test_pictures_stay_go_and_are_moved(lines, expected):
    """A picture is one character; which one it is the record knows."""
    assert after(lines)[0] == expected


def test_a_picture_that_was_put_in_is_not_taken_over():
    """It has no credit and no consent."""
    found, changes = after(["头一段。", PICTURE, PICTURE, "图一", "第二段。", PICTURE, "图二"])

    assert found == ["头一段。", "a1", "图一", "第二段。", "a4", "图二"]
    assert [change.why_not for change in changes] == ["review.no_picture"]


def test_an_entry_keeps_some_text():
    """All paragraphs taken out: a conflict, and the entry stays."""
    region, record = illustrated()
    text = msgspec.structs.replace(region, lines=region.lines[:3])
    record = msgspec.structs.replace(record, paragraphs=record.paragraphs[:1])
    given = Given("示例", (text,))
    from guanlan.publish.review import Came
    from guanlan.publish.review.cells import Cell
    from guanlan.publish.review.paragraphs import CameParagraph

    paragraphs = [CameParagraph([Cell(sign) for sign in line.text], Cell("\n"), "", []) for line in text.lines[:2]]
    paragraphs[0].marks = ["GL_e1"]
    (one,) = review(given, Came(given.key(), paragraphs, ())).entries
    told = merged(one.words, [change.id for change in one.words.changes], (), now=record, standing=text)

    assert told.entry == record
    assert [change.sort for change in told.conflicts] == ["delete"]


def test_the_archive_of_the_copies_holds_no_more_than_they_need():
    """Every file that is looked at, and the table that a lawyer reads, in which each number stands once."""
    table = yaml.safe_load((COPIES.parent / "changes.yaml").read_text(encoding="utf-8"))
    numbers = [row["n"] for name in ("words", "entries", "noted") for row in table[name]]

    assert len(numbers) == len(set(numbers)) >= 40
    for path in COPIES.glob("*.docx"):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None


def test_a_text_box_is_what_a_reviewer_says(marking):
    """Its words are kept as a remark where it stands; it is no picture and no words of the entry."""
    box, content, paragraph = element("pict"), element("txbxContent"), element("p")
    paragraph.append(run("此处再核"))
    content.append(paragraph)
    box.append(content)
    holder = element("r")
    holder.append(box)
    marking.lines["e1", 2].append(holder)
    told = back(marking)

    assert told.changes() == []
    assert [(one.entry, one.text) for one in told.remarks] == [("1.0.01", "此处再核")]
    assert marking.text("e1", 2).endswith(told.remarks[0].quote)


def test_a_footnote_is_what_a_reviewer_says(marking):
    """With who wrote it and when."""
    put, holder = marking.who("ins", AUTHORS[1]), element("r")
    holder.append(element("footnoteReference", id="2"))
    put.append(holder)
    marking.lines["e2", 3].append(put)
    notes, note, paragraph = element("footnotes"), element("footnote", id="2"), element("p")
    paragraph.append(run("出处待补"))
    note.append(paragraph)
    notes.append(note)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    told = review(GIVEN, read_copy(marking.saved(added(marking.parts, {"footnotes": (notes, relation, kind)}))))

    assert told.changes() == []
    (remark,) = told.remarks
    assert (remark.entry, remark.text, remark.author) == ("1.0.02", "出处待补", "副总编乙")


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_copy_is_read_or_refused_in_a_sentence(seed):
    """Elements and attributes lost or in the wrong place: never a fault of ours."""
    chance = random.Random(seed)
    data = (COPIES / "word.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(["word/document.xml", "word/document.xml", "word/comments.xml", "word/styles.xml"])
    root = etree.fromstring(parts[name])
    for one in chance.sample(list(root.iter())[1:], 20):
        if chance.random() < 0.5 and one.attrib:
            one.attrib.pop(chance.choice(list(one.attrib)))
        elif one.getparent() is not None:
            one.getparent().remove(one)
    parts[name] = etree.tostring(root)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for each, content in parts.items():
            archive.writestr(each, content)

    try:
        told = review(GIVEN, read_copy(packed.getvalue()))
    except (InputError, ReadingError):
        return
    assert len(told.entries) == sum(1 for _ in GIVEN.entries())
