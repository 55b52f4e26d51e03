"""Which units send in news, and which of them have not sent yet."""

from __future__ import annotations

import calendar
import datetime
import re

from guanlan.actions.submission_summaries import UnitLine
from guanlan.errors import InputError
from guanlan.store.models import Submission, Unit
from guanlan.store.selectors.units import missing_units

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")


def list_units() -> tuple[UnitLine, ...]:
    """The register, those that are asked no more last."""
    return tuple(line_of(unit) for unit in Unit.objects.order_by("closed", "name"))


def list_missing(month: str) -> tuple[UnitLine, ...]:
    """The units that were asked in ``month`` (``2026-11``) and sent no form for it. Raises ``InputError`` for a month
    that is none.
    """
    first, last = days_of(month)
    return tuple(line_of(unit) for unit in missing_units(first, last))


def days_of(month: str) -> tuple[datetime.date, datetime.date]:
    """The first and the last day of a month."""
    found = _MONTH.fullmatch(month.strip())
    if found is None:
        raise InputError("submission.bad_month", value=month)
    year, number = int(found[1]), int(found[2])
    return datetime.date(year, number, 1), datetime.date(year, number, calendar.monthrange(year, number)[1])


def line_of(unit: Unit) -> UnitLine:
    """The unit as a list shows it."""
    last = Submission.objects.filter(unit=unit).order_by("-month").values_list("month", flat=True).first()
    return UnitLine(unit.name, unit.contact, unit.joined, unit.closed, last)
