"""The lines of a page, as they are set: words, place, size."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from guanlan.text.foldings import CHINESE, WIDE_MARKS

_BREAKS = re.compile(r"[\r\n]+")
SEAM = re.compile(f"(?<=[{CHINESE}{WIDE_MARKS}]) (?=[!-~])|(?<=[!-~]) (?=[{CHINESE}{WIDE_MARKS}])")
_BLANKS = re.compile(r"[ \t\u00a0]+")
# what the library puts for a hyphen at the end of a line, and characters without a meaning in the font
_HYPHENS = str.maketrans({"\ufffe": "-", "\u0002": "-", "\u0000": None, "\uffff": None})
_MATHEMATICAL_SLOPE = 0.05  # of the baseline; steeper text is a watermark or stands on its side
_SAME_ROW = 0.35  # of the size: baselines nearer than that are one row
_RAISED = 0.8  # of the size: a note's figure is smaller
_TAB = 1.6  # of the size: a gap that no justified line has


class Line(NamedTuple):
    """A row of words. ``x`` from the left, ``y`` of the baseline from the bottom, in points."""

    words: str
    x0: float
    x1: float
    y: float
    size: float
    upright: bool = True

    @property
    def top(self) -> float:
        """About the upper edge."""
        return self.y + self.size


class _Place(NamedTuple):
    x: float
    y: float
    right: float
    size: float
    upright: bool


def lines_of(textpage: Any) -> list[Line]:
    """The lines of a pypdfium2 text page in the order of its content; pieces of one row are put together."""
    count = textpage.count_chars()
    if count <= 0:
        return []
    text = textpage.get_text_range(0, count)
    if len(text) != count:
        text = "".join(_character(textpage, index) for index in range(count))
    found: list[Line] = []
    for start, end in _rows(text):
        line = _line(textpage, text, start, end)
        if line is not None and not (found and _joined(found, line)):
            found.append(line)
    return found


def _character(textpage: Any, index: int) -> str:
    """One character for one index, whatever it is."""
    point = pdfium.FPDFText_GetUnicode(textpage, index)
    return chr(point) if 0 < point < 0x110000 and not 0xD800 <= point < 0xE000 else "\ufffd" if point else "\u0000"


def _rows(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _BREAKS.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _line(textpage: Any, text: str, start: int, end: int) -> Line | None:
    words = text[start:end]
    inner = words.strip(" \t\u00a0\u3000\ufeff\u200b\u0000\uffff")
    if not inner:
        return None
    first = start + words.index(inner)
    last = first + len(inner) - 1
    begin, close = _place(textpage, first), _place(textpage, last)
    middle = _place(textpage, (first + last) // 2) if last - first > 3 else begin
    # typesetters set figures among Chinese a little apart; the library makes a blank of it that the file does not hold
    inner = SEAM.sub(lambda gap: "" if pdfium.FPDFText_IsGenerated(textpage, first + gap.start()) == 1 else " ", inner)
    shown = _BLANKS.sub(" ", inner).translate(_HYPHENS).strip()
    if not shown:
        return None
    # a raised figure may stand in front; leaders behind a title are often smaller than it
    size = begin.size if begin.size > _RAISED * middle.size else middle.size
    return Line(shown, begin.x, close.right, begin.y, size, begin.upright and middle.upright)


def _place(textpage: Any, index: int) -> _Place:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetLooseCharBox(textpage, index, box)
    size = pdfium.FPDFText_GetFontSize(textpage, index)
    upright = True
    if pdfium.FPDFText_GetMatrix(textpage, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
        upright = abs(matrix.b) <= _MATHEMATICAL_SLOPE * max(abs(matrix.a), 1e-6)
    return _Place(x.value, y.value, max(box.right, x.value), round(size * 2) / 2 or 0.5, upright)


def _joined(found: list[Line], line: Line) -> bool:
    """Puts ``line`` to the one before it when both are pieces of one row; else False."""
    before = found[-1]
    size = max(before.size, line.size)
    gap = line.x0 - before.x1
    if abs(before.y - line.y) > _SAME_ROW * size or gap < -0.5 * size or not (before.upright and line.upright):
        return False
    between = "\t" if gap > _TAB * size else " " if gap > 0.15 * size else ""
    wider = before if len(before.words) >= len(line.words) else line
    found[-1] = Line(before.words + between + line.words, before.x0, line.x1, before.y, wider.size)
    return True
