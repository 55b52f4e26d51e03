"""Running heads and page numbers: what stands at the same place on many pages and is not the document's own words."""

from __future__ import annotations

import re
from collections import defaultdict

from guanlan.formats.pdf.lines import Line
from guanlan.formats.pdf.measures import text_size
from guanlan.formats.pdf.sheets import Sheet

_NUMBER = re.compile(
    r"[\s\-–—－·•|]*(?:第\s*)?(?:\d{1,4}|[ivxlc]{1,6}|[IVXLC]{1,6})(?:\s*页)?"
    r"(?:\s*(?:[/／]|,|，|of|共)\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-–—－·•|]*"
)
_DIGITS = re.compile(r"\d+")
# GB/T 9704 and book practice keep heads and feet within these parts of a page's height
_HEAD, _FOOT = 0.89, 0.12
_LINES = 3  # a head or a foot has no more
_SMALL = 0.85  # of the text's size: so small a line at the very top is a head, on a single page too
_APART = 2.2  # of the size: lines of a text stand nearer
_NEAR = 3.0  # points: the same place
_LEAST_SHARE = 0.5  # of the lines at a place say the same, numbers apart


def furniture(sheets: list[Sheet]) -> set[tuple[int, int]]:
    """(page number, index of the line) of every running head, foot and page number."""
    found: set[tuple[int, int]] = set()
    small = _SMALL * text_size([sheet.lines for sheet in sheets])
    places: dict[tuple[int, float], list[tuple[int, int, str]]] = defaultdict(list)
    for sheet in sheets:
        for index in _edge_lines(sheet):
            line = sheet.lines[index]
            head = line.y > _HEAD * sheet.height and line.size <= small
            if head or not line.upright or _NUMBER.fullmatch(line.words):
                found.add((sheet.number, index))
            elif _stands_apart(sheet, line, small):
                places[(round(line.y / _NEAR), line.size)].append((sheet.number, index, line.words))
    for lines in places.values():
        if _recurs(lines):
            found.update((page, index) for page, index, _ in lines)
    # what stands across the page is no line of the text: watermarks, stamps
    found.update(
        (sheet.number, index) for sheet in sheets for index, line in enumerate(sheet.lines) if not line.upright
    )
    return found


def _edge_lines(sheet: Sheet) -> list[int]:
    """The first lines from above and from below that stand where heads and feet do."""
    order = sorted(range(len(sheet.lines)), key=lambda index: -sheet.lines[index].y)
    upper = [index for index in order[:_LINES] if sheet.lines[index].y > _HEAD * sheet.height]
    lower = [index for index in order[-_LINES:] if sheet.lines[index].y < _FOOT * sheet.height]
    return sorted({*upper, *lower})


def _stands_apart(sheet: Sheet, line: Line, small: float) -> bool:
    """Whether there is room between a line and the text; the first line of a page may be said on another page too."""
    if line.size <= small:
        return True
    return not any(0 < abs(other.y - line.y) < _APART * line.size and other.size == line.size for other in sheet.lines)


def _recurs(lines: list[tuple[int, int, str]]) -> bool:
    """At least two pages, and half of the lines are said more than once."""
    said: dict[str, int] = defaultdict(int)
    for *_, words in lines:
        said[_DIGITS.sub("0", words)] += 1
    repeated = sum(times for times in said.values() if times > 1)
    return len({page for page, *_ in lines}) > 1 and repeated >= _LEAST_SHARE * len(lines)
