"""更正 and 撤稿 in the records: what an entry and its issue say, and what is held against nothing any more."""

from __future__ import annotations

import datetime

import msgspec
from hypothesis import given
from hypothesis import strategies as st
from issue_sample import sample_issue

from guanlan.publish.amending import (
    TITLE,
    corrected,
    day_of,
    guide_noted,
    in_own_words,
    notice,
    retitled,
    retracted,
    with_listed,
)
from guanlan.records.bulletin import Abstract, Bulletin, ContentsLine, Hand, Paragraph, ParagraphKind, Words

DAY = "2025-01-20"


def first(bulletin: Bulletin):
    """The first entry."""
    return bulletin.entries()[0]


def amended(bulletin: Bulletin, after) -> Bulletin:
    """The issue with its first entry as it is after an amendment, its list and the note in its guide."""
    before = first(bulletin)
    kind = ParagraphKind.RETRACTION if after.is_retracted() else ParagraphKind.CORRECTION
    column = bulletin.columns[0]
    part = msgspec.structs.replace(column.subcolumns[0], entries=(after, *column.subcolumns[0].entries[1:]))
    column = msgspec.structs.replace(column, subcolumns=(part, *column.subcolumns[1:]))
    column = guide_noted(column, after, kind)
    whole = msgspec.structs.replace(bulletin, columns=(column, *bulletin.columns[1:]))
    return with_listed(whole, before, after, notice(kind, "说明。", DAY))


@given(
    kind=st.sampled_from([ParagraphKind.CORRECTION, ParagraphKind.RETRACTION]),
    day=st.dates(min_value=datetime.date(1900, 1, 1)),
    note=st.text(max_size=40),
)
def test_the_day_of_a_notice_is_had_again(kind, day, note):
    """Whatever the note says, other days among it."""
    assert day_of(notice(kind, note, day.isoformat())) == day.isoformat()


def test_the_day_of_other_words_is_not_made_up():
    """A paragraph that tells of a correction elsewhere is no notice."""
    for words in (
        "",
        "更正：2025年1月20日",
        "某报更正（2025年1月20日）：有误",
        "更正（2025年13月）：无",
        "更正（2025年2月30日）：无",
    ):
        assert day_of(words) is None


def test_in_its_own_words_a_corrected_issue_has_no_notes():
    """Neither note nor list nor the remark in the guide is held against a capture; all else is."""
    bulletin = sample_issue()
    entry = first(bulletin)
    after = corrected(entry, retitled(entry, "新的标题"), "误植。", DAY)
    plain = in_own_words(amended(bulletin, after))

    assert first(plain).title.text == "新的标题"
    assert first(plain).paragraphs == entry.paragraphs
    assert [column.guide for column in plain.columns] == [column.guide for column in bulletin.columns]
    assert plain.back_matter == bulletin.back_matter
    assert in_own_words(bulletin) == bulletin


def test_in_its_own_words_an_issue_has_nothing_that_was_taken_back():
    """The entry and its line in the contents; nothing may rest on them. The others keep their ids."""
    bulletin = sample_issue()
    entry = first(bulletin)
    lines = tuple(ContentsLine(Words(f"1. {one.title.text}")) for one in bulletin.entries())
    bulletin = msgspec.structs.replace(bulletin, contents=lines)
    plain = in_own_words(amended(bulletin, retracted(entry, "有误。", DAY)))

    assert [one.id for one in plain.entries()] == [one.id for one in bulletin.entries()[1:]]
    assert plain.contents == lines[1:]


def test_a_published_guide_says_once_that_an_entry_was_amended():
    """Twice corrected, once said; what was taken back says more; a column without a guide gets none."""
    bulletin = sample_issue()
    column, entry = bulletin.columns[0], first(bulletin)
    once = guide_noted(column, entry, ParagraphKind.CORRECTION)
    assert once.guide[:-1] == column.guide
    assert entry.title.text in once.guide[-1].text
    assert guide_noted(once, entry, ParagraphKind.CORRECTION) == once
    assert "不再有效" in guide_noted(once, entry, ParagraphKind.RETRACTION).guide[-1].text
    bare = msgspec.structs.replace(column, guide=(), keywords=())
    assert guide_noted(bare, entry, ParagraphKind.RETRACTION) == bare


def test_an_abstract_of_other_words_goes():
    """A model summed up what was wrong; another title leaves what it says."""
    entry = msgspec.structs.replace(first(sample_issue()), abstract=Abstract(Words("A fine."), Hand.MODEL))
    other = msgspec.structs.replace(entry, paragraphs=(Paragraph(Words("另一段。")),))

    assert corrected(entry, other, "误植。", DAY).abstract is None
    assert corrected(entry, retitled(entry, "新题"), "误植。", DAY).abstract == entry.abstract


def test_the_list_comes_first_and_in_order():
    """Before the journal's own notices; each line names the entry and, where the title changed, the one before."""
    bulletin = sample_issue()
    entry = first(bulletin)
    after = corrected(entry, retitled(entry, "新的标题"), "误植。", DAY)
    once = amended(bulletin, after)
    twice = with_listed(once, after, after, notice(ParagraphKind.CORRECTION, "再改。", DAY))

    assert [part.title.text for part in twice.back_matter].count(TITLE) == 1
    assert twice.back_matter[0].title.text == TITLE
    lines = [words.text for words in twice.back_matter[0].paragraphs]
    assert len(lines) == 2
    assert f"（原题：{entry.title.text}）" in lines[0]
    assert "原题" not in lines[1]
