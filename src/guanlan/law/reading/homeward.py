"""Spans of the text that was read → spans of the as-published text."""

from __future__ import annotations

from guanlan.law.reading.lines import Line, Sheet
from guanlan.records.law import Event, Remark, Unit


def moved_units(sheet: Sheet, units: tuple[Unit, ...]) -> tuple[Unit, ...]:
    """``units`` at their published places."""
    if not sheet.runs[0]:
        return units
    return tuple(
        Unit(unit.level, unit.number, sheet.home(unit.start), sheet.home_end(unit.end), unit.parent, unit.heading)
        for unit in units
    )


def moved_event(sheet: Sheet, event: Event) -> Event:
    """``event`` at its published place."""
    if not sheet.runs[0]:
        return event
    return Event(
        event.act, event.day, event.organ, event.instrument, sheet.home(event.start), sheet.home_end(event.end)
    )


def moved_remark(sheet: Sheet, remark: Remark) -> Remark:
    """``remark`` at its published place; one on the whole text has none."""
    if not sheet.runs[0] or not remark.end:
        return remark
    return Remark(remark.code, sheet.home(remark.start), sheet.home_end(remark.end), remark.params)


def skipped(sheet: Sheet, published: str, lines: list[Line]) -> tuple[tuple[int, int], ...]:
    """What stands between the words of ``lines`` and is more than white space."""
    gaps: list[tuple[int, int]] = []
    last = -1
    for line in lines:
        for start, end in sheet.stretches(line.start, line.end):
            gap = published[last:start] if last >= 0 else ""
            last = end
            if gap and not gap.isspace():
                inner = gap.strip()
                at = start - len(gap) + gap.index(inner)
                gaps.append((at, at + len(inner)))
    return tuple(gaps)
