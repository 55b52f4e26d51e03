"""Dates in running text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from enum import StrEnum

from guanlan.text.dates.calendar import Date
from guanlan.text.span import Found


class Bound(StrEnum):
    """What a date limits: 自…起 FROM, 截至…/…止 UNTIL, …前 BEFORE."""

    FROM = "from"
    UNTIL = "until"
    BEFORE = "before"


def parse_date(text: str, context: datetime.date | None = None) -> Date:
    """The date that the whole of ``text`` is; raises ``date.impossible`` or ``date.unreadable``.

    ``context`` gives a year that is not written: the last one in which the day is not after it.
    """
    raise NotImplementedError


def find_dates(text: str, context: datetime.date | None = None) -> Iterator[Found[Date]]:
    """Every date and interval of ``text``, in order; without ``context`` only those that carry their year."""
    raise NotImplementedError


def bound_of(text: str, found: Found[Date]) -> Bound | None:
    """How the words around a date use it as a limit."""
    raise NotImplementedError
