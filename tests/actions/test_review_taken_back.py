"""A review copy goes out and comes back: what is accepted becomes revisions, and nothing else moves."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest

from guanlan.actions.build_issue import matter_of
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.import_paths import import_paths
from guanlan.actions.list_issues import show_issue
from guanlan.actions.new_issue import new_issue
from guanlan.actions.place_entry import place_entry
from guanlan.actions.remove_blob import remove_blob
from guanlan.actions.review_copy import review_copy
from guanlan.actions.steps.assemble import assembled
from guanlan.actions.take_back import Verdict, take_back
from guanlan.errors import InputError, ReadingError
from guanlan.publish.review import Given
from guanlan.records.codec import from_json
from guanlan.store.models import AuditLine, Issue, Remark, ReviewCopy, ReviewDecision, Revision
from guanlan.store.selectors.issues import issue_by
from small_journal import DATE, JOURNAL, write_releases

sys.path.append(str(Path(__file__).resolve().parents[1] / "publish" / "review"))
from applying import Applying
from manners import as_word
from marking import Marking

ALL = Verdict(accept=("all",))
TITLE = "标题"


@pytest.fixture
def issue(home, code, context, tmp_path):
    """Issue 2 of the small journal: three norms, a paper, two cases."""
    import_paths([write_releases(tmp_path / "in")], context=context)
    new_issue(2, DATE, context=context, journal=JOURNAL)
    return issue_by("2")


@pytest.fixture
def given_out(issue, context, tmp_path):
    """The review copy's bytes, and what it gives out."""
    path = tmp_path / "copy.docx"
    review_copy("2", path, context=context)
    return path.read_bytes(), from_json(ReviewCopy.objects.get().record, Given)


def changed(given_out, *rows, entries=(), comments=()):
    """The copy with these rows of changes, as Word writes them."""
    data, given = given_out
    applied = Applying(Marking(data, given), ("总编甲", "副总编乙"), moves=True)
    applied.all({"words": rows, "noted": [], "comments": comments, "entries": entries})
    return applied.on.saved(as_word(applied) if comments else None)


def row(entry, at, old, new, what="改"):
    """A row as in the table of changes."""
    return {"n": 1, "entry": entry, "at": at, "what": what, "old": old, "new": new}


def words(which):
    """Title, sources and paragraphs of an entry as it stands."""
    one = {entry.id: entry for entry in assembled(issue_by("2")).entries()}[which]
    return [one.title.text, "、".join(source.text for source in one.sources), *(p.words.text for p in one.paragraphs)]


def titles():
    """Id → the first characters of its title."""
    return {line.id: line.title[:2] for _, lines in show_issue("2").columns for line in lines}


def everything():
    """What a refusal, or a look, must leave as it is."""
    models = (Revision, ReviewDecision, Remark, AuditLine)
    return [model.objects.count() for model in models], matter_of(issue_by("2")).state()


def test_a_copy_is_the_same_as_long_as_the_issue_is(issue, context, tmp_path):
    """Equal bytes, one row; another copy once a word changed."""
    first = review_copy("2", tmp_path / "a.docx", context=context)
    again = review_copy("2", tmp_path / "b.docx", context=context)
    edit_entry("2", "2.0.01", context=context, title="另一标题")
    third = review_copy("2", tmp_path / "c.docx", context=context)

    assert (tmp_path / "a.docx").read_bytes() == (tmp_path / "b.docx").read_bytes()
    assert first.key == again.key != third.key
    assert ReviewCopy.objects.count() == 2
    assert AuditLine.objects.filter(verb="review copy").count() == 2


def test_tracking_is_on_and_the_copy_says_what_it_is(given_out):
    """Switched on in the settings; the issue, the hash and the form where no page shows them."""
    data, given = given_out
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        settings, hidden = archive.read("word/settings.xml").decode(), archive.read("docProps/custom.xml").decode()

    assert "<w:trackRevisions/>" in settings
    assert re.findall(r"<vt:lpwstr>([^<]*)", hidden) == [given.issue, given.key(), "1"]


def test_an_untouched_copy_changes_nothing(given_out, context):
    """Whatever is asked for."""
    before = everything()
    for verdict in (Verdict(), ALL, Verdict(reject=("all",))):
        taken = take_back(given_out[0], "copy.docx", verdict, context=context, by="总编甲")
        assert taken.changes() == ()
        assert taken.entries == ()
    assert everything() == before


def test_a_look_shows_and_changes_nothing(given_out, context):
    """Old and new words, who and when; the ids by which they are decided."""
    before = everything()
    taken = take_back(changed(given_out, row("1.1.01", TITLE, "甲部", "某部")), "copy.docx", context=context)

    (change,) = [one.change for one in taken.changes()]
    assert (change.old, change.new, change.author, change.at) == ("甲", "某", "总编甲", "2025-01-17 09:30")
    assert taken.changes()[0].state == "open"
    assert everything() == before


