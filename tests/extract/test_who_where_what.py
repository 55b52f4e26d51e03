"""Issuers, jurisdiction and kind of texts of our own, and what their anchors must say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guanlan.extract.cues import any_cue, first_characters
from guanlan.extract.issuers import read_issuers
from guanlan.extract.jurisdiction import read_jurisdiction
from guanlan.extract.kind import read_kind
from guanlan.extract.report_text import Part, ReportText
from guanlan.extract.scan import Scan
from guanlan.records.bulletin import ParagraphKind
from guanlan.records.facts import Kind
from guanlan.text.reading_map import ReadingMap
from guanlan.text.span import Span
from guanlan.text.tables_reading import table_rows

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "who.yaml").read_text(encoding="utf-8"))
MARKS = {"案：": ParagraphKind.CASE, "署：": ParagraphKind.SIGNATURE}
FIELDS = {"name", "text", "sources", "issuers", "jurisdiction", "kind"}


def report(text: str, sources: tuple[str, ...] = ()) -> ReportText:
    """A report of lines: the headline, then the paragraphs."""
    lines = text.strip("\n").split("\n")
    kinds = [MARKS.get(line[:2], ParagraphKind.TEXT) for line in lines]
    plain = [line[2:] if line[:2] in MARKS else line for line in lines]
    both = ReadingMap.of("\n".join(plain))
    spans, start = [], 0
    for line in both.read.split("\n"):
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    parts = tuple(Part(span, kind) for span, kind in zip(spans[1:], kinds[1:], strict=True))
    return ReportText(both, spans[0], parts, sources=sources)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_who_where_what(case: dict[str, Any]) -> None:
    assert set(case) <= FIELDS
    scan = Scan(report(case["text"], tuple(case.get("sources", ()))))
    issuers = read_issuers(scan)
    given_facts = {
        "issuers": [fact.value for fact in issuers],
        "jurisdiction": read_jurisdiction(scan, issuers).value,
        "kind": read_kind(scan).value,
    }
    wanted = {field: case[field] for field in given_facts if field in case}
    assert {field: given_facts[field] for field in wanted} == wanted


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_every_fact_points_at_its_words(case: dict[str, Any]) -> None:
    text = report(case["text"], tuple(case.get("sources", ())))
    scan = Scan(text)
    issuers = read_issuers(scan)
    for fact in (*issuers, read_jurisdiction(scan, issuers), read_kind(scan)):
        assert (fact.value is None) == (not fact.anchors)
        assert (fact.value is None) == (fact.reason is not None)
        for anchor in fact.anchors:
            assert anchor.quote
            assert text.both.published[anchor.start : anchor.end] == anchor.quote


def test_near_kinds_are_kept_as_candidates() -> None:
    scan = Scan(report("某网信办开展专项整治并召开会议\n近日，某网信办召开会议。"))
    kind = read_kind(scan)
    assert kind.value is Kind.MEETING
    assert Kind.CAMPAIGN in kind.candidates


def test_a_cited_norm_does_not_make_an_instrument() -> None:
    text = "某网信办依据《某某法》处置违规网站\n近日，某网信办依据《某某法》对违规网站作出行政处罚。"
    assert read_kind(Scan(report(text))).value is Kind.ENFORCEMENT


def test_the_jurisdiction_of_the_text_stands_in_for_that_of_nobody() -> None:
    scan = Scan(report("法国一家医院的消息\n法国一家医院恢复了服务。"))
    assert read_issuers(scan) == ()
    assert read_jurisdiction(scan, ()).value == "FR"


@given(st.text("，。《》（）、中央网信办发布某市公司国\n因被据由联合aA1", max_size=60))
def test_readers_never_raise(text: str) -> None:
    scan = Scan(report(text))
    issuers = read_issuers(scan)
    read_jurisdiction(scan, issuers)
    read_kind(scan)


def test_cue_rows_name_kinds_give_weights_and_reasons() -> None:
    for kind, words, weight, reason in table_rows("kind_cues", "guanlan.extract"):
        assert Kind(kind)
        assert first_characters(words)
        assert int(weight) > 0
        assert reason
    assert {row[0] for row in table_rows("kind_cues", "guanlan.extract")} == {kind.value for kind in Kind}


@pytest.mark.parametrize("pattern", ["[^甲]乙", "甲?", ".甲", "(?:甲|乙"])
def test_a_cue_whose_beginning_cannot_be_told_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError):
        any_cue([pattern])


def test_subject_words_have_a_role_and_a_reason() -> None:
    rows = table_rows("subject_cues", "guanlan.extract")
    assert all(len(row) == 3 and all(row) for row in rows)
    assert len({(role, word) for role, word, _ in rows}) == len(rows)
