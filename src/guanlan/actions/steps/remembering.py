"""Rows of earlier issues → what the entries of an issue tell of them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec
from django.db.models import Q, QuerySet

from guanlan.actions.steps.assemble import id_of, words_of
from guanlan.publish.drafting import draft_title
from guanlan.publish.memory import Known, Past, follow_ups
from guanlan.publish.placement import Reason
from guanlan.records.bulletin import Bulletin, Entry, Words
from guanlan.records.codec import from_json
from guanlan.records.development import Development
from guanlan.records.memory import FollowKind, FollowUp
from guanlan.records.report import Report
from guanlan.store.models import AuditLine, Issue
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.entries import placed_entries

UNLINK = "unlink"
"""The verb of the audit line by which a person said that two entries have nothing to do with each other."""

CARRIED = "actions.already_published"

REACH = datetime.timedelta(days=1100)
"""How far back an issue looks: three years, in which most drafts become rules or are given up."""


class Memory:
    """What the earlier issues of a journal carried, asked about one development after the other."""

    def __init__(self, title: str, date: datetime.date, number: int) -> None:
        self._past = carried(earlier_issues(title, date, number))
        self._keys = {past.key: past for past in reversed(self._past) if past.key is not None}
        self._known = Known(self._past)
        self._dismissed = dismissed()

    def carried_before(self, development: Development) -> Reason | None:
        """Where the development was carried, unless it has news: then it comes again, as what became of it."""
        if not self._past:
            return None
        lead = development.lead
        words = Past(None, None, told_as_entry(lead.report, lead.key), lead.key)
        found = self._known.follow_ups([words], dismissed=self._dismissed)
        same = [
            (one.earlier.issue, one.earlier.entry, one.earlier.title) for one in found if one.kind is FollowKind.CARRIED
        ]
        if found and not same:
            return None
        told = (self._keys.get(telling.key) for telling in development.tellings)
        same += [(past.issue, past.entry.id, past.entry.title.text) for past in told if past is not None]
        if not same:
            return None
        issue, entry, title = same[0]
        return Reason(CARRIED, {"issue": str(issue or ""), "entry": entry, "title": title})


def with_memory(issue: Issue, bulletin: Bulletin) -> Bulletin:
    """The bulletin with what its entries tell of earlier issues.

    The anchors stay in the entries that bear them: a removal of the bytes must find no second copy of the words.
    """
    return msgspec.structs.replace(bulletin, follow_ups=tuple(_without_words(one) for one in remembered(issue)))


def _without_words(one: FollowUp) -> FollowUp:
    earlier, later = (msgspec.structs.replace(mention, anchors=()) for mention in (one.earlier, one.later))
    return msgspec.structs.replace(one, earlier=earlier, later=later)


def remembered(issue: Issue) -> tuple[FollowUp, ...]:
    """What the entries of ``issue`` tell of entries of earlier issues of its journal."""
    if issue.date is None:
        return ()
    past = carried(earlier_issues(issue.title, issue.date, issue.number))
    return follow_ups(past, carried([issue]), dismissed=dismissed()) if past else ()


def earlier_issues(title: str, date: datetime.date, number: int | None) -> QuerySet[Issue]:
    """The issues of a journal before the one of a day and number, imported and composed ones alike, latest first."""
    before = Q(date__lt=date, date__gte=date - REACH)
    if number is not None:
        before |= Q(date=date, number__lt=number)
    return Issue.objects.filter(before, title=title).order_by("-date", "-number", "pk")


def carried(issues: Iterable[Issue]) -> list[Past]:
    """The entries that stand in these issues, in body order."""
    return [
        Past(
            issue.number,
            issue.date.isoformat() if issue.date else None,
            words_of(revision, id_of(row)),
            row.report.key if row.report else None,
        )
        for issue in issues
        for row, revision in placed_entries(issue)
    ]


def held(reports: Iterable[ReportRow]) -> list[Past]:
    """Reports that no issue carried, as entries would tell them."""
    return [Past(None, None, told_as_entry(from_json(row.record, Report), row.handle), row.key) for row in reports]


def told_as_entry(report: Report, name: str) -> Entry:
    """A report as the entry that it would be, whole and under its drafted title; ``name`` stands for an id."""
    return Entry(name, Words(draft_title(report)), report.paragraphs, report.sources, report.facts)


def dismissed() -> frozenset[tuple[str, str]]:
    """The pairs of report keys, earlier and later, that have nothing to do with each other: written once."""
    lines = AuditLine.objects.filter(verb=UNLINK).values_list("details", flat=True)
    return frozenset((str(one["earlier"]), str(one["later"])) for one in lines)
