"""Marks → links between reports that are alike, compared again only around the days on which something changed.

A link hangs on the tellings between its two and on those that stand under a key with the earlier one: all within the
days of the longest limit. So for a change on a day, the links that begin in the days before it are drawn anew, from the
marks of those days and of as many days after; all others stay as they are. The result is that of comparing everything.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from guanlan.actions.steps.marking import batches
from guanlan.extract.comparing import limits
from guanlan.extract.merging import links_of
from guanlan.records.codec import from_json
from guanlan.records.development import Join
from guanlan.records.mark import Mark
from guanlan.store.models import Link
from guanlan.store.models import Mark as MarkRow

_NO_DATE_BEFORE = datetime.date.min


def link_reports(days: Iterable[datetime.date]) -> frozenset[int]:
    """Bring the links around these days up to date; the reports (primary keys) of links that came, went or changed."""
    touched: set[int] = set()
    for first, last in _spans(sorted(set(days))):
        touched |= _relink(first, last)
    return frozenset(touched)


def _spans(days: list[datetime.date]) -> Iterator[tuple[datetime.date, datetime.date]]:
    """Runs of days that lie so near that one look serves them all."""
    reach = datetime.timedelta(days=int(limits()["instrument_days"]))
    at = 0
    while at < len(days):
        first = last = days[at]
        while at < len(days) and days[at] - last <= 2 * reach:
            last = days[at]
            at += 1
        yield first, last


def _relink(first: datetime.date, last: datetime.date) -> set[int]:
    """Draw the links anew that begin up to the reach before ``first`` and until ``last``."""
    reach = datetime.timedelta(days=int(limits()["instrument_days"]))
    begin = first - reach if first - _NO_DATE_BEFORE > reach else _NO_DATE_BEFORE
    rows = MarkRow.objects.filter(day__gte=begin, day__lte=last + reach, out="").values_list("pk", "record", "day")
    reports: dict[str, tuple[int, datetime.date]] = {}
    marks = []
    for pk, record, day in rows.iterator(chunk_size=2000):
        mark = from_json(record, Mark)
        reports[mark.key] = (pk, day)
        marks.append(mark)
    now: dict[tuple[int, int], Link] = {}
    for link in links_of(marks):
        row = _row(link, reports)
        if row.day <= last:
            now[row.first_id, row.second_id] = row
    return _replace(begin, last, now)


def _row(link: Join, reports: dict[str, tuple[int, datetime.date]]) -> Link:
    (one, day), (other, later) = reports[link.first], reports[link.second]
    return Link(first_id=one, second_id=other, day=min(day, later), reason=link.reason, shared=link.shared)


def _replace(begin: datetime.date, last: datetime.date, now: dict[tuple[int, int], Link]) -> set[int]:
    """Let ``now`` be the links that begin in these days; the reports of those that differ."""
    touched: set[int] = set()
    lost = []
    for old in Link.objects.filter(day__gte=begin, day__lte=last).iterator(chunk_size=2000):
        new = now.get((old.first_id, old.second_id))
        if new is not None and (new.reason, new.shared, new.day) == (old.reason, old.shared, old.day):
            del now[old.first_id, old.second_id]
        else:
            lost.append(old.pk)
            touched |= {old.first_id, old.second_id}
    for batch in batches(lost):
        Link.objects.filter(pk__in=batch).delete()
    for rows in batches(now.values()):
        # a link may have begun on another day before: it is the same pair
        Link.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["first", "second"],
            update_fields=["day", "reason", "shared"],
        )
        touched |= {report for row in rows for report in (row.first_id, row.second_id)}
    return touched
