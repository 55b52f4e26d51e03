"""Figures that are more than figures: 14:30 is a time of day, 2021.7-2022.6 a span of months."""

from __future__ import annotations

import re

from guanlan.publish.gate.thing import Day, Thing

_CLOCK = re.compile("([01]?[0-9]|2[0-4])[:：]([0-5][0-9])")
_MONTHS = re.compile("([12][0-9]{3})[./]([0-9]{1,2})-([12][0-9]{3})[./]([0-9]{1,2})")


def figured(figures: re.Match[str]) -> Thing | None:
    """The time of day or span of months that a run of figures is."""
    if figures[0].isdecimal():
        return None
    told = _CLOCK.fullmatch(figures[0])
    if told is not None:
        return clock_thing(*figures.span(), int(told[1]), int(told[2]))
    told = _MONTHS.fullmatch(figures[0])
    if told is None or not all(1 <= int(told[month]) <= 12 for month in (2, 4)):
        return None
    first, last = (f"{told[year]}-{int(told[month]):02}" for year, month in ((1, 2), (3, 4)))
    return Thing("date", "date", f"{first}/{last}", *figures.span(), Day(first, last)) if first < last else None


def clock_thing(start: int, end: int, hour: int, minute: int) -> Thing:
    """A time of day; ``data`` is the minute of the day."""
    return Thing("number", "clock", f"{hour:02}:{minute:02}", start, end, hour * 60 + minute)