def test_what_is_accepted_becomes_a_revision_of_the_reviewer(given_out, context):
    """The others stay; the operator stands in the audit line of the taking back."""
    data = changed(
        given_out,
        row("1.1.01", TITLE, "甲部", "某部"),
        row("1.1.01", 1, "三日内", "五日内"),
        row("1.1.02", 1, "按季度", "按月"),
    )
    seen = take_back(data, "copy.docx", context=context)
    first, second, third = (one.change.id for one in seen.changes())

    taken = take_back(data, "copy.docx", Verdict((first[:6], third), (second,)), context=context, by="总编甲")

    assert [one.state for one in taken.changes()] == ["accepted", "rejected", "accepted"]
    assert words("1.1.01")[0].startswith("某部")
    assert "三日内" in words("1.1.01")[2]
    assert "按月" in words("1.1.02")[2]
    assert [line.id for line in taken.rechecked] == ["1.1.01", "1.1.02"]
    made = Revision.objects.filter(actor="总编甲")
    assert made.count() == taken.revised == 2
    assert {(one.decision, one.reviewer, one.author) for one in ReviewDecision.objects.all()} == {
        ("accepted", "总编甲", "总编甲"),
        ("rejected", "总编甲", "总编甲"),
    }
    (line,) = AuditLine.objects.filter(verb="take back")
    assert line.actor == context.actor
    assert line.details["reviewer"] == "总编甲"


def test_taken_back_twice_changes_nothing_the_second_time(given_out, context):
    """Also where only a part was taken over, and the rest later."""
    rows = (
        row("1.1.01", 1, "三日内", "五日内"),
        row("1.1.01", 1, "规范仓储", "严格规范仓储"),
        row("1.1.03", 1, "每五分钟", "每分钟"),
    )
    data = changed(given_out, *rows)
    ids = [one.change.id for one in take_back(data, "copy.docx", context=context).changes()]

    first = take_back(data, "copy.docx", Verdict((ids[0],)), context=context)
    assert [one.state for one in first.changes()] == ["accepted", "open", "open"]
    once = everything()
    take_back(data, "copy.docx", Verdict((ids[0],)), context=context)
    assert everything() == once

    rest = take_back(data, "copy.docx", ALL, context=context)
    assert {one.state for one in rest.changes()} == {"accepted"}
    assert "五日内" in words("1.1.01")[2]
    assert "严格规范仓储" in words("1.1.01")[2]
    twice = everything()
    assert take_back(data, "copy.docx", ALL, context=context).revised == 0
    assert everything() == twice


def test_what_was_edited_meanwhile_is_a_conflict_and_stays(given_out, context):
    """Three ways: what only the reviewer changed is done, what both changed is named with the words that stand."""
    data = changed(given_out, row("1.1.01", TITLE, "甲部", "某部"), row("1.1.01", 1, "三日内", "五日内"))
    text = "\n".join(words("1.1.01")[2:]).replace("三日内", "七日内")
    edit_entry("2", "1.1.01", context=context, text=text)

    taken = take_back(data, "copy.docx", ALL, context=context, by="总编甲")

    assert [one.state for one in taken.changes()] == ["accepted", "conflict"]
    assert "七日内" in taken.changes()[1].standing
    assert words("1.1.01")[0].startswith("某部")
    assert "七日内" in words("1.1.01")[2]
    assert taken.needs_person


AWAY = {
    "n": 1,
    "entry": "1.1.01",
    "at": 1,
    "what": "移到别篇",
    "old": "规范仓储台账，",
    "new": "",
    "moved": "规范仓储台账，",
}
HERE = {**AWAY, "entry": "1.1.02", "what": "从别篇移来", "old": "桥面传感器", "new": "规范仓储台账，桥面传感器"}


def test_words_that_go_to_another_entry_leave_one_and_come_to_the_other(given_out, context):
    """One change in two entries, taken by one id, once."""
    data = changed(given_out, AWAY, HERE)
    seen = take_back(data, "copy.docx", context=context)
    (key,) = {one.change.id for one in seen.changes()}

    for _ in range(2):
        taken = take_back(data, "copy.docx", Verdict((key,)), context=context)
        assert [one.state for one in taken.changes()] == ["accepted", "accepted"]

    assert "规范仓储台账" not in words("1.1.01")[2]
    assert "规范仓储台账，桥面传感器" in words("1.1.02")[2]


