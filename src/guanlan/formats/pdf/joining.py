"""Whether a line goes on with the paragraph of the line before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from guanlan.formats.pdf.lines import Line
from guanlan.formats.pdf.measures import Measures, Zone

_STOPS = "。！？；：.!?;:"
_OPEN = ("、", "，")  # no paragraph ends in these, wherever its lines are broken
_LOOSE = 2.4  # sizes: lines set apart further than double spacing do not belong together
_AFTER_STOP = '”’）》」』)"'
_OPENERS = "（《“‘【〔「『(["
_CLOSERS = "，。、；：？！）》”’】〕」』,.;:!?)]%％"
_LATIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9.,:/%@#&_+\-]*")
_BEGINS = re.compile(
    r"[（(](?:[一二三四五六七八九十百]{1,4}|\d{1,3})[）)]|[一二三四五六七八九十百]{1,4}、|\d{1,3}(?:[、．]|\.(?!\d))|"
    r"第[一二三四五六七八九十百零〇\d]{1,6}[编章节条]|案例[一二三四五六七八九十\d]|附件?[:：\d]|[■●◆▲★•·]"
)
_MARKED = re.compile(r"(?:[（(]?(?:[一二三四五六七八九十百]{1,4}|\d{1,3})[）)、.．]|[■●◆▲★•·\-])")


class Step(NamedTuple):
    """From one line to the next: both lines, the edges of both, and whether a page lies between."""

    before: Line
    line: Line
    zone_before: Zone
    zone: Zone
    first: bool  # ``before`` is the first line of its paragraph
    page_between: bool


def goes_on(step: Step, measures: Measures) -> bool:
    """The rules, strongest first: size, gap, indent, a line that ended early, marks."""
    before, line = step.before, step.line
    if abs(before.size - line.size) > 0.6:
        return False
    if before.words[-1:] in _OPEN and not step.page_between and 0 < before.y - line.y < _LOOSE * line.size:
        return True
    if not step.page_between and before.y - line.y > 1.35 * measures.pitch(line.size):
        return False
    if not is_full(before, line, step.zone_before):
        return not step.page_between and _is_latin_title(before, line)
    if step.page_between or line.y >= before.y:
        return _over_page(step, measures)
    if line.x0 > before.x0 + 1.2 * line.size:
        return _hangs(step, measures)
    if line.x0 < before.x0 - 0.8 * line.size:
        return step.first
    return _same_edge(step, measures)


def _is_latin_title(before: Line, line: Line) -> bool:
    """Capitals over several lines, broken where they look well."""
    capitals = before.words.isascii() and line.words.isascii() and before.words.isupper() and line.words.isupper()
    return capitals and not _stops(before)


def is_full(before: Line, line: Line, zone: Zone) -> bool:
    """Whether the first word of ``line`` had no room behind ``before``. Marks that
    cannot begin or end a line go with it."""
    words = line.words.lstrip(_OPENERS)
    room = line.size * (len(line.words) - len(words))
    latin = _LATIN.match(words)
    room += 0.55 * line.size * len(latin[0]) if latin else line.size
    rest = words[latin.end() if latin else 1 :][:4]
    room += line.size * (len(rest) - len(rest.lstrip(_CLOSERS)))
    return before.x1 + room > zone.right - 0.5 * line.size


def _over_page(step: Step, measures: Measures) -> bool:
    """Over a page only text goes on, at the left edge; after a stop only where paragraphs are indented."""
    line = step.line
    if line.x0 > step.zone.left + 1.2 * line.size or line.x0 > measures.left + 1.2 * line.size < step.before.x0:
        return False
    if measures.level(line.size) is not None:
        return False
    return measures.indented or not (_stops(step.before) or _BEGINS.match(line.words))


def _hangs(step: Step, measures: Measures) -> bool:
    """An indented line below one that is not: a new paragraph, but for headings and numbered items that hang."""
    if measures.level(step.line.size) is not None:
        return True
    hanging = step.first and step.before.x0 < step.zone.left + 0.8 * step.line.size
    return hanging and bool(_MARKED.match(step.before.words)) and not _stops(step.before)


def _same_edge(step: Step, measures: Measures) -> bool:
    before, line = step.before, step.line
    inside = line.x0 > step.zone.left + 1.2 * line.size
    if inside and step.first:
        # two lines that are both indented: two paragraphs of a line each, or an inset heading over two lines
        return not _stops(before) and not _BEGINS.match(line.words)
    if _stops(before) and not measures.indented:
        return not _BEGINS.match(line.words)
    return not (_BEGINS.match(line.words) and _stops(before) and not measures.indented)


def _stops(line: Line) -> bool:
    return line.words.rstrip(_AFTER_STOP)[-1:] in _STOPS
