"""Make an issue of what is held."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.list_issues import view_of
from guanlan.actions.steps.assemble import set_frame
from guanlan.actions.steps.colophon_facts import watched_for
from guanlan.actions.steps.heads import current_head
from guanlan.actions.steps.indexing import index_issue
from guanlan.actions.steps.issue_rows import new_revision
from guanlan.actions.steps.join import joined
from guanlan.actions.steps.pictures import kept_pictures, with_kept_pictures
from guanlan.actions.steps.rearrange import part_keys
from guanlan.actions.steps.remembering import Memory, with_memory
from guanlan.actions.summaries import IssueView, SpareLine
from guanlan.errors import InputError
from guanlan.publish.colophon import with_colophon
from guanlan.publish.compose import Composed, compose_issue
from guanlan.publish.journal import Journal, default_journal, load_journal
from guanlan.records.bulletin import Bulletin
from guanlan.records.codec import from_json, to_json
from guanlan.records.development import Development
from guanlan.store.models import Entry, Issue
from guanlan.store.models import Report as ReportRow

# reasons of extract.release.is_out → what a person is told
KEPT_OUT = {
    "advertisement": "actions.out_advertisement",
    "deleted": "actions.out_deleted",
    "vulnerability": "actions.out_vulnerability",
}


def new_issue(number: int, date: datetime.date, *, context: Context, journal: bytes | None = None) -> IssueView:
    """Join the reports into developments, place those of the journal's windows, draft entries, guides and keywords.

    ``journal`` is a ``bulletin.toml``, else the one that comes with the program. What an earlier issue of the same
    journal told, and what plain rules keep out, is listed as spare. Raises ``InputError`` where the issue is there
    already, or where the journal is wrong.
    """
    told = default_journal() if journal is None else load_journal(journal)
    if number < 1:
        raise InputError("actions.bad_number", number=number)
    with acting(context, "new issue", f"{told.title}/{number}") as details:
        if Issue.objects.filter(title=told.title, number=number).exists():
            raise InputError("actions.issue_exists", number=number, title=told.title)
        context.tell(0, 3, "join")
        developments, kept_out = joined(context, date - _widest(told), date)
        spares = [_spare(row, reason) for row, reason in kept_out]
        fresh = []
        memory = Memory(told.title, date, number)
        for development in _within(developments, told, date):
            if (before := memory.carried_before(development)) is not None:
                handle, title = _lead(development)
                spares.append(SpareLine(handle, title, before.code, dict(before.params)))
            else:
                fresh.append(development)
        context.tell(1, 3, "compose")
        composed = compose_issue(fresh, told, number=number, date=date)
        context.tell(2, 3, "store")
        issue = _store(composed, told, fresh, spares, context)
        details.update(developments=len(fresh), entries=len(composed.placed), spares=len(spares))
    context.tell(3, 3)
    return view_of(issue)


def _within(developments: Iterable[Development], journal: Journal, date: datetime.date) -> Iterable[Development]:
    """Those of the widest window of the journal, and those without a day; the columns' own windows come later."""
    first = _first_day(journal, date)
    for development in developments:
        days = [day for telling in development.tellings if (day := _day(telling.report.facts.date.value))]
        published = [telling.origin.published for telling in development.tellings if telling.origin.published]
        known = days or [datetime.date.fromisoformat(day) for day in published]
        if not known or any(first <= day <= date for day in known):
            yield development


def _first_day(journal: Journal, date: datetime.date) -> datetime.date:
    """From when on an issue of this day may tell things."""
    return date - datetime.timedelta(days=max(column.window for column in journal.columns))


def _widest(journal: Journal) -> datetime.timedelta:
    return datetime.timedelta(days=max(column.window for column in journal.columns))


def _day(lead: object) -> datetime.date | None:
    date = getattr(lead, "date", None)
    return datetime.date.fromisoformat(date.split("/")[-1]) if date else None


def _store(
    composed: Composed, journal: Journal, developments: list[Development], spares: list[SpareLine], context: Context
) -> Issue:
    """The composed issue as rows."""
    cover = composed.bulletin.cover
    assert cover.date is not None
    date = datetime.date.fromisoformat(cover.date)
    known = {development.key: development for development in developments}
    for spare in composed.spares:
        handle, title = _lead(known[spare.development])
        spares.append(SpareLine(handle, title, spare.reason.code, dict(spare.reason.params)))
    issue = Issue(
        title=journal.title,
        number=cover.number,
        date=date,
        year=cover.year,
        month=cover.month,
        journal=to_json(journal).decode(),
        spares=to_json(spares).decode(),
        head=to_json(head).decode() if (head := current_head()) else "",
    )
    set_frame(issue, with_colophon(composed.bulletin, watched_for(_first_day(journal, date), date, context)))
    issue.save()
    _store_entries(issue, composed, journal, known, context)
    set_frame(issue, with_memory(issue, from_json(issue.frame, Bulletin)))
    issue.save()
    return issue


def _store_entries(
    issue: Issue, composed: Composed, journal: Journal, known: dict[str, Development], context: Context
) -> None:
    keys = part_keys(journal)
    counts: dict[tuple[int, int], int] = {}
    for placed, record in zip(composed.placed, composed.bulletin.entries(), strict=True):
        part = keys[placed.place]
        counts[part] = counts.get(part, 0) + 1
        report = ReportRow.objects.get(key=known[placed.development].lead.key)
        second = ".".join(str(one) for one in keys[placed.second]) if placed.second else None
        row = Entry(issue=issue, report=report, column=part[0], subcolumn=part[1], position=counts[part])
        row.placed = {"code": placed.reason.code, "params": dict(placed.reason.params), "second": second}
        row.save()
        new_revision(row, with_kept_pictures(record, kept_pictures(report)), context, by_hand=False)
    index_issue(issue)


def _lead(development: Development) -> tuple[str, str]:
    """Handle and headline of the report that would be told."""
    row = ReportRow.objects.get(key=development.lead.key)
    return row.handle, row.headline


def _spare(row: ReportRow, reason: str) -> SpareLine:
    return SpareLine(row.handle, row.headline, KEPT_OUT.get(reason, "actions.out_other"), {"reason": reason})
