"""Developments and a journal make an issue: whole, in order, the same every time."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from guanlan.publish.compose import bind, compose_issue
from guanlan.publish.journal import default_journal
from guanlan.publish.placement import Place
from guanlan.records.codec import to_json
from guanlan.records.development import Development
from making import development, telling

DAY = datetime.date(2025, 1, 16)
DRAFT = {"title": "甲规定", "stage_note": "征求意见稿", "comment_until": "2025-02-09"}


def local(key: str, **given: Any) -> Development:
    """A province's instrument."""
    defaults = {"kind": "instrument", "jurisdiction": "CN-ZJ", "issuers": ["浙江省网信办"], "date": "2024-12-18"}
    return development(
        key, f"浙江省网信办发布《{key}办法》", f"浙江省网信办发布《{key}办法》。办法共3章。", **{**defaults, **given}
    )


def topic(key: str, name: str) -> Development:
    """A ministry's draft that is open for comment."""
    given = {"kind": "instrument", "jurisdiction": "CN", "issuers": [name], "date": "2025-01-10"}
    return development(key, f"{name}就《{key}规定》公开征求意见", "某文。", instruments=[DRAFT], **given)


def composed(*developments: Development) -> Any:
    """The issue of January 2025."""
    return compose_issue(developments, default_journal(), number=18, date=DAY)


def test_entries_get_the_ids_of_their_places() -> None:
    """编号由栏目、子栏目和次序组成。"""
    issue = composed(local("甲", importance=1), local("乙", importance=2), topic("丙", "国家税务总局"))

    assert [(entry.id, entry.title.text) for entry in issue.bulletin.entries()] == [
        ("2.3.01", "浙江省网信办发布《乙办法》"),
        ("2.3.02", "浙江省网信办发布《甲办法》"),
        ("5.0.01", "国家税务总局就《丙规定》公开征求意见"),
    ]
    assert [(one.entry, one.development, one.place) for one in issue.placed] == [
        ("2.3.01", "乙", Place("policy", "local")),
        ("2.3.02", "甲", Place("policy", "local")),
        ("5.0.01", "丙", Place("topics")),
    ]


def test_the_cover_and_the_masthead_are_those_of_the_day() -> None:
    """封面有期号与日期；编委会名单只印当日在任者。"""
    bulletin = composed(local("甲")).bulletin

    cover = bulletin.cover
    assert (cover.number, cover.number_in_year, cover.year, cover.month, cover.date) == (18, 1, 2025, 1, "2025-01-16")
    editors = next(role for role in bulletin.masthead if role.name == "编辑部")
    assert [holder.name.text for holder in editors.holders] == ["编辑甲", "编辑乙", "编辑丙"]
    assert bulletin.notice
    assert bulletin.back_matter


def test_a_column_without_a_heading_is_called_by_its_entries() -> None:
    """行业前沿观察一以稿件标题连缀为题。"""
    bulletin = composed(topic("甲", "国家税务总局"), topic("乙", "国家数据局")).bulletin

    assert bulletin.columns[
        4
    ].heading.text == "国家税务总局就《甲规定》公开征求意见；国家数据局就《乙规定》公开征求意见" or (
        bulletin.columns[4].heading.text == "国家数据局就《乙规定》公开征求意见；国家税务总局就《甲规定》公开征求意见"
    )
    titles = [entry.title.text for entry in bulletin.columns[4].subcolumns[0].entries]
    assert bulletin.columns[4].heading.text == "；".join(titles)


def test_the_contents_say_what_the_body_says() -> None:
    """目录与正文一致：栏目、子栏目、标题。"""
    lines = [line.words.text for line in composed(local("甲")).bulletin.contents]

    at = lines.index("境内前沿观察二：政策立法")
    assert lines[at + 1 : at + 5] == [
        "（一）国家层面动向",
        "（二）部委层面动向",
        "（三）地方层面动向",
        "1. 浙江省网信办发布《甲办法》",
    ]


def test_the_opening_counts_the_entries() -> None:
    """导读首句的则数等于稿件数。"""
    bulletin = composed(local("甲"), local("乙")).bulletin

    assert bulletin.columns[1].guide[0].text.startswith("本期收录政策立法动态2则")
    assert bulletin.columns[0].guide == ()


def test_the_source_line_names_the_lead_then_the_others() -> None:
    """来源先列首选原文，再列转载者，最多三家，不重复。"""
    given = {"kind": "instrument", "jurisdiction": "CN-ZJ", "issuers": ["浙江省网信办"], "date": "2024-12-18"}
    tellings = [
        telling(name, "浙江省网信办发布《甲办法》", "某文。", origin={"publisher": name}, **given)
        for name in ("网信浙江", "甲网", "网信浙江", "甲网CERT", "乙网", "丙网")
    ]
    named = telling("x", "浙江省网信办发布《甲办法》", "某文。", sources=["浙江日报"], **given)

    many = composed(Development("a", tuple(tellings))).bulletin.entries()[0]
    assert [words.text for words in many.sources] == ["网信浙江", "甲网", "乙网"]
    one = composed(Development("a", (named, tellings[0]))).bulletin.entries()[0]
    assert [words.text for words in one.sources] == ["浙江日报", "网信浙江"]


def test_only_figures_that_the_entry_still_tells_are_carried() -> None:
    """原文里有而稿件里没有的数字不随稿件。"""
    figures = [{"text": "3章", "value": 3, "unit": "章"}, {"text": "900余起", "value": 900, "unit": "起"}]
    (entry,) = composed(local("甲", figures=figures)).bulletin.entries()

    assert [fact.value.text for fact in entry.facts.figures] == ["3章"]
    assert entry.facts.title.value == entry.title.text
    assert entry.facts.date.value.date == "2024-12-18"


def test_an_issue_bound_again_is_the_same() -> None:
    """编辑不改动时，重新装订与初次编成相同。"""
    issue = composed(local("甲"), local("乙"), topic("丙", "国家税务总局"))
    entries: dict[Place, list[Any]] = {}
    for placed, entry in zip(issue.placed, issue.bulletin.entries(), strict=True):
        entries.setdefault(placed.place, []).append(entry)

    assert bind(entries, default_journal(), number=18, date=DAY) == issue.bulletin


MADE = [
    local("甲", importance=3),
    local("乙"),
    topic("丙", "国家税务总局"),
    topic("丁", "国家数据局"),
    local("戊", date="2023-01-01"),
]


@settings(max_examples=20, deadline=None)  # the first example reads the tables
@given(st.permutations(MADE))
def test_the_order_of_the_developments_does_not_matter(shuffled: list[Development]) -> None:
    """输入次序不影响一个字节。"""
    assert to_json(composed(*shuffled)) == to_json(composed(*MADE))
