"""The issue made of the samples: everything at its place, in the sources' words, of the right length."""

from __future__ import annotations

import datetime
import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from sample_files import reading, tellings

from guanlan.extract.merging import cluster
from guanlan.publish.compose import Composed, compose_issue
from guanlan.publish.journal import default_journal
from guanlan.records.bulletin import Entry
from guanlan.records.development import Development

PLACES: dict[str, list[str]] = yaml.safe_load((Path(__file__).parent / "places.yaml").read_text(encoding="utf-8"))


@cache
def developments() -> dict[str, Development]:
    """Key → development."""
    return {one.key: one for one in cluster(tellings())}


@cache
def issue() -> Composed:
    """Issue 18 of 2025-01-16."""
    return compose_issue(developments().values(), default_journal(), number=18, date=datetime.date(2025, 1, 16))


def entries() -> list[tuple[Development, Entry]]:
    """Each entry with its development."""
    pairs = zip(issue().placed, issue().bulletin.entries(), strict=True)
    return [(developments()[placed.development], entry) for placed, entry in pairs]


def test_every_sample_stands_at_its_place() -> None:
    """逐栏对照：哪些样例进哪一栏，一条不多，一条不少；没有备用稿。"""
    found: dict[str, list[str]] = {}
    for placed in issue().placed:
        lead = developments()[placed.development].lead.origin.release
        where = ".".join(filter(None, (placed.place.column, placed.place.subcolumn)))
        found.setdefault(where, []).append(lead)

    assert {where: sorted(files) for where, files in found.items()} == {
        where: sorted(files) for where, files in PLACES.items()
    }
    assert issue().spares == ()


def test_guides_have_the_house_length() -> None:
    """导读 230 至 1100 字；政策、治理、境外分方面。"""
    columns = issue().bulletin.columns

    assert all(230 <= sum(len(words.text) for words in column.guide) <= 1100 for column in columns)
    assert all(sum("方面，" in words.text for words in column.guide[1:]) >= 3 for column in columns[1:4])


def test_keywords_stand_in_the_entries() -> None:
    """关键词都见于本栏稿件。"""
    for column in issue().bulletin.columns:
        text = "".join(
            entry.title.text + "".join(one.words.text for one in entry.paragraphs)
            for part in column.subcolumns
            for entry in part.entries
        )
        assert column.keywords
        assert all(words.text in text for words in column.keywords)


@pytest.mark.parametrize("index", range(43))
def test_an_entry_says_what_its_source_says(index: int) -> None:
    """每篇稿件都有来源；除句首日期外，句句出自原文；不超过篇幅。"""
    development, entry = entries()[index]
    source = re.sub(r"[\s　]", "", reading(development.lead.origin.release).text)

    told = [one.words.text for one in entry.paragraphs if one.words.text]
    assert told[0].startswith(f"{int(entry.facts.date.value.date[5:7])}月{int(entry.facts.date.value.date[8:10])}日")
    for text in told:
        for sentence in filter(None, re.split("(?<=[。！？])", re.sub(r"[\s　]", "", text))):
            bare = re.sub(r"^\d{1,2}月\d{1,2}日(?:消息)?，", "", sentence)
            assert bare in source
    drafted = [one.words.text for one in entry.paragraphs if one.kind.value not in ("annex", "annex_title")]
    assert sum(map(len, drafted)) <= 900
    assert len(entry.title.text) <= 70
    assert entry.sources


def test_a_draft_out_for_comment_is_annexed_whole() -> None:
    """行业前沿观察一附草案全文十八条；其他栏目不附。"""
    annexed = {
        entry.id: sum(one.kind.value == "annex" and one.words.text.startswith("第") for one in entry.paragraphs)
        for entry in issue().bulletin.entries()
    }

    assert {name: count for name, count in annexed.items() if count} == {"5.0.01": 18}


def test_there_are_as_many_entries_as_were_looked_at() -> None:
    """上面逐篇核对的篇数就是全部篇数。"""
    assert len(entries()) == 43
