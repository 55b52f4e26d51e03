"""What is held, one line a report."""

from __future__ import annotations

import datetime

from guanlan.actions.summaries import ReportLine
from guanlan.errors import InputError
from guanlan.records.codec import from_json
from guanlan.records.export import to_row
from guanlan.records.facts import Kind
from guanlan.records.report import Report
from guanlan.store.models import Entry
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
    """The reports that match everything that is given, by date; ``record`` holds the row of the export."""
    if kind is not None and kind not in list(Kind):
        raise InputError("actions.bad_value", field="kind", value=kind, example="、".join(Kind))
    rows = list(
        present_reports(kind=kind, jurisdiction=jurisdiction, since=since, until=until, words=words).defer(
            "extraction__record"
        )
    )
    issues = _issues(rows)
    return tuple(_line(row, issues.get(row.pk, ())) for row in rows)


def _issues(rows: list[ReportRow]) -> dict[int, tuple[int, ...]]:
    """The numbers of the issues that each report stands in."""
    found: dict[int, tuple[int, ...]] = {}
    pairs = Entry.objects.filter(report__in=[row.pk for row in rows], position__isnull=False)
    for report, number in pairs.values_list("report_id", "issue__number").order_by("issue__number"):
        if report is not None and number is not None:
            found[report] = (*found.get(report, ()), number)
    return found


def _line(row: ReportRow, issues: tuple[int, ...]) -> ReportLine:
    record = to_row(from_json(row.record, Report).facts)
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
    )
