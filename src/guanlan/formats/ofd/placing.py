"""Text objects of a page → rows of words with their places (GB/T 33190-2016, §11)."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from guanlan.formats.ofd.package import inside
from guanlan.formats.pdf.lines import Line
from guanlan.formats.pdf.rows import in_rows
from guanlan.formats.pdf.rules import Box

POINTS = 72 / 25.4  # the format measures in millimetres
_PICTURE, _WHOLE_PAGE = 36.0, 0.85  # as in PDF
_SLOPE = 0.05  # of the baseline; steeper text is a watermark or stands on its side
_MOST_STEPS = 20_000  # places that one run of deltas may stand for
_DEFAULT_SIZE = 3.7  # millimetres, 10.5 points; the standard leaves a missing size open


def numbers(given: str | None) -> list[float]:
    """The numbers of an attribute; none where it is broken.

    >>> numbers("10 20.5 5 5")
    [10.0, 20.5, 5.0, 5.0]
    """
    try:
        found = [float(one) for one in (given or "").split()]
    except ValueError:
        return []
    return found if all(math.isfinite(one) and abs(one) < 1e6 for one in found) else []


def deltas(given: str | None) -> list[float]:
    """The ways from character to character; ``g 3 5.2`` stands for three of 5.2 (§11.3, table 46).

    >>> deltas("4 g 2 5.2")
    [4.0, 5.2, 5.2]
    """
    found: list[float] = []
    words = iter((given or "").split())
    for word in words:
        if word != "g":
            found += numbers(word)[:1]
            continue
        count, step = numbers(next(words, "")), numbers(next(words, ""))
        if not count or not step or len(found) > _MOST_STEPS:
            break
        found += step * min(int(max(count[0], 0)), _MOST_STEPS)
    return found


def lines_of(pages: Iterable[Element], height: float) -> list[Line]:
    """The rows of words on a page (its templates first), from top to bottom; ``height`` in points."""
    return in_rows([run for page in pages for item in inside(page, "TextObject") for run in _runs(item, height)])


def _runs(item: Element, height: float) -> Iterator[Line]:
    if (item.get("Visible") or "").lower() == "false":
        return
    box = (numbers(item.get("Boundary")) + [0.0] * 4)[:4]
    matrix = numbers(item.get("CTM"))
    a, b, c, d, e, f = matrix if len(matrix) == 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    size = (numbers(item.get("Size")) or [_DEFAULT_SIZE])[0]
    scale = (numbers(item.get("HScale")) or [1.0])[0] or 1.0
    upright = abs(b) <= _SLOPE * max(abs(a), 1e-6)
    x = y = 0.0
    for code in inside(item, "TextCode"):
        words = "".join(character if character.isprintable() else " " for character in code.text or "")
        x, y = (numbers(code.get("X")) or [x])[0], (numbers(code.get("Y")) or [y])[0]
        if not words.strip():
            continue
        wide = _width(words, deltas(code.get("DeltaX")), size) * scale
        left, base = box[0] + a * x + c * y + e, box[1] + b * x + d * y + f
        shown = size * (math.hypot(c, d) or 1.0)
        yield Line(
            words,
            left * POINTS,
            (left + wide * (abs(a) or 1.0)) * POINTS,
            height - base * POINTS,
            round(shown * POINTS * 2) / 2 or 0.5,
            upright,
        )


def _width(words: str, steps: list[float], size: float) -> float:
    """From the first character to the right edge of the last; half a size for what is narrow."""
    wide = [size if unicodedata.east_asian_width(character) in "WFA" else size / 2 for character in words]
    last = len(words) - 1
    return sum(steps[index] if index < len(steps) else wide[index] for index in range(last)) + wide[last]


def pictures_of(page: Element, width: float, height: float) -> list[Box]:
    """The places of a page's pictures, marks and grounds left out."""
    found = []
    for item in inside(page, "ImageObject"):
        place = numbers(item.get("Boundary"))
        if len(place) != 4:
            continue
        x, y, wide, high = (one * POINTS for one in place)
        if min(wide, high) >= _PICTURE and wide * high < _WHOLE_PAGE * width * height:
            found.append(Box(x, height - y - high, x + wide, height - y))
    return found
