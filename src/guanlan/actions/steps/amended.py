"""Issues that were signed off: nothing changes in them but by amendments, and every earlier state is had again."""

from __future__ import annotations

import datetime

import msgspec

from guanlan.actions.steps.assemble import assembled, id_of, numbered, words_of
from guanlan.errors import InputError
from guanlan.records.bulletin import Bulletin
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.codec import from_json
from guanlan.store.models import Amendment, Entry, Issue, Revision
from guanlan.store.selectors.developments import FINAL, SIGNED_OFF

BEIJING = datetime.timezone(datetime.timedelta(hours=8))
"""The days that readers are told are those of Beijing."""

ORIGINAL = 0
"""The state that was signed off; the state after amendment n is n."""


def must_be_draft(issue: Issue) -> None:
    """Raise ``InputError`` where the issue was signed off (it changes in the open, or not at all), or is final."""
    if issue.state == SIGNED_OFF:
        raise InputError("amending.signed_off", issue=issue.number if issue.number is not None else issue.title)
    if issue.state == FINAL:
        raise InputError("gate.final", issue=issue.number if issue.number is not None else issue.title)


def latest_state(issue: Issue) -> int:
    """How many amendments the issue has had."""
    return Amendment.objects.filter(issue=issue).count()


def state_of(issue: Issue, state: int | None) -> Bulletin:
    """The issue after its first ``state`` amendments; as it stands now, without one.

    Raises ``InputError`` for a state that there never was.
    """
    last = latest_state(issue)
    if state is None or state == last:
        return assembled(issue)
    if not 0 <= state < last:
        raise InputError("amending.no_state", state=state, last=last)
    later = Amendment.objects.filter(issue=issue, number__gt=state).order_by("number")
    frame = from_json(later[0].frame, Bulletin)
    undone = frozenset(later.values_list("revision_id", flat=True))
    return _filled(frame, issue, undone)


def _filled(frame: Bulletin, issue: Issue, undone: frozenset[int]) -> Bulletin:
    """The frame with the words of every entry as they were before the revisions ``undone``."""
    words: dict[int, Revision] = {}
    for revision in Revision.objects.filter(entry__issue=issue).exclude(pk__in=undone).order_by("number"):
        words[revision.entry_id] = revision
    rows = Entry.objects.filter(issue=issue, position__isnull=False).order_by("column", "subcolumn", "position")
    standing: dict[tuple[int, int], list[EntryRecord]] = {}
    for row in rows:
        if row.pk in words:
            standing.setdefault((row.column, row.subcolumn), []).append(words_of(words[row.pk], id_of(row)))
    columns = []
    for index, column in enumerate(frame.columns, 1):
        parts = tuple(
            msgspec.structs.replace(part, entries=tuple(standing.get((index, number), ())))
            for number, part in numbered(column.subcolumns)
        )
        columns.append(msgspec.structs.replace(column, subcolumns=parts))
    return msgspec.structs.replace(frame, columns=tuple(columns))
