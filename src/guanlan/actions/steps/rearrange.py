"""Entries at other places, or with other words: the issue's frame (contents, guide, keywords) follows."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import assembled, journal_of, numbered, set_frame
from guanlan.actions.steps.remembering import with_memory
from guanlan.errors import InputError, OurFault
from guanlan.publish.colophon import colophon_of
from guanlan.publish.compose import bind, contents_lines, guide_key
from guanlan.publish.journal import Journal
from guanlan.publish.placement import Place
from guanlan.records.bulletin import Bulletin, Column, ContentsLine, Words
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.codec import from_json
from guanlan.store.models import Entry, Issue

PartKey = tuple[int, int]
"""Column and sub-column, as an entry's id has them: ``3.2`` is (3, 2)."""


def part_of(issue: Issue, typed: str) -> PartKey:
    """The column and sub-column of ``3.2``, or of ``4`` for a column without sub-columns."""
    numbers = typed.strip().split(".")
    if 1 <= len(numbers) <= 2 and all(number.isdecimal() for number in numbers):
        wanted = int(numbers[0]), int(numbers[1]) if len(numbers) == 2 else 0
        if wanted in parts_of(from_json(issue.frame, Bulletin)):
            return wanted
    known = "、".join(f"{column}.{part}" for column, part in parts_of(from_json(issue.frame, Bulletin)))
    raise InputError("actions.no_such_part", part=typed, known=known)


def parts_of(bulletin: Bulletin) -> list[PartKey]:
    """Every place where entries may stand, in body order."""
    return [
        (index, number) for index, column in enumerate(bulletin.columns, 1) for number, _ in numbered(column.subcolumns)
    ]


def standing_in(issue: Issue, part: PartKey) -> list[Entry]:
    """The entries of a column or sub-column, in order."""
    rows = Entry.objects.filter(issue=issue, column=part[0], subcolumn=part[1], position__isnull=False)
    return list(rows.order_by("position"))


def arrange(rows: Sequence[Entry], part: PartKey) -> None:
    """Let ``rows`` stand in ``part``, in this order."""
    for position, row in enumerate(rows, 1):
        row.column, row.subcolumn = part
        row.position = position
        row.save()


def refresh_frame(issue: Issue) -> None:
    """Make contents, guides and keywords say again what the body says.

    A composed issue is bound anew by its journal. An imported one keeps what was published, but for the contents. One
    that is final or signed off is refused.
    """
    must_be_draft(issue)
    bulletin = assembled(issue)
    journal = journal_of(issue)
    if journal is None:
        lines = tuple(ContentsLine(Words(line)) for line in contents_lines(bulletin.columns))
        set_frame(issue, msgspec.structs.replace(bulletin, contents=lines))
    else:
        set_frame(issue, with_memory(issue, bound(issue, journal, bulletin)))
    issue.save()


def bound(issue: Issue, journal: Journal, bulletin: Bulletin) -> Bulletin:
    """The issue composed of the entries that it has. A guide that a model wrote stays while its entries do."""
    if issue.number is None or issue.date is None:
        raise OurFault("actions.unbound_issue", title=issue.title)
    places = {key: place for place, key in part_keys(journal).items()}
    entries: dict[Place, list[EntryRecord]] = {}
    for entry in bulletin.entries():
        column, subcolumn, _ = (int(number) for number in entry.id.split("."))
        entries.setdefault(places[column, subcolumn], []).append(entry)
    whole = bind(entries, journal, number=issue.number, date=issue.date)
    columns = tuple(_guided(old, new) for old, new in zip(bulletin.columns, whole.columns, strict=True))
    return msgspec.structs.replace(whole, columns=columns, back_matter=(*whole.back_matter, *colophon_of(bulletin)))


def _guided(old: Column, new: Column) -> Column:
    if old.guide_of is None or old.guide_of != guide_key(new):
        return new
    return msgspec.structs.replace(new, guide=old.guide, guide_hand=old.guide_hand, guide_of=old.guide_of)


def part_keys(journal: Journal) -> dict[Place, PartKey]:
    """Where in the body each place of the journal is."""
    return {
        Place(column.code, part.code or None): (index, position if column.subcolumns else 0)
        for index, column in enumerate(journal.columns, 1)
        for position, part in enumerate(column.parts(), 1)
    }
