"""Dates of a text, and days told without their month (27日)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from guanlan.publish.gate.thing import Day, Thing
from guanlan.text.dates import bound_of, find_dates

_ALONE = re.compile("(?<![月0-9至到—\\-])([0-9]{1,2})[日号](?![内后期元线楼院令起以])")


def find_days(text: str, day: datetime.date | None, taken: list[tuple[int, int]]) -> Iterator[Thing]:
    """Every date; ``day`` gives the years that are not written. ``taken`` is where other things stand."""
    spans = list(taken)
    for found in find_dates(text, day):
        if any(first < found.end and found.start < last for first, last in spans):
            continue
        spans.append((found.start, found.end))
        shown = str(found.value)
        first, _, last = shown.partition("/")
        value = Day(first, last or first, yearless=found.context is not None, bound=bound_of(text, found) or "")
        yield Thing("date", "date", shown, found.start, found.end, value)
    for match in _ALONE.finditer(text):
        if not any(first < match.end() and match.start() < last for first, last in spans) and int(match[1]) <= 31:
            value = Day(f"--{int(match[1]):02}", f"--{int(match[1]):02}", yearless=True)
            yield Thing("date", "date", value.first, *match.span(), value)
