"""Entries with their latest words."""

from __future__ import annotations

from collections.abc import Iterable

from guanlan.errors import InputError
from guanlan.store.models import Entry, Issue, Revision


def placed_entries(issue: Issue) -> list[tuple[Entry, Revision]]:
    """The entries that stand in the issue, in body order, each with its latest revision."""
    rows = Entry.objects.filter(issue=issue, position__isnull=False).order_by("column", "subcolumn", "position")
    return with_latest(rows.select_related("report"))


def with_latest(rows: Iterable[Entry]) -> list[tuple[Entry, Revision]]:
    """Each of ``rows`` with its latest revision; a row that has none yet is left out."""
    kept = list(rows)
    latest = {
        revision.entry_id: revision
        for revision in Revision.objects.filter(entry__in=[row.pk for row in kept]).order_by("number")
    }
    return [(row, latest[row.pk]) for row in kept if row.pk in latest]


def entry_at(issue: Issue, entry_id: str) -> Entry:
    """The entry of id ``3.2.05`` (``3.2.5`` will do). Raises ``InputError`` where none stands there."""
    numbers = entry_id.strip().split(".")
    if len(numbers) == 3 and all(number.isdecimal() for number in numbers):
        column, subcolumn, position = (int(number) for number in numbers)
        row = Entry.objects.filter(issue=issue, column=column, subcolumn=subcolumn, position=position).first()
        if row is not None:
            return row
    raise InputError("store.no_entry", entry=entry_id, issue=issue.number if issue.number is not None else issue.title)
