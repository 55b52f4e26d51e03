"""The value of a date: first and last day, and how exactly it was told."""

from __future__ import annotations

import datetime
from calendar import monthrange
from enum import StrEnum
from typing import NamedTuple

import msgspec

_LENGTH = {"day": 10, "month": 7, "year": 4}  # characters of an ISO day that each precision shows


_LEAP_YEAR = 2000  # has every day that some year has: 2月30日 is refused without knowing the year


class Precision(StrEnum):
    """The smallest unit that was told."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Date(msgspec.Struct, frozen=True, gc=False):
    """``start`` to ``end``, both included: a day is one day, a month its 28 to 31 days. ``str()`` is ISO 8601.

    >>> str(Date(datetime.date(2024, 12, 3), datetime.date(2024, 12, 5)))
    '2024-12-03/2024-12-05'
    >>> str(Date(datetime.date(2024, 12, 1), datetime.date(2024, 12, 31), Precision.MONTH))
    '2024-12'
    """

    start: datetime.date
    end: datetime.date
    precision: Precision = Precision.DAY

    def __str__(self) -> str:
        length = _LENGTH[self.precision]
        first, last = self.start.isoformat()[:length], self.end.isoformat()[:length]
        return first if first == last else f"{first}/{last}"

    @property
    def is_day(self) -> bool:
        """Whether it is exactly one day."""
        return self.precision is Precision.DAY and self.start == self.end


class Point(NamedTuple):
    """Year, month and day as far as they are written."""

    year: int | None
    month: int | None
    day: int | None

    @property
    def precision(self) -> Precision:
        """Of the last part that is written."""
        if self.day is not None:
            return Precision.DAY
        return Precision.YEAR if self.month is None else Precision.MONTH

    def first(self, year: int) -> datetime.date:
        """Its first day in ``year``; raises ``ValueError`` where there is no such day."""
        return datetime.date(year, self.month or 1, self.day or 1)

    def last(self, year: int) -> datetime.date:
        """Its last day in ``year``."""
        month = self.month or 12
        return datetime.date(year, month, self.day or monthrange(year, month)[1])


def between(left: Point, right: Point, context: datetime.date | None) -> Date | None:
    """The interval from ``left`` to ``right`` (the same point twice for a single date).

    Parts that ``right`` leaves out are those of ``left``. A year that neither has is the last one in which ``left``
    is not after ``context``; None without one. Raises ``ValueError`` for a day that is in no calendar and for an end
    before the start.
    """
    if right.month is None and right.day is not None:
        right = right._replace(month=left.month)
    if left.precision is not right.precision or (left.month is None and left.precision is not Precision.YEAR):
        return None
    wraps = (right.month or 0, right.day or 0) < (left.month or 0, left.day or 0)
    year = left.year
    if year is None and right.year is not None:
        year = right.year - wraps
    if year is None:
        year = _year_before(left, context)
        if year is None:
            return None
    end_year = right.year if right.year is not None else year + wraps
    start, end = left.first(year), right.last(end_year)
    if end < start:
        raise ValueError("the end comes before the start")
    return Date(start, end, left.precision)


def _year_before(point: Point, context: datetime.date | None) -> int | None:
    """The last year in which ``point`` begins on ``context`` or before it; 29 February goes back to a leap year."""
    if context is None:
        point.first(_LEAP_YEAR)
        return None
    for year in range(context.year, max(context.year - 9, 0), -1):
        try:
            if point.first(year) <= context:
                return year
        except ValueError:
            continue
    raise ValueError("no such day in any year")
