"""Days told by an event (自公布之日起) and lengths of time (三年, 十五个工作日)."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from guanlan.text.span import Found


class Unit(StrEnum):
    """What a length of time is counted in."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    WORKING_DAY = "working_day"
    HOUR = "hour"
    MINUTE = "minute"


class Duration(msgspec.Struct, frozen=True, gc=False):
    """A length of time. ``after(day)`` is the day it leads to; None for working days and hours, which need a calendar."""

    count: int
    unit: Unit
    approx: bool = False

    def after(self, day: datetime.date) -> datetime.date | None:
        """``day`` plus this length (3 years after 2024-12-06 is 2027-12-06; its last day is one less)."""
        raise NotImplementedError


class DayOf(msgspec.Struct, frozen=True, gc=False):
    """自公布之日起: the day of ``event``; 自公布之日起30日后: ``plus`` 30 days."""

    event: str
    plus: Duration | None = None


def parse_duration(text: str, context: object = None) -> Duration:
    """The length of time that the whole of ``text`` is; raises ``duration.unreadable``."""
    raise NotImplementedError


def find_durations(text: str, context: object = None) -> Iterator[Found[Duration]]:
    """Every length of time of ``text``."""
    raise NotImplementedError


def parse_day_of(text: str, context: object = None) -> DayOf:
    """The day that the whole of ``text`` tells by an event; raises ``date.unreadable``."""
    raise NotImplementedError


def find_days_of(text: str, context: object = None) -> Iterator[Found[DayOf]]:
    """Every 自…之日起 of ``text``."""
    raise NotImplementedError