def test_words_never_go_half_way_to_another_entry(given_out, context):
    """Where one end was edited meanwhile neither is carried out."""
    data = changed(given_out, AWAY, HERE)
    edit_entry("2", "1.1.02", context=context, text="另写的一段。")

    taken = take_back(data, "copy.docx", ALL, context=context)

    assert {one.state for one in taken.changes()} == {"conflict"}
    assert "规范仓储台账" in words("1.1.01")[2]
    assert words("1.1.02")[2:] == ["另写的一段。"]


def test_an_editor_who_made_the_same_change_is_no_conflict(given_out, context):
    """The entry says by now what the reviewer wants it to say."""
    data = changed(given_out, row("1.1.01", 1, "三日内", "五日内"))
    edit_entry("2", "1.1.01", context=context, text="\n".join(words("1.1.01")[2:]).replace("三日内", "五日内"))

    taken = take_back(data, "copy.docx", ALL, context=context)

    assert [one.state for one in taken.changes()] == ["accepted"]
    assert taken.revised == 0


def test_the_source_is_taken_over_and_the_date_is_kept_as_a_remark(given_out, context):
    """A date is a fact, corrected as one."""
    fields = next(region for region in given_out[1].entries()).lines[1].text
    source, date = fields.partition("来源：")[2], fields.partition("日期：")[2].partition("\u3000")[0]
    data = changed(
        given_out,
        row("1.1.01", "来源", f"来源：{source}", "来源：某部网站、某日报"),
        row("1.1.01", "日期", f"日期：{date}", "日期：2025年1月9日"),
    )

    for _ in range(2):
        taken = take_back(data, "copy.docx", ALL, context=context)
        assert [one.state for one in taken.changes() if one.change.why_not] == ["noted"]

    assert words("1.1.01")[1] == "某部网站、某日报"
    assert [remark.text for remark in Remark.objects.all()] == ["日期 → 2025年1月9日"]


def test_entries_are_moved_and_taken_out_by_the_reviewer(given_out, context):
    """移稿 and 删稿; the numbers of the others follow."""
    before = titles()
    entries = (
        {"n": 1, "entry": "1.1.03", "what": "移稿", "to": "1.1", "at": 1},
        {"n": 2, "entry": "2.0.02", "what": "删稿"},
    )
    data = changed(given_out, row("1.1.01", 1, "三日内", "五日内"), entries=entries)

    taken = take_back(data, "copy.docx", ALL, context=context, by="总编甲")

    after = titles()
    assert [after[f"1.1.0{n}"] for n in (1, 2, 3)] == [before[f"1.1.0{n}"] for n in (3, 1, 2)]
    assert "2.0.02" not in after
    assert "五日内" in words("1.1.02")[2]
    assert {one.state for one in taken.changes()} == {"accepted"}
    once = everything()
    assert take_back(data, "copy.docx", ALL, context=context).revised == 0
    assert everything() == once


def test_an_entry_that_somebody_moved_or_edited_since_is_not_moved_or_dropped(given_out, context):
    """Conflicts about whole entries."""
    entries = (
        {"n": 1, "entry": "1.1.03", "what": "移稿", "to": "1.1", "at": 1},
        {"n": 2, "entry": "2.0.02", "what": "删稿"},
    )
    data = changed(given_out, entries=entries)
    edit_entry("2", "2.0.02", context=context, title="改过的标题")
    place_entry("2", "1.1.03", "1.2", context=context)
    before = titles()

    taken = take_back(data, "copy.docx", ALL, context=context)

    assert {one.state for one in taken.changes()} == {"conflict"}
    assert titles() == before


def test_comments_are_kept_as_remarks_once(given_out, context):
    """With the words that they are about, and whose answer they are."""
    comments = [
        {"entry": "1.1.01", "at": 1, "quote": "三日内", "by": "甲", "text": "期限请核。"},
        {"entry": "1.1.01", "at": 1, "by": "乙", "text": "已核。", "answers": "期限请核。"},
    ]
    data = changed(given_out, comments=comments)

    for _ in range(2):
        taken = take_back(data, "copy.docx", ALL, context=context)

    assert taken.new_remarks == 0
    first, second = Remark.objects.order_by("id")
    assert (first.quote, first.text, first.author, first.said) == ("三日内", "期限请核。", "总编甲", "2025-01-17 09:30")
    assert second.answers == first.key
    assert first.entry.report.headline.startswith("甲部")


def refused(data, context, verdict=ALL, name="copy.docx"):
    """The code of a refusal that changed nothing."""
    before = everything()
    with pytest.raises((InputError, ReadingError)) as caught:
        take_back(data, name, verdict, context=context)
    assert everything() == before
    return caught.value.code


