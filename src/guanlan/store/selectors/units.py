"""Units that send in news, and what became of it."""

from __future__ import annotations

import datetime
import difflib

from django.db.models import Q, QuerySet

from guanlan.store.models import Contribution, Entry, Report, Submission, Unit

_NEAR = 0.6  # share of common characters: 某省网络安全协会 and 某省网络空间安全协会 are near


def unit_named(name: str) -> Unit | None:
    """The unit of a name, however its blanks and brackets are written; None where there is none."""
    wanted = _plain(name)
    return next((unit for unit in Unit.objects.order_by("id") if _plain(unit.name) == wanted), None)


def nearest_unit(name: str) -> str | None:
    """The name of a unit that was probably meant."""
    names = list(Unit.objects.order_by("name").values_list("name", flat=True))
    found = difflib.get_close_matches(name, names, 1, _NEAR)
    return found[0] if found else None


def asked_in(first: datetime.date, last: datetime.date) -> QuerySet[Unit]:
    """The units that were asked to send on one of these days."""
    return Unit.objects.filter(joined__lte=last).filter(Q(closed=None) | Q(closed__gte=first)).order_by("name")


def missing_units(first: datetime.date, last: datetime.date) -> QuerySet[Unit]:
    """Those of them that sent no form for the month that these days are."""
    sent = Submission.objects.filter(month=first.strftime("%Y-%m")).values("unit")
    return asked_in(first, last).exclude(pk__in=sent)


def issues_with(releases: set[int]) -> dict[int, tuple[int, ...]]:
    """Release → the numbers of the issues that tell of what it reports: by its own words or by another's."""
    reports = list(Report.objects.filter(release__in=releases).values_list("pk", "release_id", "development_id"))
    own = {report: release for report, release, _ in reports}
    about: dict[int, set[int]] = {}
    for _, release, development in reports:
        if development is not None:
            about.setdefault(development, set()).add(release)
    placed = Entry.objects.filter(position__isnull=False).filter(
        Q(report__in=list(own)) | Q(report__development__in=list(about))
    )
    found: dict[int, set[int]] = {}
    for report, development, number in placed.values_list("report_id", "report__development_id", "issue__number"):
        told = about.get(development, set()) | ({own[report]} if report in own else set())
        for release in told:
            found.setdefault(release, set()).add(number or 0)
    return {release: tuple(sorted(numbers)) for release, numbers in found.items()}


def contributions(year: int | None = None, month: str | None = None) -> QuerySet[Contribution]:
    """The rows that units sent, in a year or a month, oldest first."""
    rows = Contribution.objects.select_related("submission__unit").order_by("id")
    if year is not None:
        rows = rows.filter(submission__month__startswith=f"{year:04d}-")
    return rows.filter(submission__month=month) if month is not None else rows


def _plain(name: str) -> str:
    return "".join(name.split()).replace("(", "（").replace(")", "）")
