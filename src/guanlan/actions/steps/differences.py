"""What two readings of the same words differ in, field by field."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guanlan.actions.steps.report_rows import handle_of, report_key
from guanlan.actions.summaries import Change
from guanlan.records.export import to_row
from guanlan.records.report import Report
from guanlan.store.models import Release


def differences(release: Release, before: tuple[Report, ...], after: tuple[Report, ...]) -> tuple[Change, ...]:
    """The fields whose values differ; equal values make none, wherever they were read. Reports that came or went have
    no field.
    """
    old, new = ({report.name: report for report in reports} for reports in (before, after))
    names = dict.fromkeys([*old, *new])
    return tuple(change for name in names for change in _of(release, name, old.get(name), new.get(name)))


def _of(release: Release, name: str, old: Report | None, new: Report | None) -> Iterator[Change]:
    shown = new or old
    assert shown is not None
    key = report_key(release, name)
    headline = shown.headline.text
    if old is None or new is None:
        yield Change(key, handle_of(key), headline, None, _headline(old), _headline(new))
        return
    was, now = _values(old), _values(new)
    for field in now:
        if was[field] != now[field]:
            yield Change(key, handle_of(key), headline, field, was[field], now[field])


def _headline(report: Report | None) -> str | None:
    return report.headline.text if report else None


def _values(report: Report) -> dict[str, Any]:
    """The fields of the export, and the words themselves."""
    row = to_row(report.facts)
    row["text"] = "\n".join([report.headline.text, *(paragraph.words.text for paragraph in report.paragraphs)])
    return row
