"""What became of the entries of an issue, and what its own entries tell of earlier ones."""

from __future__ import annotations

import datetime

from django.db.models import Q

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.memory_summaries import Since, Unlinked
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import assembled, set_frame
from guanlan.actions.steps.remembering import UNLINK, carried, dismissed, held, remembered, with_memory
from guanlan.errors import InputError
from guanlan.publish.memory import Past, follow_ups, later_of
from guanlan.publish.overview import Coming, overview
from guanlan.records.memory import FollowKind, FollowUp
from guanlan.store.models import Entry, Issue
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.issues import issue_by


def tell_later(which: str, on: datetime.date) -> tuple[Since, ...]:
    """Each entry of the issue with what is known of it by the end of ``on`` (后来怎样): carried in a later issue of the
    journal that was out by then, or told by a report that was published by then and stands in no issue; and which of
    the days that it told in advance (施行, 征求意见截止) have come.

    Raises ``InputError`` for an issue without a day.
    """
    issue = issue_by(which)
    if issue.date is None:
        raise InputError("memory.undated", issue=which)
    own = carried([issue])
    after = Q(date__gt=issue.date, date__lte=on)
    if issue.number is not None:
        after |= Q(date=issue.date, number__gt=issue.number)
    later = Issue.objects.filter(after, title=issue.title).order_by("date", "number", "pk")
    entries = [*carried(later), *held(_reports(issue.date, on))]
    found = follow_ups(own, entries, dismissed=dismissed())
    come = _come(issue, on)
    return tuple(
        Since(one.entry.id, one.entry.title.text, _since(one, found), come.get(at, ())) for at, one in enumerate(own)
    )


def _come(issue: Issue, on: datetime.date) -> dict[int, tuple[Coming, ...]]:
    """By the place of the entry: the days after the issue that it told of, up to ``on``."""
    found: dict[int, tuple[Coming, ...]] = {}
    for one in overview(assembled(issue)).coming:
        if one.date <= on.isoformat():
            found[one.entry] = (*found.get(one.entry, ()), one)
    return found


def tell_earlier(which: str) -> tuple[FollowUp, ...]:
    """What the entries of the issue tell of entries of earlier issues; those with nothing new (已登) among them."""
    return remembered(issue_by(which))


def unlink(which: str, entry: str, earlier: str, reason: str, *, context: Context) -> Unlinked:
    """Say that an entry of a draft has nothing to do with an entry of an earlier issue (``17/2.3.10``): it is never
    put together with it again. Raises ``InputError`` where no such relation is there, or no reason is given.
    """
    if not reason.strip():
        raise InputError("memory.no_reason")
    with acting(context, UNLINK, f"{which}/{entry}") as details:
        issue = issue_by(which)
        must_be_draft(issue)
        relation = _relation(remembered(issue), entry, earlier)
        details.update(earlier=relation.earlier.key, later=relation.later.key, reason=reason.strip())
        details.update(kind=relation.kind.value, by=relation.by)
    with acting(context, "recall", f"{issue.title}/{issue.number}") as details:
        bulletin = with_memory(issue, assembled(issue))
        details["follow_ups"] = len(bulletin.follow_ups)
        set_frame(issue, bulletin)
        issue.save()
    return Unlinked(relation.earlier.title, relation.later.title, reason.strip())


def _relation(found: tuple[FollowUp, ...], entry: str, earlier: str) -> FollowUp:
    number, _, old = earlier.strip().rpartition("/")
    for one in found:
        same = _same_id(one.later.entry, entry) and _same_id(one.earlier.entry, old)
        if same and number in ("", str(one.earlier.issue)) and one.earlier.key and one.later.key:
            return one
    raise InputError("memory.no_relation", entry=entry, earlier=earlier)


def _same_id(one: str, typed: str) -> bool:
    """2.3.5 is 2.3.05."""
    return one.split(".") == typed.strip().split(".") or [str(int(n)) for n in one.split(".") if n.isdecimal()] == [
        str(int(n)) for n in typed.strip().split(".") if n.isdecimal()
    ]


def _since(one: Past, found: tuple[FollowUp, ...]) -> tuple[FollowUp, ...]:
    """What is new, each thing once: where it was carried, else the report that told it first."""
    news: dict[tuple[FollowKind, str], FollowUp] = {}
    own = [each for each in later_of(found, one.key, one.entry.id) if each.kind is not FollowKind.CARRIED]
    for each in sorted(own, key=lambda each: each.later.issued is None):
        news.setdefault((each.kind, each.shared), each)
    return tuple(each for each in own if each in news.values())


def _reports(first: datetime.date, on: datetime.date) -> list[ReportRow]:
    """What was published by ``on``, tells of the time since the issue's window, and stood in no issue by then."""
    told = Q(date_from__gt=first - datetime.timedelta(days=62), date_from__lte=on)
    published = Q(release__published__lte=on) | Q(release__published=None)
    rows = ReportRow.objects.filter(told, published, gone=False, successor=None)
    standing = Entry.objects.filter(position__isnull=False, issue__date__lte=on, report__isnull=False)
    return list(rows.exclude(pk__in=standing.values("report_id")).order_by("date_from", "key"))
