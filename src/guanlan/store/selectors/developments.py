"""Finding developments."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from guanlan.errors import InputError
from guanlan.store.models import Development, Issue, Join, Report
from guanlan.store.selectors.reports import SHORTEST

FINAL = "final"
"""The state of an issue whose words one person has signed, and that waits for another one."""

SIGNED_OFF = "signed_off"


def development_by(which: str) -> Development:
    """The development of a key, or of the first characters of its handle or of that of one of its reports.

    One that was merged into another gives that one. Raises ``InputError`` where there is none, or more than one.
    """
    row = Development.objects.filter(key=which).first()
    if row is None and SHORTEST <= len(which) <= 12 and which.isascii() and which.isalnum():
        row = _by_handle(which.lower())
    if row is None:
        report = Report.objects.filter(key=which).select_related("development").first()
        row = report.development if report is not None else None
    if row is None:
        raise InputError("developments.none", which=which)
    return standing_of(row)


def standing_of(row: Development) -> Development:
    """The development that ``row`` was merged into at last; itself where it stands."""
    while row.merged_into is not None:
        row = row.merged_into
    return row


def standing_developments() -> QuerySet[Development]:
    """Those that were not merged into others."""
    return Development.objects.filter(merged_into=None)


def signed_off(row: Development) -> QuerySet[Issue]:
    """The signed-off issues that tell of the development."""
    told = Issue.objects.filter(state=SIGNED_OFF, entries__report__development=row, entries__position__isnull=False)
    return told.distinct().order_by("number")


def signed_off_among(rows: Iterable[Development]) -> frozenset[str]:
    """The keys of those that a signed-off issue tells."""
    told = Development.objects.filter(
        pk__in=[row.pk for row in rows],
        reports__entries__issue__state=SIGNED_OFF,
        reports__entries__position__isnull=False,
    )
    return frozenset(told.values_list("key", flat=True))


def decisions() -> QuerySet[Join]:
    """What editors joined and split and did not take back, oldest first."""
    return Join.objects.filter(undone_by=None).exclude(kind="undo").order_by("pk")


def _by_handle(which: str) -> Development | None:
    found = {standing_of(one).pk: one for one in Development.objects.filter(handle__startswith=which)[:9]}
    reports = Report.objects.filter(handle__startswith=which, development__isnull=False)
    found |= {standing_of(one.development).pk: one.development for one in reports[:9] if one.development}
    if len(found) > 1:
        raise InputError("developments.many", which=which, known="、".join(one.handle for one in found.values()))
    return next(iter(found.values()), None)
