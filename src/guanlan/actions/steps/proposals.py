"""A source changed under an entry of an issue that was signed off: a proposal of correction is opened."""

from __future__ import annotations

from collections.abc import Iterator

from guanlan.actions.context import Context
from guanlan.actions.steps import messages
from guanlan.actions.steps.assemble import id_of
from guanlan.actions.steps.interpret import Interpreted
from guanlan.actions.steps.report_rows import report_key
from guanlan.extract.release.main_text import passages_between
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.codec import from_json, to_json
from guanlan.records.report import Report
from guanlan.records.versions import ChangeSort, Proposal, VersionChange
from guanlan.store.models import Entry, ProposalStanding
from guanlan.store.models import Proposal as ProposalRow
from guanlan.store.models import Report as ReportRow
from guanlan.store.models import VersionChange as ChangeRow
from guanlan.store.selectors.developments import SIGNED_OFF
from guanlan.store.selectors.entries import with_latest
from guanlan.text.diff_runs import Edit
from guanlan.text.sentences import find_sentences

OPEN, ACCEPTED, DISMISSED = "open", "accepted", "dismissed"
_SHOWN = 400  # characters of a report that went as a whole
_TELLING = 2  # characters: fewer say nothing of where they stood


def propose(change: ChangeRow, before: Interpreted, after: Interpreted, context: Context) -> tuple[ProposalRow, ...]:
    """Open a proposal for each entry of a signed-off issue that tells of a report which reads otherwise now, or whose
    page is gone. Entries are left as they are.
    """
    old = {report.name: report for report in before.reports}
    new = {report.name: report for report in after.reports}
    opened = []
    for row, heir in _told(change, list(old)):
        old_words, new_words = _words(old[row.name], new.get(heir.name), change)
        if not old_words and not new_words:
            continue
        entries = Entry.objects.filter(report=heir, issue__state=SIGNED_OFF, position__isnull=False)
        for entry, revision in with_latest(entries.select_related("issue", "report")):
            words = from_json(revision.record, EntryRecord)
            opened.append(_open(entry, words, change, (old_words, new_words), context))
    return tuple(opened)


def _told(change: ChangeRow, names: list[str]) -> Iterator[tuple[ReportRow, ReportRow]]:
    """The reports of the state that was held, each with the one that it is known as now."""
    keys = [report_key(change.release, name) for name in names]
    for row in ReportRow.objects.filter(key__in=keys).order_by("order", "id"):
        heir = row
        while heir.successor is not None:
            heir = heir.successor
        yield row, heir


def _words(old: Report, new: Report | None, change: ChangeRow) -> tuple[str, str]:
    """What the report said and says, where that is not the same."""
    if change.sort == ChangeSort.REMOVED or new is None:
        return "\n".join(_paragraphs(old))[:_SHOWN], ""
    gone, come = [], []
    for _, _, runs in passages_between(_paragraphs(old), _paragraphs(new)):
        gone.append("".join(run.words for run in runs if run.edit is not Edit.INSERT))
        come.append("".join(run.words for run in runs if run.edit is not Edit.DELETE))
    return "\n".join(gone), "\n".join(come)


def _paragraphs(report: Report) -> list[str]:
    return [report.headline.text, *(paragraph.words.text for paragraph in report.paragraphs)]


def _open(entry: Entry, words: EntryRecord, change: ChangeRow, said: tuple[str, str], context: Context) -> ProposalRow:
    report = entry.report
    assert report is not None
    whole = from_json(change.record, VersionChange)
    key = report.key
    record = Proposal(
        issue=f"{entry.issue.title}/{entry.issue.number}",
        entry=id_of(entry),
        headline=words.title.text,
        report=key,
        sort=ChangeSort(change.sort),
        old=said[0],
        new=said[1],
        quote=_quote(words, said[0], said[1]),
        fields=tuple(one for one in whole.fields if one.report in (key, *_earlier(report))),
    )
    row = ProposalRow(
        issue=entry.issue, entry=entry, report=report, change=change, at=context.now, record=to_json(record).decode()
    )
    row.save()
    ProposalStanding(proposal=row, state=OPEN).save()
    params = {"issue": record.issue, "entry": record.entry, "headline": record.headline, "proposal": row.pk}
    messages.tell("versions.proposal", params, context, level=messages.ALARM, subject=record.issue)
    return row


def _earlier(report: ReportRow) -> list[str]:
    return list(ReportRow.objects.filter(successor=report).values_list("key", flat=True))


def _quote(words: EntryRecord, old: str, new: str) -> str:
    """The first sentence of the entry that says in the same words what the source no longer says."""
    gone = [
        run.words.strip()
        for _, _, runs in passages_between(old.split("\n"), new.split("\n"))
        for run in runs
        if run.edit is Edit.DELETE and len(run.words.strip()) >= _TELLING
    ]
    for text in (words.title.text, *(paragraph.words.text for paragraph in words.paragraphs)):
        for sentence in find_sentences(text):
            if any(one in sentence.of(text) for one in gone):
                return sentence.of(text)
    return ""
