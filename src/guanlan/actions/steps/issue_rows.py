"""An imported bulletin as an issue: its columns and entries, each entry about its report."""

from __future__ import annotations

import datetime

import msgspec

from guanlan.actions.context import Context
from guanlan.actions.steps.assemble import numbered, set_frame
from guanlan.actions.steps.pictures import with_kept_pictures
from guanlan.records.bulletin import Bulletin, Cover
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.codec import content_hash, from_json, to_json
from guanlan.records.report import Report
from guanlan.store.models import Entry, Issue, Release, Revision
from guanlan.store.models import Report as ReportRow


def sync_issue(release: Release, bulletin: Bulletin, names: tuple[str, ...], context: Context) -> tuple[Issue, bool]:
    """Make or refresh the issue that ``bulletin`` is; ``names`` are its reports' names along its entries.

    Gives the issue, and whether another one of this journal and number was here before and was left alone.
    """
    cover = bulletin.cover
    number = cover.number if cover.number is not None else cover.number_in_year
    issue = Issue.objects.filter(release=release).first()
    if issue is None:
        other = Issue.objects.filter(title=cover.title.text, number=number).first()
        if other is not None and number is not None:
            return other, True
        issue = Issue(release=release)
    elif _edited(issue):
        _refresh_words(issue, bulletin, names, context)
        return issue, False
    issue.title, issue.number = cover.title.text, number
    issue.date, issue.year, issue.month = _day(cover), cover.year, cover.month
    set_frame(issue, bulletin)
    issue.save()
    _sync_entries(issue, bulletin, names, context)
    return issue, False


def new_revision(entry: Entry, record: EntryRecord, context: Context, *, by_hand: bool) -> Revision:
    """The next state of the entry's words."""
    last = entry.revisions.order_by("-number").first()
    revision = Revision(
        entry=entry,
        number=last.number + 1 if last else 1,
        record=to_json(record).decode(),
        hash=content_hash(record),
        actor=context.actor,
        at=context.now,
        by_hand=by_hand,
    )
    revision.save()
    return revision


def _edited(issue: Issue) -> bool:
    """Whether a person moved an entry or rewrote its words: better code then leaves the arrangement as they made it."""
    if Revision.objects.filter(entry__issue=issue, by_hand=True).exists():
        return True
    return Entry.objects.filter(issue=issue, moved=True).exists()


def _sync_entries(issue: Issue, bulletin: Bulletin, names: tuple[str, ...], context: Context) -> None:
    """One row an entry, found again by its report; entries that are no longer there keep their row, without a place."""
    reports = {row.name: row for row in ReportRow.objects.filter(release=issue.release, successor=None)}
    rows = {row.report_id: row for row in Entry.objects.filter(issue=issue)}
    # out of the way first: places are taken one by one
    Entry.objects.filter(issue=issue).update(position=None)
    remaining = iter(names)
    for column, whole in enumerate(bulletin.columns, 1):
        for subcolumn, part in numbered(whole.subcolumns):
            for position, record in enumerate(part.entries, 1):
                report = reports[next(remaining)]
                row = rows.get(report.pk) or Entry(issue=issue, report=report)
                row.column, row.subcolumn, row.position = column, subcolumn, position
                row.save()
                _refresh(row, with_report(record, report), context)


def _refresh_words(issue: Issue, bulletin: Bulletin, names: tuple[str, ...], context: Context) -> None:
    """What the machine reads now, in the entries whose words no person wrote."""
    rows = {row.report.name: row for row in Entry.objects.filter(issue=issue).select_related("report") if row.report}
    for name, record in zip(names, bulletin.entries(), strict=True):
        row = rows.get(name)
        if row is not None and row.report is not None:
            _refresh(row, with_report(record, row.report), context)


def _refresh(row: Entry, record: EntryRecord, context: Context) -> None:
    last = row.revisions.order_by("-number").first()
    if last is None or (not last.by_hand and last.hash != content_hash(record)):
        new_revision(row, record, context, by_hand=False)


def with_report(record: EntryRecord, report: ReportRow) -> EntryRecord:
    """The entry with the facts of its report, corrections included, and with its pictures."""
    facts = from_json(report.record, Report).facts
    return with_kept_pictures(msgspec.structs.replace(record, facts=facts), report)


def _day(cover: Cover) -> datetime.date | None:
    return datetime.date.fromisoformat(cover.date) if cover.date else None
