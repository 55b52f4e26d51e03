"""Put an entry at another place, a report into the issue, or an entry out of it."""

from __future__ import annotations

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.list_issues import view_of
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.draft import drafted
from guanlan.actions.steps.indexing import index_entries
from guanlan.actions.steps.issue_rows import new_revision
from guanlan.actions.steps.pictures import kept_pictures, with_kept_pictures
from guanlan.actions.steps.rearrange import arrange, part_of, refresh_frame, standing_in
from guanlan.actions.summaries import IssueView, SpareLine
from guanlan.errors import InputError
from guanlan.records.codec import from_json, to_json
from guanlan.store.models import Entry, Issue
from guanlan.store.selectors.entries import entry_at
from guanlan.store.selectors.intake import best_grade
from guanlan.store.selectors.issues import issue_by
from guanlan.store.selectors.reports import report_by

OUT = "out"


def place_entry(which: str, what: str, to: str, *, context: Context, at: int | None = None) -> IssueView:
    """Let ``what`` (an entry's id, or the handle of a report that is spare) stand in ``to`` (``3.2``, or ``4`` for a
    column without sub-columns), as number ``at`` or last; or take it ``out``: it is spare then, and its words are kept.

    Raises ``InputError`` where one of them is not there, or ``at`` is beyond the end.
    """
    with acting(context, "place", f"{which}/{what}") as details:
        issue = issue_by(which)
        must_be_draft(issue)
        row = entry_at(issue, what) if "." in what else _taken_in(issue, what, context)
        before = (row.column, row.subcolumn)
        if to == OUT:
            _take_out(issue, row)
        else:
            _stand(row, to, at)
        if row.position is None or before != (row.column, row.subcolumn):
            arrange(standing_in(issue, before), before)  # close the gap
        issue.save()
        refresh_frame(issue)
        index_entries([row])
        details.update(to=to, at=row.position)
    return view_of(issue)


def _stand(row: Entry, to: str, at: int | None) -> None:
    part = part_of(row.issue, to)
    others = [other for other in standing_in(row.issue, part) if other.pk != row.pk]
    index = len(others) if at is None else at - 1
    if not 0 <= index <= len(others):
        raise InputError("actions.no_such_place", at=at, last=len(others) + 1)
    row.moved = True
    arrange([*others[:index], row, *others[index:]], part)


def _take_out(issue: Issue, row: Entry) -> None:
    if row.position is None:
        raise InputError("actions.already_out", what=row.report.handle if row.report else row.pk)
    row.position, row.moved = None, True
    row.save()
    if row.report is not None:
        _set_spares(issue, [*_spares(issue), SpareLine(row.report.handle, row.report.headline, "actions.taken_out")])


def _taken_in(issue: Issue, which: str, context: Context) -> Entry:
    """The entry about a report: the one it has in this issue, or one drafted now."""
    report = report_by(which)
    row = Entry.objects.filter(issue=issue, report=report).first()
    if row is None:
        # no place yet; part 0.0 has no entries, so there is no gap to close
        row = Entry(issue=issue, report=report, column=0, subcolumn=0, moved=True)
        row.save()
        entry = with_kept_pictures(drafted(report, best_grade(report)), kept_pictures(report))
        new_revision(row, entry, context, by_hand=False)
    _set_spares(issue, [spare for spare in _spares(issue) if spare.handle != report.handle])
    return row


def _spares(issue: Issue) -> tuple[SpareLine, ...]:
    return from_json(issue.spares, tuple[SpareLine, ...])


def _set_spares(issue: Issue, spares: list[SpareLine]) -> None:
    issue.spares = to_json(spares).decode()
