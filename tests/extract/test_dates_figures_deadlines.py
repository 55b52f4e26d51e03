"""Lead dates, figures and deadlines of reports in the case files."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from golden import Case, case_params
from guanlan.extract.dates import read_date
from guanlan.extract.deadlines import read_deadlines
from guanlan.extract.figures import read_figures
from guanlan.extract.report_text import Part, ReportText
from guanlan.extract.scan import Scan
from guanlan.records.anchor import Fact
from guanlan.records.bulletin import ParagraphKind
from guanlan.records.facts import Deadline, Figure, LeadDate
from guanlan.text.reading_map import Piece, ReadingMap

CASES = Path(__file__).parent / "cases"


def _scan(text: str, options: dict[str, str] | None = None) -> Scan:
    """A report whose first line is the headline and whose other lines are paragraphs of the ``kinds`` named."""
    given = options or {}
    pieces, at = [], 0
    for line in text.split("\n"):
        pieces.append(Piece(at, at + len(line)))
        at += len(line) + 1
    both = ReadingMap(text, pieces)
    headline, *spans = (both.to_read(piece.start, piece.end) for piece in pieces)
    kinds = given["kinds"].split(",") if "kinds" in given else ["text"] * len(spans)
    parts = tuple(Part(span, ParagraphKind(kind)) for span, kind in zip(spans, kinds, strict=True))
    issued = datetime.date.fromisoformat(given["issued"]) if "issued" in given else None
    return Scan(ReportText(both, headline, parts, issued))


def _quotes(fact: Fact[LeadDate] | Fact[Figure] | Fact[Deadline], text: str) -> str:
    for anchor in fact.anchors:
        assert text[anchor.start : anchor.end] == anchor.quote
    return " + ".join(anchor.quote for anchor in fact.anchors)


@pytest.mark.parametrize("case", case_params(CASES / "lead_dates.cases"))
def test_lead_date(case: Case) -> None:
    fact = read_date(_scan(case.text, case.options))
    if fact.value is None:
        assert (case.expected, fact.reason) == ((), "date.none")
    else:
        assert (f"{_quotes(fact, case.text)} => {fact.value.date} {fact.value.role}",) == case.expected


@pytest.mark.parametrize("case", case_params(CASES / "figures.cases"))
def test_figures(case: Case) -> None:
    lines = []
    for fact in read_figures(_scan(case.text, case.options)):
        figure = fact.value
        assert figure is not None
        parts = (format(figure.value.normalize(), "f"), figure.unit, "~" if figure.approx else None)
        assert figure.text == _quotes(fact, case.text)
        lines.append(f"{figure.text} => {' '.join(part for part in parts if part)}")
    assert tuple(lines) == case.expected


@pytest.mark.parametrize("case", case_params(CASES / "deadlines.cases"))
def test_deadlines(case: Case) -> None:
    lines = []
    for fact in read_deadlines(_scan(case.text, case.options)):
        assert fact.value is not None
        lines.append(f"{_quotes(fact, case.text)} => {fact.value.what} | {fact.value.date} | {fact.value.whom or '-'}")
    assert tuple(lines) == case.expected


def test_a_figure_cut_by_a_page_break_is_one_figure() -> None:
    text = "办理\n共办理案件900\n\n余起。"
    both = ReadingMap(text, [Piece(0, 2), Piece(3, 11), Piece(13, 16, "")])
    spans = both.to_read(3, 16)
    report = ReportText(both, both.to_read(0, 2), (Part(spans, ParagraphKind.TEXT),))
    (fact,) = read_figures(Scan(report))
    assert fact.value == Figure("900 余起", fact.value.value, "起", True)  # type: ignore[union-attr]
    assert fact.anchors[0].quote == "900\n\n余起"


def test_a_deadline_takes_the_lead_date_it_is_given() -> None:
    scan = _scan("通报\n应用运营者应在1月5日前完成整改。", {"issued": "2025-06-30"})
    (late,) = read_deadlines(scan, LeadDate("2025-12-24", "event"))
    assert late.value == Deadline("完成整改", "2026-01-05", "应用运营者")
