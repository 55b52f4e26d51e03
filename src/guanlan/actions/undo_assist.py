"""Take a model's words out of an issue again: what stood there before them comes back."""

from __future__ import annotations

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import assembled, id_of, set_frame, words_of
from guanlan.actions.steps.indexing import index_entries
from guanlan.actions.steps.issue_rows import new_revision
from guanlan.actions.steps.rearrange import refresh_frame
from guanlan.errors import InputError
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.store.models import Entry, Issue, Revision
from guanlan.store.selectors.entries import entry_at
from guanlan.store.selectors.issues import issue_by

_GUIDE, _ABSTRACT = "guide.", "abstract:"


def undo_assist(which: str, where: str, *, context: Context) -> str:
    """Undo what a model wrote at ``where``: ``3.2.05``, ``guide.2`` or ``abstract:3.2.05``; gives the place.

    A guide is drafted by rules again, an abstract goes, an entry gets the paragraphs that it had before the model's.
    What the model wrote stays recorded. Raises ``InputError`` where no model wrote anything.
    """
    with acting(context, "undo assist", f"{which}/{where}") as details:
        issue = issue_by(which)
        must_be_draft(issue)
        if where.startswith(_GUIDE):
            _guide(issue, where)
        else:
            row = entry_at(issue, where.removeprefix(_ABSTRACT))
            before = words_of(row.revisions.latest("number"), "")
            after = _without_abstract(before) if where.startswith(_ABSTRACT) else _before_model(row, before)
            if after == before:
                raise InputError("assist.nothing_to_undo", where=where)
            details["revision"] = new_revision(row, after, context, by_hand=True).number
            refresh_frame(issue)
            index_entries([row])
            where = f"{_ABSTRACT if where.startswith(_ABSTRACT) else ''}{id_of(row)}"
    return where


def _guide(issue: Issue, where: str) -> None:
    bulletin = assembled(issue)
    number = where.removeprefix(_GUIDE)
    columns = list(bulletin.columns)
    at = int(number) - 1 if number.isascii() and number.isdecimal() else -1
    if not 0 <= at < len(columns) or columns[at].guide_hand is None:
        raise InputError("assist.nothing_to_undo", where=where)
    columns[at] = msgspec.structs.replace(columns[at], guide_hand=None, guide_of=None)
    set_frame(issue, msgspec.structs.replace(bulletin, columns=tuple(columns)))
    issue.save()
    refresh_frame(issue)


def _without_abstract(before: EntryRecord) -> EntryRecord:
    return msgspec.structs.replace(before, abstract=None)


def _before_model(row: Entry, now: EntryRecord) -> EntryRecord:
    """The entry with the paragraphs of its last revision that no model had a hand in."""
    if now.hand is None:
        return now
    for revision in Revision.objects.filter(entry=row).order_by("-number"):
        earlier = words_of(revision, "")
        if earlier.hand is None:
            return msgspec.structs.replace(now, paragraphs=earlier.paragraphs, hand=None)
    return now
