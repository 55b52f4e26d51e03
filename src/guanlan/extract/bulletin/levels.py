"""Columns and entries of a bulletin whose headings carry no ordinals: told from the levels that the format gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from guanlan.extract.bulletin.lines import Line
from guanlan.extract.bulletin.marks import opening

_LEAST = 2  # entries: fewer are an article with subheadings


def heading_levels(lines: Sequence[Line], start: int) -> tuple[int, int | None, int] | None:
    """The levels of columns, sub-columns (None where there are none) and entries; None where they cannot be told.

    Entries have the highest level of which most headings have text right under them (a guide is the column's); the
    levels above it are columns and sub-columns, those below are subheadings.
    """
    telling: Counter[int] = Counter()
    every: Counter[int] = Counter()
    for index in range(start, len(lines)):
        line = lines[index]
        if line.is_heading and line.level is not None:
            every[line.level] += 1
            telling[line.level] += _has_text(lines, index + 1)
    entries = [level for level in every if every[level] >= _LEAST and telling[level] * 2 > every[level]]
    if not entries:
        return None
    entry = min(entries)
    # the document's own title stands alone on its level
    above = sorted(level for level in every if level < entry and (every[level] > 1 or level > min(every)))
    if not above:
        return None
    return above[0], above[1] if len(above) > 1 else None, entry


def _has_text(lines: Sequence[Line], index: int) -> bool:
    if index >= len(lines) or lines[index].is_heading:
        return False
    return not any(opening(part).match(lines[index].read) for part in ("guide", "keywords"))
