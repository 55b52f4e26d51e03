"""Finding reports."""

from __future__ import annotations

import datetime
import re

from django.db.models import Q, QuerySet

from guanlan.errors import InputError
from guanlan.store.models import Report, Standing

SHORTEST = 4  # of a handle as typed: of a million reports, four characters still leave a choice that can be listed


def present_reports(
    *,
    kind: str | None = None,
    jurisdiction: str | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    words: str | None = None,
) -> QuerySet[Report]:
    """The reports that stand in their releases today, by date, the undated last.

    ``jurisdiction`` ``CN`` finds ``CN-GD`` too; ``since`` and ``until`` are days, both included.
    """
    rows = Report.objects.filter(gone=False, successor=None).select_related("release", "extraction")
    if kind:
        rows = rows.filter(kind=kind)
    if jurisdiction:
        rows = rows.filter(jurisdiction__regex=rf"(^|\|){re.escape(jurisdiction)}($|\||-)")
    if since:
        rows = rows.filter(date_until__gte=since)
    if until:
        rows = rows.filter(date_from__lte=until)
    if words:
        rows = rows.filter(Q(headline__contains=words) | Q(record__contains=words))
    return rows.order_by("date_from", "key")


def report_by(which: str) -> Report:
    """The report of a key or of the first characters of a handle, or its successor where its headline changed.

    Raises ``InputError`` where there is none, or more than one.
    """
    row = Report.objects.filter(key=which).first()
    if row is None and SHORTEST <= len(which) <= 12 and which.isascii() and which.isalnum():
        found = list(Report.objects.filter(handle__startswith=which.lower())[:9])
        if len(found) > 1:
            raise InputError("store.many_reports", which=which, known="、".join(one.handle for one in found))
        row = found[0] if found else None
    if row is None:
        raise InputError("store.no_report", which=which)
    while row.successor is not None:
        row = row.successor
    return row


def standings(state: str) -> QuerySet[Standing]:
    """Corrections that stand so, oldest first."""
    return Standing.objects.filter(state=state).select_related("correction").order_by("correction_id")
