"""The issues that are held, and one of them with its columns."""

from __future__ import annotations

import msgspec

from guanlan.actions.steps.assemble import assembled, id_of, numbered
from guanlan.actions.summaries import EntryLine, IssueLine, IssueView, SpareLine
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.codec import from_json
from guanlan.records.memory import FollowKind
from guanlan.store.models import Entry, Issue, Revision
from guanlan.store.selectors.entries import placed_entries
from guanlan.store.selectors.issues import all_issues, issue_by


def list_issues() -> tuple[IssueLine, ...]:
    """Every issue, by journal, then number."""
    return tuple(line_of(issue) for issue in all_issues())


def show_issue(which: str) -> IssueView:
    """The issue that ``which`` names (``18``, ``2025-01``), with its columns, entries and spares."""
    return view_of(issue_by(which))


def line_of(issue: Issue) -> IssueLine:
    """The issue in one line."""
    return IssueLine(
        number=issue.number,
        title=issue.title,
        date=issue.date.isoformat() if issue.date else None,
        year=issue.year,
        month=issue.month,
        entries=Entry.objects.filter(issue=issue, position__isnull=False).count(),
        imported=issue.release_id is not None,
        state=issue.state,
    )


def view_of(issue: Issue) -> IssueView:
    """The issue with all its columns, the empty ones too."""
    lines: dict[tuple[int, int], list[EntryLine]] = {}
    bulletin = assembled(issue)
    carried = {
        one.later.entry: f"{one.earlier.issue or one.earlier.issued}/{one.earlier.entry}"
        for one in reversed(bulletin.follow_ups)
        if one.kind is FollowKind.CARRIED
    }
    for row, revision in placed_entries(issue):
        line = msgspec.structs.replace(entry_line(row, revision), carried=carried.get(id_of(row)))
        lines.setdefault((row.column, row.subcolumn), []).append(line)
    columns = []
    for index, column in enumerate(bulletin.columns, 1):
        name = "：".join(words for words in (column.series, column.heading.text) if words)
        for number, part in numbered(column.subcolumns):
            heading = f"{name} / {part.heading.text}" if part.heading.text else name
            columns.append((heading, tuple(lines.get((index, number), ()))))
    spares = msgspec.json.decode(issue.spares, type=tuple[SpareLine, ...])
    return IssueView(line_of(issue), tuple(columns), spares)


def entry_line(row: Entry, revision: Revision) -> EntryLine:
    """The entry in one line."""
    return EntryLine(
        id=id_of(row),
        title=from_json(revision.record, EntryRecord).title.text,
        report=row.report.handle if row.report else None,
        revision=revision.number,
        by_hand=revision.by_hand,
        code=row.placed.get("code", ""),
        params=row.placed.get("params", {}),
        second=row.placed.get("second"),
        moved=row.moved,
    )
