"""The value of a date: first and last day, and how exactly it was told."""

from __future__ import annotations

import datetime
from enum import StrEnum

import msgspec


class Precision(StrEnum):
    """The smallest unit that was told."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Date(msgspec.Struct, frozen=True, gc=False):
    """``start`` to ``end``, both included: a day is one day, a month its 28 to 31 days. ``str()`` is ISO 8601."""

    start: datetime.date
    end: datetime.date
    precision: Precision = Precision.DAY
