"""The words of a unit."""

from __future__ import annotations

from bisect import bisect_left

from guanlan.records.law import LawText


def unit_words(published: str, law: LawText, index: int) -> str:
    """What unit ``index`` says, all that is under it included, without what is no words of the law."""
    unit = law.units[index]
    return span_words(published, law, unit.start, unit.end)


def span_words(published: str, law: LawText, start: int, end: int) -> str:
    """The words of ``law`` from ``start`` to ``end`` of the as-published text."""
    if not law.skipped:
        return published[start:end]
    parts: list[str] = []
    at = start
    first = bisect_left(law.skipped, (start, start))
    for begin, until in law.skipped[max(first - 1, 0) :]:
        if begin >= end:
            break
        if until <= at:
            continue
        parts.append(published[at : max(begin, at)])
        at = until
    parts.append(published[at:end])
    return "".join(parts)
