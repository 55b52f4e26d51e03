"""An imported bulletin as an issue: its columns and entries, each entry about its report."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import msgspec

from guanlan.actions.context import Context
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import numbered, set_frame
from guanlan.actions.steps.pictures import kept_pictures, with_kept_pictures
from guanlan.actions.steps.relabelling import relabelled
from guanlan.records.bulletin import Bulletin, Cover
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.codec import content_hash, from_json, to_json
from guanlan.records.report import Report
from guanlan.store.models import Entry, Issue, Release, Revision
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.developments import FINAL, SIGNED_OFF
from guanlan.store.selectors.entries import with_latest


def sync_issue(
    release: Release, bulletin: Bulletin, reports: Sequence[ReportRow], context: Context
) -> tuple[Issue, bool]:
    """Make or refresh the issue that ``bulletin`` is; ``reports`` run along its entries.

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
    if issue.state in (FINAL, SIGNED_OFF):  # better code reads it otherwise; what was signed stays
        return issue, False
    keep_places = issue.pk is not None and _edited(issue)
    if not keep_places:
        issue.title, issue.number = cover.title.text, number
        issue.date, issue.year, issue.month = _day(cover), cover.year, cover.month
        set_frame(issue, bulletin)
        issue.save()
        _place_entries(issue, bulletin, reports)
    _refresh_words(issue, bulletin, reports, context)
    return issue, False


def new_revision(
    entry: Entry, record: EntryRecord, context: Context, *, by_hand: bool, amended: bool = False
) -> Revision:
    """The next state of the entry's words; of an issue that is final or signed off there is none, unless it is
    ``amended``.
    """
    if not amended:
        must_be_draft(entry.issue)
    last = entry.revisions.order_by("-number").first()
    if last is not None:
        record = relabelled(entry, from_json(last.record, EntryRecord), record)
    revision = _revision(entry, record, last, context, by_hand=by_hand)
    revision.save()
    return revision


def _revision(entry: Entry, record: EntryRecord, last: Revision | None, context: Context, *, by_hand: bool) -> Revision:
    return Revision(
        entry=entry,
        number=last.number + 1 if last else 1,
        record=to_json(record).decode(),
        hash=content_hash(record),
        actor=context.actor,
        at=context.now,
        by_hand=by_hand,
    )


def _edited(issue: Issue) -> bool:
    """Whether a person moved an entry or rewrote its words: better code then leaves the arrangement as they made it."""
    if Revision.objects.filter(entry__issue=issue, by_hand=True).exists():
        return True
    return Entry.objects.filter(issue=issue, moved=True).exists()


def _place_entries(issue: Issue, bulletin: Bulletin, reports: Sequence[ReportRow]) -> None:
    """One row an entry, found again by its report; entries that are no longer there keep their row, without a place."""
    rows = {row.report_id: row for row in Entry.objects.filter(issue=issue)}
    Entry.objects.filter(issue=issue).update(position=None)
    remaining = iter(reports)
    for column, whole in enumerate(bulletin.columns, 1):
        for subcolumn, part in numbered(whole.subcolumns):
            for position, _ in enumerate(part.entries, 1):
                report = next(remaining)
                row = rows.get(report.pk) or Entry(issue=issue, report=report)
                row.column, row.subcolumn, row.position = column, subcolumn, position
                row.save()


def _refresh_words(issue: Issue, bulletin: Bulletin, reports: Sequence[ReportRow], context: Context) -> None:
    """What the machine reads now, as new revisions of the entries whose words no person wrote."""
    rows = {row.report_id: row for row in Entry.objects.filter(issue=issue)}
    latest = {row.pk: last for row, last in with_latest(rows.values())}
    kept = kept_pictures(reports[0]) if reports else {}
    new = []
    for record, report in zip(bulletin.entries(), reports, strict=True):
        row = rows.get(report.pk)
        if row is None:
            continue
        words = with_kept_pictures(with_report(record, report), kept)
        last = latest.get(row.pk)
        if last is None or (not last.by_hand and last.hash != content_hash(words)):
            new.append(_revision(row, words, last, context, by_hand=False))
    Revision.objects.bulk_create(new)


def with_report(record: EntryRecord, report: ReportRow) -> EntryRecord:
    """The entry with the facts of its report, corrections included."""
    return msgspec.structs.replace(record, facts=from_json(report.record, Report).facts)


def _day(cover: Cover) -> datetime.date | None:
    return datetime.date.fromisoformat(cover.date) if cover.date else None
