"""The reports of a release as rows, after its words or our code changed."""

from __future__ import annotations

import datetime
import hashlib

import msgspec

from guanlan.actions.steps.corrections import Corrections, corrected
from guanlan.records.codec import content_hash, to_json
from guanlan.records.report import Report
from guanlan.store.models import Correction, Extraction, Release
from guanlan.store.models import Report as ReportRow

# Two reports of one release with this share of their character pairs in common are one whose headline changed. Among
# the 75 entries of a published bulletin (2025-01) no two share more than 0.18 of them; an entry that loses its last two
# sentences keeps at least 0.35, 19 of 20 keep over 0.58.
SAME_STORY = 0.35


def sync_reports(
    release: Release, extraction: Extraction, reports: tuple[Report, ...], published: str
) -> dict[str, ReportRow]:
    """Make the rows of ``release`` those of ``reports``, and give them by name.

    Rows are never dropped: they go, come back, or lead to their successor. ``published`` is the text of the reading.
    """
    rows = {row.name: row for row in ReportRow.objects.filter(release=release)}
    present = {name: row for name, row in rows.items() if not row.gone}
    wanted = {report.name for report in reports}
    lost = [row for name, row in present.items() if name not in wanted]
    pairs = _successions(lost, [report for report in reports if report.name not in present])
    corrections = Corrections(release)
    for old, name in pairs:
        corrections.follow(old.key, report_key(release, name))
    kept: dict[str, ReportRow] = {}
    for order, report in enumerate(reports):
        row = kept[report.name] = rows.get(report.name) or _new_row(release, report.name)
        corrections.follow(row.key, row.key)
        row.extraction, row.order, row.gone, row.successor = extraction, order, False, None
        fill(row, report, published, corrections.of(row.key))
    for old, name in pairs:
        _redirect(old, kept[name])
    for row in lost:
        row.gone = True
        row.save(update_fields=["gone", "successor"])
    return kept


def fill(row: ReportRow, machine: Report, published: str, corrections: list[Correction]) -> None:
    """Write the record of ``machine``, corrected, and the columns drawn from it."""
    record = corrected(corrections, machine, published)
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


def _new_row(release: Release, name: str) -> ReportRow:
    key = report_key(release, name)
    return ReportRow(key=key, handle=handle_of(key), release=release, name=name)


def _redirect(old: ReportRow, new: ReportRow) -> None:
    """``old`` is known as ``new`` from now on: in entries, and in its development."""
    old.successor = new
    if new.development is None and old.development is not None:
        new.development = old.development
        new.save(update_fields=["development"])
    old.entries.update(report=new)


def _successions(lost: list[ReportRow], new: list[Report]) -> list[tuple[ReportRow, str]]:
    """Which of ``lost`` is which of ``new`` (by name) under another headline: the likest first, each but once."""
    if not lost or not new:
        return []
    before = [(row, _pairs(msgspec.json.decode(row.record, type=Report))) for row in lost]
    after = [(report.name, _pairs(report)) for report in new]
    likeness = [(_likeness(was, now), -row.order, row, name) for row, was in before for name, now in after]
    chosen: list[tuple[ReportRow, str]] = []
    for share, _, row, name in sorted(likeness, key=lambda one: one[:2], reverse=True):
        taken = any(row is other or name == another for other, another in chosen)
        if share >= SAME_STORY and not taken:
            chosen.append((row, name))
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
