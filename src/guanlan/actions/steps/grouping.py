"""Marks and links → named groups, for the connected parts that something touched."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

from django.db.models import Q

from guanlan.actions.steps.marking import batches
from guanlan.errors import InputError
from guanlan.extract.development_keys import Named, named
from guanlan.extract.merging import Group, gather
from guanlan.records.codec import from_json
from guanlan.records.development import Development, Join
from guanlan.records.mark import Mark
from guanlan.store.models import Development as DevelopmentRow
from guanlan.store.models import Link
from guanlan.store.models import Mark as MarkRow
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.developments import decisions, signed_off_among

Pair = tuple[str, str]


class Decided(NamedTuple):
    """What editors joined and split, by report keys as they are today."""

    together: tuple[Pair, ...]
    apart: tuple[Pair, ...]


class Grouped(NamedTuple):
    """The named groups; the reports by key; the rows of the developments that reports were in, by key; and which of
    these a signed-off issue tells.
    """

    groups: list[Named]
    reports: dict[str, int]
    former: dict[str, DevelopmentRow]
    held: frozenset[str]


def decided() -> Decided:
    """The decisions that hold. A report whose headline changed is its successor."""
    pairs: dict[str, list[Pair]] = {"join": [], "split": []}
    for row in decisions():
        pairs[row.kind].extend((first, second) for first, second in row.pairs)
    keys = {key for found in pairs.values() for pair in found for key in pair}
    today: dict[str, str] = {}
    for batch in batches(sorted(keys)):
        for report in ReportRow.objects.filter(key__in=batch).select_related("successor"):
            last = report
            while last.successor is not None:
                last = last.successor
            today[report.key] = last.key
    return Decided(
        *(
            tuple((today.get(one, one), today.get(other, other)) for one, other in pairs[kind])
            for kind in ("join", "split")
        )
    )


def group_reports(touched: Iterable[int], decisions: Decided, *, free: frozenset[str] = frozenset()) -> Grouped:
    """The groups of all that hangs together with the ``touched`` reports.

    A development that a signed-off issue tells stays whole, unless its key is among the ``free``.
    """
    rows = _connected(set(touched), decisions)
    marks = {row.mark.key: row.mark for row in rows}
    reports = {row.mark.key: row.report for row in rows}
    belongs = _former(reports)
    standing = {row.key: row for row in belongs.values()}
    held = signed_off_among(standing.values()) - free
    records = {key: [one for one in _told(standing[key]) if one in marks] for key in sorted(held)}
    groups = _gathered(marks, reports, decisions, list(records.values()))
    order = sorted(standing, key=lambda key: (key not in held, standing[key].pk))
    taken = _taken((group.born for group in groups), standing.values())
    return Grouped(
        named(groups, {key: row.key for key, row in belongs.items()}, order, taken), reports, standing, frozenset(held)
    )


def _gathered(
    marks: dict[str, Mark], reports: dict[str, int], decisions: Decided, whole: list[list[str]]
) -> tuple[Group, ...]:
    """The groups; ``whole`` are reports that stay together, and apart from one another."""
    home = {key: at for at, keys in enumerate(whole) for key in keys}
    together = [(keys[0], other) for keys in whole for other in keys[1:]]
    heads = [keys[0] for keys in whole if keys]
    try:
        return gather(
            marks,
            _links(reports),
            must_link=[*decisions.together, *together],
            cannot_link=[
                *((one, other) for one, other in decisions.apart if one not in home or home[one] != home.get(other)),
                *combinations(heads, 2),
            ],
        )
    except InputError as error:
        handles = dict(ReportRow.objects.filter(key__in=list(error.params.values())).values_list("key", "handle"))
        named = {name: handles.get(str(key), str(key)) for name, key in error.params.items()}
        raise InputError(error.code, **named) from error


class _Known(NamedTuple):
    report: int
    mark: Mark


def _connected(touched: set[int], decisions: Decided) -> list[_Known]:
    """The marked reports that links and joins lead to from the touched ones."""
    joins: dict[int, set[int]] = {}
    keys = {key for pair in decisions.together for key in pair}
    pks: dict[str, int] = {}
    for some in batches(sorted(keys)):
        pks.update(ReportRow.objects.filter(key__in=some).values_list("key", "pk"))
    for first, second in decisions.together:
        if first in pks and second in pks:
            joins.setdefault(pks[first], set()).add(pks[second])
            joins.setdefault(pks[second], set()).add(pks[first])
    seen, edge = set(touched), set(touched)
    while edge:
        found = {other for one in edge for other in joins.get(one, ())}
        for batch in batches(sorted(edge)):
            links = Link.objects.filter(Q(first_id__in=batch) | Q(second_id__in=batch))
            found.update(pk for pair in links.values_list("first_id", "second_id") for pk in pair)
        for batch in batches(sorted(edge)):  # what stood together, so that a held development is seen whole
            homes = ReportRow.objects.filter(pk__in=batch, development__isnull=False).values("development_id")
            found.update(ReportRow.objects.filter(development_id__in=homes).values_list("pk", flat=True))
        edge = found - seen
        seen |= edge
    known = []
    for batch in batches(sorted(seen)):
        rows = MarkRow.objects.filter(pk__in=batch, out="").values_list("pk", "record")
        known += [_Known(pk, from_json(record, Mark)) for pk, record in rows]
    return known


def _links(reports: dict[str, int]) -> Iterator[Join]:
    keys = {pk: key for key, pk in reports.items()}
    for batch in batches(sorted(keys)):
        for first, second, reason, shared in Link.objects.filter(first_id__in=batch).values_list(
            "first_id", "second_id", "reason", "shared"
        ):
            if second in keys:
                yield Join(keys[first], keys[second], reason, shared)


def _former(reports: dict[str, int]) -> dict[str, DevelopmentRow]:
    """Report key → the development it stands in."""
    found: dict[str, DevelopmentRow] = {}
    for batch in batches(sorted(reports.values())):
        rows = ReportRow.objects.filter(pk__in=batch, development__isnull=False).select_related("development")
        found.update((row.key, row.development) for row in rows if row.development is not None)
    return found


def _told(row: DevelopmentRow) -> list[str]:
    """The keys of the reports that the development's record tells."""
    return [one.key for one in from_json(row.record, Development).tellings]


def _taken(keys: Iterable[str], standing: Collection[DevelopmentRow]) -> set[str]:
    """Keys of developments, of those that may be given out. What a standing one swallowed may stand up again under the
    key it had: nothing else was ever known by it.
    """
    here = {row.pk for row in standing}
    found: set[str] = set()
    for batch in batches(sorted(keys)):
        rows = DevelopmentRow.objects.filter(key__in=batch).values_list("key", "merged_into_id")
        found.update(key for key, into in rows if into not in here)
    for key in sorted(found):
        found.update(DevelopmentRow.objects.filter(key__startswith=f"{key}~").values_list("key", flat=True))
    return found
