"""Pairs of entries that a lawyer judged: what the later one tells of the earlier one, or nothing."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from guanlan import formats
from guanlan.extract.release import read_release
from guanlan.publish.memory import link, memo_of
from guanlan.records.bulletin import Entry
from guanlan.records.memory import FollowKind

PAIRS = yaml.safe_load((Path(__file__).parent / "cases" / "memory.yaml").read_text(encoding="utf-8"))
NONE = "无"
NEWS = [one for one in PAIRS if one["is"] not in (NONE, "carried")]


def entry(told: str) -> Entry:
    """The entry of ``day | title | text``, read as any release is."""
    day, title, text = (part.strip() for part in told.split(" | "))
    words = f"{title}\n\n某网　{day} 09:00\n\n{text}\n"
    report = read_release(formats.read(words.encode(), name="pasted.txt"))[0]
    assert report.headline.text == title
    return Entry("1.0.01", report.headline, report.paragraphs, facts=report.facts)


def said(pair: dict[str, Any]) -> str:
    """The kind of the relation, or 无."""
    found = link(memo_of(entry(pair["earlier"])), memo_of(entry(pair["later"])))
    return found.kind.value if found else NONE


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["why"] for pair in PAIRS])
def test_a_pair_is_told_as_it_was_judged(pair: dict[str, Any]) -> None:
    """逐对核对：宁缺勿误。"""
    assert said(pair) == pair["is"]


@pytest.mark.parametrize("pair", NEWS, ids=[pair["why"] for pair in NEWS])
def test_what_comes_later_is_no_news_to_what_came_before(pair: dict[str, Any]) -> None:
    """前后颠倒，最多是“已登”，不会成为进展。"""
    assert said({"earlier": pair["later"], "later": pair["earlier"]}) in (NONE, "carried")


def test_every_kind_of_relation_has_a_pair_and_half_of_the_pairs_have_none() -> None:
    """样例两面都有：各种关联都有例，没有关联的不少于有关联的。"""
    counts = Counter(pair["is"] for pair in PAIRS)

    assert {kind.value for kind in FollowKind} <= set(counts)
    assert counts[NONE] >= sum(counts.values()) / 2 - 1
