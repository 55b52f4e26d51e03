"""Entries of several issues: what is followed up, in which order, and in which words."""

from __future__ import annotations

from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from guanlan.publish.gate import Behind, Captures, check_issue
from guanlan.publish.memory import Past, follow_ups, later_of
from guanlan.publish.memory.telling import label_of
from guanlan.publish.render.build import build
from guanlan.publish.render.sheet import lay_out
from guanlan.records.bulletin import (
    AMENDING,
    Bulletin,
    Column,
    Cover,
    Entry,
    Paragraph,
    ParagraphKind,
    SubColumn,
    Words,
)
from guanlan.records.gate import CheckState
from guanlan.records.memory import FollowKind, FollowUp
from making import facts_of

DRAFT = {"title": "某市数据登记办法", "stage_note": "征求意见稿", "action": "公开征求意见"}
FINAL = {"title": "某市数据登记办法", "action": "印发"}
HOLDS = {"title": "某市数据登记办法", "action": "施行"}


def entry(entry_id: str, title: str, instrument: dict[str, Any], day: str, **given: Any) -> Entry:
    """An entry about one instrument of one body."""
    known = {"kind": "instrument", "jurisdiction": "CN-ZJ", "issuers": ["温州市数据局"], "date": day, **given}
    facts = facts_of(instruments=[instrument], **known)
    return Entry(entry_id, Words(title), (Paragraph(Words(f"{title}。")),), facts=facts)


def past(number: int | None, issued: str, one: Entry, key: str | None = None) -> Past:
    """The entry in an issue."""
    return Past(number, issued, one, key or f"{number}/{one.id}")


ASKED = past(17, "2024-12-16", entry("2.3.01", "温州市数据局就办法公开征求意见", DRAFT, "2024-11-20"))
ISSUED = past(18, "2025-01-16", entry("2.3.04", "温州市数据局印发办法", FINAL, "2025-01-05"))
BEGUN = past(19, "2025-02-17", entry("2.3.02", "温州市数据登记办法施行", HOLDS, "2025-02-01"))
NOTHING = Behind(Captures([]))
OTHER = past(18, "2025-01-16", entry("2.3.05", "另一件事", {"title": "另一办法", "action": "印发"}, "2025-01-06"))


def kinds(found: tuple[FollowUp, ...]) -> list[tuple[str, int | None, str]]:
    """Kind, number of the earlier issue, id of the later entry."""
    return [(one.kind.value, one.earlier.issue, one.later.entry) for one in found]


def test_the_latest_issue_comes_first() -> None:
    """一条稿件接着几期：先说最近一期。"""
    assert kinds(follow_ups([ASKED, ISSUED, OTHER], [BEGUN])) == [
        ("effective", 18, "2.3.02"),
        ("effective", 17, "2.3.02"),
    ]


def test_what_became_of_an_old_entry_is_told_from_the_earliest() -> None:
    """后来怎样：由早到晚，只说这一条的。"""
    found = follow_ups([ASKED, OTHER], [BEGUN, ISSUED])

    told = later_of(found, ASKED.key, ASKED.entry.id)
    assert [(one.kind.value, one.later.issue) for one in told] == [("final", 18), ("effective", 19)]
    assert later_of(found, OTHER.key, OTHER.entry.id) == ()


def test_both_ends_carry_their_words() -> None:
    """两端都有原文的引文和日子。"""
    (one,) = follow_ups([ASKED], [ISSUED])

    assert (one.by, one.shared) == ("instrument", "某市数据登记办法")
    assert (one.earlier.day, one.later.day, one.earlier.issued) == ("2024-11-20", "2025-01-05", "2024-12-16")
    assert (one.earlier.key, one.later.key) == ("17/2.3.01", "18/2.3.04")


def test_a_dismissed_pair_never_comes_back_and_others_stay() -> None:
    """编辑解除的一对不再出现，别的不受影响。"""
    dismissed = {("17/2.3.01", "19/2.3.02")}

    assert kinds(follow_ups([ASKED, ISSUED], [BEGUN], dismissed=dismissed)) == [("effective", 18, "2.3.02")]


def test_one_report_in_two_issues_was_carried() -> None:
    """同一条信息两期都登，就是已登。"""
    first = past(17, "2024-12-16", entry("2.3.01", "某文", {"title": "未知", "action": None}, "2024-12-01"), "同一条")
    again = past(18, "2025-01-16", entry("2.3.09", "另题", {"title": "未知", "action": None}, "2024-12-01"), "同一条")

    (one,) = follow_ups([first], [again])
    assert (one.kind, one.by) == (FollowKind.CARRIED, "report")


