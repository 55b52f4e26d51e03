"""Report rows → developments → entries."""

from __future__ import annotations

from guanlan.errors import InputError
from guanlan.publish.compose import draft_entry
from guanlan.publish.standing import standing
from guanlan.records.bulletin import Entry
from guanlan.records.codec import from_json
from guanlan.records.development import Development, Origin, Telling
from guanlan.records.report import Report
from guanlan.store.models import Report as ReportRow
from guanlan.text.organs import parse_organ


def telling_of(row: ReportRow, grade: str, *, taken: str | None = None) -> Telling:
    """The report with where it stood; ``grade`` is the best that its bytes came with, ``taken`` the day they first came
    in.
    """
    report = from_json(row.record, Report)
    release = row.release
    publisher = release.publisher
    return Telling(
        key=row.key,
        report=report,
        origin=Origin(
            release=release.key,
            address=release.address,
            publisher=publisher,
            published=release.published.isoformat() if release.published else None,
            authority=publisher is not None and _organ(publisher) in {_organ(name) for name in _issuers(report)},
            level=standing(publisher).level if publisher else None,
            grade=grade,
            taken=taken,
        ),
    )


def drafted(row: ReportRow, grade: str) -> Entry:
    """An entry about the report's development; about the report alone where it was never joined to others."""
    if row.development is not None:
        return draft_entry(from_json(row.development.record, Development))
    return draft_entry(Development(row.key, (telling_of(row, grade),)))


def _issuers(report: Report) -> list[str]:
    return [fact.value for fact in report.facts.issuers if fact.value]


def _organ(name: str) -> str:
    """One name for an organ, whatever it was called; a name that is no organ's stands for itself."""
    try:
        return parse_organ(name).name
    except InputError:
        return name