@pytest.mark.parametrize("state", ["final", "signed_off"])
def test_a_signed_issue_is_neither_given_out_nor_taken_back(given_out, context, tmp_path, state):
    """It changes in the open, or not at all."""
    data = changed(given_out, row("1.1.01", TITLE, "甲部", "某部"))
    Issue.objects.update(state=state)
    code = {"final": "gate.final", "signed_off": "amending.signed_off"}[state]

    assert refused(data, context) == code
    with pytest.raises(InputError) as caught:
        review_copy("2", tmp_path / "again.docx", context=context)
    assert caught.value.code == code


def with_part(data, name, change):
    """The copy with another content of a part."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for one in given.namelist():
            content = given.read(one)
            made.writestr(one, change(content) if one == name else content)
    return packed.getvalue()


HOSTILE = {
    "not Word": (lambda data: b"just words", "review.not_ours"),
    "an archive cut short": (lambda data: data[: len(data) // 2], None),
    "broken XML": (lambda data: with_part(data, "word/document.xml", lambda one: one[:-40]), "formats.docx_broken"),
    "entities": (
        lambda data: with_part(
            data, "word/document.xml", lambda one: one.replace(b"?>", b"?><!DOCTYPE a [<!ENTITY b SYSTEM 'c'>]>", 1)
        ),
        "formats.docx_hostile",
    ),
    "a bomb": (
        lambda data: with_part(
            data, "word/document.xml", lambda one: one.replace(b"<w:body>", b" " * 2**25 + b"<w:body>")
        ),
        "formats.zip_bomb",
    ),
    "another form": (
        lambda data: with_part(data, "docProps/custom.xml", lambda one: one.replace(b">1<", b">7<")),
        "review.other_form",
    ),
    "a copy that was never given out": (
        lambda data: with_part(data, "docProps/custom.xml", lambda one: re.sub(rb"[0-9a-f]{32}", b"0" * 32, one)),
        "review.unknown_copy",
    ),
    "a Word file of somebody": (
        lambda data: with_part(
            with_part(data, "docProps/custom.xml", lambda one: one.replace(b"GuanlanReviewCopy", b"Other")),
            "word/document.xml",
            lambda one: re.sub(rb"[0-9a-f]{32}", b"", one.replace(b"GL_", b"XX_")),
        ),
        "review.not_ours",
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_copy_of_ours_is_refused_in_one_sentence(given_out, context, name):
    """Before anything of it is believed."""
    change, code = HOSTILE[name]

    assert refused(change(given_out[0]), context) == code if code else refused(change(given_out[0]), context)


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (Verdict(("nothing",)), "review.no_such_change"),
        (Verdict(("",)), "review.no_such_change"),
        (Verdict(("all",), ("all",)), "review.both"),
    ],
)
def test_an_id_that_means_nothing_is_refused(given_out, context, verdict, code):
    """Nothing is half done."""
    data = changed(given_out, row("1.1.01", TITLE, "甲部", "某部"))

    assert refused(data, context, verdict) == code


def test_marks_that_were_lost_are_made_up_for(given_out, context):
    """Without properties and bookmarks: by the line that a person sees, the fields, and the words."""
    data = changed(given_out, row("1.1.01", 1, "三日内", "五日内"), row("1.1.02", TITLE, "乙部", "某部"))
    data = with_part(data, "docProps/custom.xml", lambda one: one.replace(b"Guanlan", b"Other"))
    data = with_part(data, "word/document.xml", lambda one: re.sub(rb"<w:bookmark(?:Start|End)[^>]*>", b"", one))

    taken = take_back(data, "copy.docx", ALL, context=context)

    assert sorted((one.change.old, one.change.new) for one in taken.changes()) == [("三", "五"), ("乙", "某")]
    assert "五日内" in words("1.1.01")[2]


def test_a_removal_blanks_what_a_copy_holds(given_out, context):
    """The words that were given out, changed and quoted go; the copy is then not taken back."""
    comments = [{"entry": "1.1.01", "at": 1, "quote": "三日内", "by": "甲", "text": "请核。"}]
    data = changed(given_out, row("1.1.01", 1, "三日内", "五日内"), comments=comments)
    take_back(data, "copy.docx", ALL, context=context)
    sha = Remark.objects.get().entry.report.extraction.reading.blob_id

    remove_blob(sha, order="某法院 2025-1 号", context=context)

    assert "粮食" not in ReviewCopy.objects.get().record
    assert [(one.old, one.new) for one in ReviewDecision.objects.all()] == [("", "")]
    assert Remark.objects.get().quote == ""
    assert refused(data, context) == "review.removed"


def test_nobody_without_permission_takes_back(given_out, context):
    """The rights of the acting person count."""
    data = changed(given_out, row("1.1.01", TITLE, "甲部", "某部"))
    guest = msgspec.structs.replace(context, permission=lambda actor, verb: verb != "take back")

    assert refused(data, guest) == "actions.not_permitted"