def test_a_retracted_entry_is_followed_by_nothing() -> None:
    """撤下的稿件不再追踪。"""
    note = Paragraph(Words("撤稿说明"), ParagraphKind.RETRACTION)
    gone = Past(17, "2024-12-16", Entry("2.3.01", ASKED.entry.title, (note,), facts=ASKED.entry.facts), "甲")

    assert ParagraphKind.RETRACTION in AMENDING
    assert follow_ups([gone], [ISSUED]) == ()


@given(st.permutations([ASKED, ISSUED, OTHER]))
def test_the_order_in_which_issues_are_read_does_not_matter(shuffled: list[Past]) -> None:
    """读入次序不影响结果。"""
    assert follow_ups(shuffled, [BEGUN]) == follow_ups([ASKED, ISSUED, OTHER], [BEGUN])


def issue(*found: FollowUp) -> Bulletin:
    """Issue 19 with its one entry."""
    column = Column("观察二", Words("政策立法"), subcolumns=(SubColumn(Words("地方"), (BEGUN.entry,)),))
    cover = Cover(Words("小刊"), year=2025, month=2, number=19, date="2025-02-17")
    return Bulletin(cover, columns=(column,), follow_ups=found)


def test_the_page_tells_what_was_said_and_what_became_of_it() -> None:
    """往期追踪一页：标签、期号、日期、标题；已登的不印；本期没有的稿件不印。"""
    found = follow_ups([ASKED], [BEGUN])
    carried = FollowUp(FollowKind.CARRIED, "report", "", found[0].earlier, found[0].later)
    gone = follow_ups([ASKED], [ISSUED])[0]
    (back,) = lay_out(issue(*found, carried, gone)).back

    assert (back.title, len(back.rows)) == ("往期追踪", 1)
    assert back.rows[0].label == label_of(FollowKind.EFFECTIVE) == "已生效施行"
    assert back.paragraphs == (
        "〔已生效施行〕第17期：2024年11月20日，温州市数据局就办法公开征求意见。本期：2025年2月1日，温州市数据登记办法施行。",
    )


def test_the_page_has_the_title_that_the_entry_has_now() -> None:
    """稿件后来改了题，追踪页跟着改；撤稿的不印。"""
    bulletin = issue(*follow_ups([ASKED], [BEGUN]))
    other = msgspec.structs.replace(BEGUN.entry, title=Words("温州的办法施行了"))
    note = Paragraph(Words("撤稿说明"), ParagraphKind.RETRACTION)

    def with_entry(one: Entry) -> Bulletin:
        (column,) = bulletin.columns
        parts = (msgspec.structs.replace(column.subcolumns[0], entries=(one,)),)
        return msgspec.structs.replace(bulletin, columns=(msgspec.structs.replace(column, subcolumns=parts),))

    assert lay_out(with_entry(other)).back[0].rows[0].now == "2025年2月1日，温州的办法施行了"
    assert lay_out(with_entry(msgspec.structs.replace(other, paragraphs=(note,)))).back == ()


def test_every_format_of_the_issue_shows_the_page() -> None:
    """各种格式都有往期追踪。"""
    found = follow_ups([ASKED], [BEGUN])
    for format in ("html", "md"):
        made = build(issue(*found), None, format).decode()
        assert made.count("往期追踪") >= 1
        assert "温州市数据局就办法公开征求意见" in made
    assert 'href="#c1-1-1"' in build(issue(*found), None, "html").decode()


def checked(bulletin: Bulletin) -> dict[str, CheckState]:
    """Words of the page 往期追踪 → how they stand before the gate."""
    return {one.text: one.state for one in check_issue(bulletin, {"2.3.02": NOTHING}) if one.where == "follow.1"}


def test_nothing_on_the_page_is_said_by_neither_entry() -> None:
    """追踪页的日期、机关都出自两条稿件，逐项过闸；与稿件现在的日期不符的未决。"""
    bulletin = issue(*follow_ups([ASKED], [BEGUN]))
    assert checked(bulletin)["2024年11月20日"] is not CheckState.OPEN
    assert checked(bulletin)["2025年2月1日"] is not CheckState.OPEN

    (one,) = bulletin.follow_ups
    wrong = msgspec.structs.replace(one, later=msgspec.structs.replace(one.later, day="2025-02-11"))
    assert checked(issue(wrong))["2025年2月11日"] is CheckState.OPEN
    assert checked(issue(msgspec.structs.replace(one, kind=FollowKind.CARRIED))) == {}
