"""The rules of the proof-reader that look at an issue as a whole; and that no rule stands without its cases."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from guanlan import formats
from guanlan.extract.facts import with_facts
from guanlan.publish.proof import checks, proofread, sheet_of_issue
from guanlan.publish.proof.sheet import ProofSheet, written_out
from guanlan.records.bulletin import (
    Bulletin,
    Column,
    ContentsLine,
    Contributor,
    Cover,
    Entry,
    Paragraph,
    Role,
    SubColumn,
    Words,
)

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "issues.yaml").read_text(encoding="utf-8"))
TEXTS = yaml.safe_load((HERE / "rules.yaml").read_text(encoding="utf-8"))
FOUND = [(code, case) for code, sides in CASES.items() for case in sides["found"]]
FINE = [(code, case) for code, sides in CASES.items() for case in sides["fine"]]
SPARES = 2  # entries that fill the column up where a case asks for more, so that most contents lines agree


def sheet_of(case: dict[str, Any]) -> ProofSheet:
    """The issue that a case describes, with its facts, as the proof-reader sees it."""
    rows = case["entries"] + [
        [f"备用{number}号会议", ["会议召开。"], "甲网"] for number in range(SPARES * case.get("more", 0))
    ]
    entries = tuple(
        Entry(
            f"1.0.{number:02}",
            Words(title),
            tuple(Paragraph(Words(line)) for line in lines),
            (Words(source),) if source else (),
        )
        for number, (title, lines, source) in enumerate(rows, 1)
    )
    titles = case.get("contents", [entry.title.text for entry in entries])
    titles += [entry.title.text for entry in entries[len(titles) :]]
    column = Column(
        series="一",
        heading=Words(case.get("heading", "动态")),
        guide=tuple(map(Words, case.get("guide", ()))),
        keywords=tuple(map(Words, case.get("keywords", ()))),
        subcolumns=(SubColumn(Words(""), entries),),
    )
    contents = tuple(ContentsLine(Words(title)) for title in titles)
    masthead = (Role("编委", tuple(Contributor(Words(name)) for name in case.get("masthead", ()))),)
    cover = Cover(Words("某刊"), date="2025-01-16")
    whole, text = written_out(Bulletin(cover, contents=contents, masthead=masthead, columns=(column,)))
    return sheet_of_issue(with_facts(whole, formats.read(text.encode(), name="a.txt")), text)


@pytest.mark.parametrize(("code", "case"), FOUND)
def test_what_an_issue_says_two_ways_is_told(code, case):
    """The words of each finding, in order."""
    assert [one.text for one in proofread(sheet_of(case), only=(code,))] == case["told"]


@pytest.mark.parametrize(("code", "case"), FINE)
def test_an_issue_in_order_is_left_alone(code, case):
    """No finding of the rule."""
    assert proofread(sheet_of(case), only=(code,)) == ()


def test_every_rule_has_cases_of_both_kinds():
    """At least one slip that is found, and one good text that is not."""
    cases = [*TEXTS.items(), *CASES.items()]
    assert {code for code, sides in cases if sides["found"]} == set(checks())
    assert {code for code, sides in cases if sides["fine"]} == set(checks())
