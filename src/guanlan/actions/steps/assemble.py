"""An issue's rows ↔ the bulletin that they are."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from guanlan.publish.journal import Journal
from guanlan.records.bulletin import Bulletin, SubColumn
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.codec import content_hash, from_json, to_json
from guanlan.store.models import Entry, Issue, Revision
from guanlan.store.selectors.entries import placed_entries


def assembled(issue: Issue) -> Bulletin:
    """The whole bulletin: the frame with the latest words of every entry at its place."""
    frame = from_json(issue.frame, Bulletin)
    standing: dict[tuple[int, int], list[EntryRecord]] = {}
    for row, revision in placed_entries(issue):
        standing.setdefault((row.column, row.subcolumn), []).append(words_of(revision, id_of(row)))
    columns = []
    for index, column in enumerate(frame.columns, 1):
        parts = tuple(
            msgspec.structs.replace(part, entries=tuple(standing.get((index, number), ())))
            for number, part in numbered(column.subcolumns)
        )
        columns.append(msgspec.structs.replace(column, subcolumns=parts))
    return msgspec.structs.replace(frame, columns=tuple(columns))


def frame_of(bulletin: Bulletin) -> Bulletin:
    """The bulletin without its entries."""
    columns = tuple(
        msgspec.structs.replace(
            column, subcolumns=tuple(msgspec.structs.replace(part, entries=()) for part in column.subcolumns)
        )
        for column in bulletin.columns
    )
    return msgspec.structs.replace(bulletin, columns=columns)


def numbered(subcolumns: tuple[SubColumn, ...]) -> Iterator[tuple[int, SubColumn]]:
    """Each sub-column with its number: 0 for the one without a heading, the others count from 1."""
    count = 0
    for part in subcolumns:
        count += bool(part.heading.text)
        yield (count if part.heading.text else 0), part


def set_frame(issue: Issue, bulletin: Bulletin) -> None:
    """Write all of ``bulletin`` but its entries into the issue's row."""
    frame = frame_of(bulletin)
    issue.frame, issue.hash = to_json(frame).decode(), content_hash(frame)


def words_of(revision: Revision, entry_id: str) -> EntryRecord:
    """The entry's record, under the id that its place gives."""
    return msgspec.structs.replace(from_json(revision.record, EntryRecord), id=entry_id)


def id_of(row: Entry) -> str:
    """``3.2.05``: column, sub-column, item."""
    return f"{row.column}.{row.subcolumn}.{row.position or 0:02d}"


def journal_of(issue: Issue) -> Journal | None:
    """The journal that the issue was composed for; an imported issue has none."""
    return from_json(issue.journal, Journal) if issue.journal else None
