"""What stands behind each entry of an issue: the captures of all tellings of its development."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from guanlan.actions.steps.assemble import id_of
from guanlan.errors import InputError
from guanlan.publish.gate import Behind, Captures, Rate, Source
from guanlan.records.codec import from_json
from guanlan.records.reading import Reading
from guanlan.records.report import Report
from guanlan.store import home
from guanlan.store.models import Entry, Issue
from guanlan.store.models import Reading as ReadingRow
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.entries import placed_entries

RATES = "rates.tsv"  # in the home: currency, ISO day, yuan for one unit, source


def behind(issue: Issue, *, only: str | None = None) -> dict[str, Behind]:
    """Entry id → its captures, for all entries or the one asked for. An entry without a report has none."""
    rows = [row for row, _ in placed_entries(issue) if only is None or id_of(row) == only]
    tellings = _tellings(rows)
    readings: dict[int, str] = {}
    found: dict[str, Behind] = {}
    for row in rows:
        reports = tellings[row.pk]
        owner = reports[0].key if reports else f"entry {row.pk}"
        day = (reports[0].release.published if reports else None) or issue.date
        found[id_of(row)] = Behind(Captures([_source(one, readings) for one in reports]), owner, day)
    return found


def home_rates() -> tuple[Rate, ...]:
    """The table of exchange rates, where the home has one; raises ``InputError`` naming the line that is none."""
    path = home() / RATES
    if not path.is_file():
        return ()
    rates = []
    lines = csv.reader(io.StringIO(path.read_text(encoding="utf-8")), delimiter="\t")
    for number, cells in enumerate(lines, 1):
        if not cells or cells[0].startswith("#"):
            continue
        try:
            rates.append(Rate(cells[0].strip(), cells[1].strip(), Decimal(cells[2].strip())))
        except (IndexError, InvalidOperation) as error:
            raise InputError("gate.bad_rate", line=number, words="\t".join(cells)[:60]) from error
    return tuple(rates)


def _tellings(rows: Iterable[Entry]) -> dict[int, list[ReportRow]]:
    """Entry → the reports of its development, its own first."""
    own = {row.pk: row.report for row in rows}
    developments = {report.development_id for report in own.values() if report and report.development_id}
    others: dict[int, list[ReportRow]] = {}
    found = ReportRow.objects.filter(development__in=developments, gone=False).order_by("pk")
    for report in found.select_related("release", "extraction"):
        if report.development_id is not None:
            others.setdefault(report.development_id, []).append(report)
    return {key: _all_of(report, others) if report else [] for key, report in own.items()}


def _all_of(report: ReportRow, others: dict[int, list[ReportRow]]) -> list[ReportRow]:
    beside = others.get(report.development_id, []) if report.development_id else []
    return [report, *(one for one in beside if one.pk != report.pk)]


def _source(row: ReportRow, readings: dict[int, str]) -> Source:
    report = from_json(row.record, Report)
    reading = row.extraction.reading_id
    if reading not in readings:
        readings[reading] = from_json(ReadingRow.objects.get(pk=reading).record, Reading).text
    published = row.release.published
    lead = report.facts.date.value
    days = (*([lead.date] if lead else ()), *([published.isoformat()] if published else ()))
    lines = (report.headline, *(one.words for one in report.paragraphs), *report.sources)
    return Source(row.key, row.extraction.reading.blob_id, readings[reading], lines, published, days)
