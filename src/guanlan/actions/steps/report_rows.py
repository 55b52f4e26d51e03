"""The reports of a release as rows, after its words or our code changed."""

from __future__ import annotations

import datetime
import hashlib

import msgspec

from guanlan.actions.steps.corrections import corrected
from guanlan.records.codec import content_hash, to_json
from guanlan.records.report import Report
from guanlan.store.models import Extraction, Release
from guanlan.store.models import Report as ReportRow

# Two reports of one release with this share of their character pairs in common are one whose headline changed. Items of
# one digest that tell of different things share below 0.2 of them, an edited paragraph leaves well over 0.6.
SAME_STORY = 0.5


def sync_reports(release: Release, extraction: Extraction, reports: tuple[Report, ...], published: str) -> None:
    """Make the rows of ``release`` those of ``reports``. Rows are never dropped: they go, come back, or redirect."""
    rows = {row.name: row for row in ReportRow.objects.filter(release=release, successor=None)}
    wanted = {report.name: report for report in reports}
    lost = [row for name, row in rows.items() if name not in wanted]
    for order, report in enumerate(reports):
        row = rows.get(report.name) or _new_row(release, report)
        row.extraction, row.order, row.gone = extraction, order, False
        row.save()  # corrections are looked up by the row
    new = [report for report in reports if report.name not in rows]
    for old, report in _successions([row for row in lost if not row.gone], new):
        _redirect(old, ReportRow.objects.get(release=release, name=report.name))
    for row in lost:
        row.gone = True
        row.save()
    for row in ReportRow.objects.filter(release=release, successor=None, gone=False):
        fill(row, wanted[row.name], published)


def fill(row: ReportRow, machine: Report, published: str) -> None:
    """Write the record of ``machine``, corrected, and the columns drawn from it."""
    record = corrected(row, machine, published)
    facts = record.facts
    row.record, row.hash = to_json(record).decode(), content_hash(record)
    row.headline = facts.title.value or record.headline.text
    row.kind, row.jurisdiction = facts.kind.value, facts.jurisdiction.value
    row.date_from, row.date_until = _days(facts.date.value.date if facts.date.value else None)
    row.save()


def handle_of(key: str) -> str:
    """What a person types for a report: twelve characters, of which four or five are usually enough."""
    return hashlib.sha256(key.encode()).hexdigest()[:12]


def report_key(release: Release, name: str) -> str:
    """The key of a report: the release's, and the report's name."""
    return f"{release.key}#{name}"


def _new_row(release: Release, report: Report) -> ReportRow:
    key = report_key(release, report.name)
    row = ReportRow(key=key, handle=handle_of(key), release=release, name=report.name)
    if former := ReportRow.objects.filter(key=key).first():  # its headline changed, and changed back
        former.successor, row = None, former
    return row


def _redirect(old: ReportRow, new: ReportRow) -> None:
    """``old`` is known as ``new`` from now on: in entries, in its development, for corrections."""
    old.successor = new
    new.development = new.development or old.development
    new.save()
    old.entries.update(report=new)


def _successions(lost: list[ReportRow], new: list[Report]) -> list[tuple[ReportRow, Report]]:
    """Which of ``new`` is which of ``lost`` under another headline: the likest pairs first, each but once."""
    if not lost or not new:
        return []
    before = [(row, _pairs(msgspec.json.decode(row.record, type=Report))) for row in lost]
    after = [(report, _pairs(report)) for report in new]
    likeness = [(_likeness(was, now), -row.order, row, report) for row, was in before for report, now in after]
    chosen: list[tuple[ReportRow, Report]] = []
    for share, _, row, report in sorted(likeness, key=lambda one: one[:2], reverse=True):
        taken = any(row is other or report is another for other, another in chosen)
        if share >= SAME_STORY and not taken:
            chosen.append((row, report))
    return chosen


def _pairs(report: Report) -> set[str]:
    body = "".join(paragraph.words.text for paragraph in report.paragraphs) or report.headline.text
    return {body[at : at + 2] for at in range(len(body) - 1)}


def _likeness(one: set[str], other: set[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _days(lead: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    if lead is None:
        return None, None
    first, _, last = lead.partition("/")
    return datetime.date.fromisoformat(first), datetime.date.fromisoformat(last or first)
