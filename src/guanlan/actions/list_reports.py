"""What is held, one line a report."""

from __future__ import annotations

import datetime

from guanlan.actions.summaries import ReportLine
from guanlan.errors import InputError
from guanlan.records.codec import from_json
from guanlan.records.export import to_row
from guanlan.records.facts import Kind
from guanlan.records.report import Report
from guanlan.store.models import Capture, Entry
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.reports import present_reports


def list_reports(
    *,
    kind: str | None = None,
    jurisdiction: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    words: str | None = None,
) -> tuple[ReportLine, ...]:
    """The reports that match everything that is given, by date; ``record`` holds the row of the export. One line for
    each document that a report was read from.
    """
    if kind is not None and kind not in list(Kind):
        raise InputError("actions.bad_value", field="kind", value=kind, example="、".join(Kind))
    rows = list(
        present_reports(kind=kind, jurisdiction=jurisdiction, since=since, until=until, words=words).defer(
            "extraction__record"
        )
    )
    issues, docs = _issues(rows), _docs()
    return tuple(
        _line(row, issues.get(row.pk, ()), doc) for row in rows for doc in docs.get(row.extraction.reading_id, ("",))
    )


def _docs() -> dict[int, tuple[str, ...]]:
    """Reading → the paths below their roots that its bytes came by; the same bytes may lie in two places."""
    found: dict[int, dict[str, None]] = {}
    captures = Capture.objects.filter(part_of__isnull=True).order_by("id")
    for reading, name, origin in captures.values_list("blob__readings", "name", "origin"):
        if reading is not None:
            found.setdefault(reading, {})[name or origin] = None
    return {reading: tuple(names) for reading, names in found.items()}


def _issues(rows: list[ReportRow]) -> dict[int, tuple[int, ...]]:
    """The numbers of the issues that each report stands in."""
    found: dict[int, tuple[int, ...]] = {}
    pairs = Entry.objects.filter(report__in=[row.pk for row in rows], position__isnull=False)
    for report, number in pairs.values_list("report_id", "issue__number").order_by("issue__number"):
        if report is not None and number is not None:
            found[report] = (*found.get(report, ()), number)
    return found


def _line(row: ReportRow, issues: tuple[int, ...], doc: str) -> ReportLine:
    report = from_json(row.record, Report)
    record = to_row(report.facts)
    return ReportLine(
        handle=row.handle,
        key=row.key,
        title=row.headline,
        date=record["date"],
        kind=row.kind,
        jurisdiction=row.jurisdiction,
        importance=(record["importance"] or {}).get("score"),
        release=row.release.key,
        issues=issues,
        record=record,
        doc=doc,
        part=report.part,
        number=report.number,
        link=report.link,
    )
