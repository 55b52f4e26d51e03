"""Lines that a recogniser saw on pages → blocks, one a line, with their boxes in their paths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import east_asian_width

from guanlan.formats.draft import Draft
from guanlan.formats.ocr import Seen
from guanlan.formats.pdf.joining import Step, goes_on
from guanlan.formats.pdf.lines import Line
from guanlan.formats.pdf.measures import Measures, Zone, measure, zones_of
from guanlan.formats.pdf.rows import in_rows
from guanlan.formats.pdf.running import furniture
from guanlan.formats.pdf.sheets import Sheet
from guanlan.records.reading import BlockKind

# Boxes are drawn around ink, so lines of one type differ: these count as the text's own size
_LOW, _HIGH = 0.75, 1.25
_STEP = 0.25  # of the text's size: larger lines are sorted to such steps
_BASELINE = 0.38  # of the size: so far the baseline stands below the middle of a Chinese character
_WIDE_ENOUGH = 3  # characters: the width of fewer says little of their size
_INK = 0.8  # of a box's height is the size of its type: recognisers draw wide boxes


class SeenPage(NamedTuple):
    """What was seen on one page: size and boxes in one unit, and the red head where it has one."""

    width: float
    height: float
    lines: Sequence[Seen]
    red_head: Seen | None = None


class _Placed(NamedTuple):
    page: int
    line: Line
    zone: Zone


def write_seen(draft: Draft, pages: Sequence[SeenPage]) -> None:
    """All pages into ``draft``; a line that goes on with the one before it ``continues``, over pages too."""
    usual = _usual(pages)
    sheets = [
        Sheet(number, page.width, page.height, _lines(page, usual), [], True, False)  # noqa: FBT003
        for number, page in enumerate(pages, 1)
    ]
    aside = furniture(sheets) if len(sheets) > 1 else set()
    kept = [[line for index, line in enumerate(sheet.lines) if (sheet.number, index) not in aside] for sheet in sheets]
    measures = measure(kept)
    before: _Placed | None = None
    count = 0
    for sheet, page, lines in zip(sheets, pages, kept, strict=True):
        zones = iter(zones_of(lines, measures))
        for index, line in enumerate(sheet.lines):
            path = _path(sheet.number, page, line)
            if (sheet.number, index) in aside:
                draft.add(BlockKind.FURNITURE, line.words, path=path, page=sheet.number)
                continue
            placed = _Placed(sheet.number, line, next(zones))
            level = _level(page, line, measures)
            belongs = before is not None and level is None and _belongs(before, placed, measures, first=count == 1)
            count = count + 1 if belongs else 1
            kind = BlockKind.PARAGRAPH if level is None else BlockKind.HEADING
            draft.add(kind, line.words, path=path, level=level, page=sheet.number, continues=belongs)
            before = placed if level is None else None
        draft.end_page(sheet.number)


def _belongs(before: _Placed, placed: _Placed, measures: Measures, *, first: bool) -> bool:
    step = Step(before.line, placed.line, before.zone, placed.zone, first, before.page != placed.page)
    return goes_on(step, measures)


def _level(page: SeenPage, line: Line, measures: Measures) -> int | None:
    if page.red_head is not None and line.words == page.red_head.words:
        return 1
    return measures.level(line.size)


def _usual(pages: Sequence[SeenPage]) -> float:
    """The size of most characters."""
    sizes = sorted((_size(seen), len(seen.words)) for page in pages for seen in page.lines)
    half = sum(count for _, count in sizes) / 2
    for size, count in sizes:
        half -= count
        if half <= 0:
            return max(size, 1.0)
    return 1.0


def _size(seen: Seen) -> float:
    """About the size of a line's type: its width over its characters, since boxes are of any height."""
    ems = sum(1.0 if east_asian_width(one) in "WFA" else 0.5 for one in seen.words)
    return (seen.x1 - seen.x0) / ems if ems >= _WIDE_ENOUGH else _INK * (seen.y1 - seen.y0)


def _lines(page: SeenPage, usual: float) -> list[Line]:
    return in_rows([_line(page, seen, usual) for seen in page.lines])


def _line(page: SeenPage, seen: Seen, usual: float) -> Line:
    share = _size(seen) / usual
    size = usual if _LOW <= share <= _HIGH else max(round(share / _STEP), 1) * _STEP * usual
    middle = (seen.y0 + seen.y1) / 2
    return Line(seen.words, seen.x0, seen.x1, page.height - middle - _BASELINE * size, size)


def _path(number: int, page: SeenPage, line: Line) -> str:
    """The page and the box of a row, in the unit of the page from its upper left."""
    boxes = [seen for seen in page.lines if seen.words in line.words and _on_row(page, seen, line)]
    sides = (
        min((seen.x0 for seen in boxes), default=line.x0),
        min((seen.y0 for seen in boxes), default=page.height - line.top),
        max((seen.x1 for seen in boxes), default=line.x1),
        max((seen.y1 for seen in boxes), default=page.height - line.y),
    )
    return f"page[{number}]/box[{','.join(str(round(side)) for side in sides)}]"


def _on_row(page: SeenPage, seen: Seen, line: Line) -> bool:
    return seen.y0 < page.height - line.y - _BASELINE * line.size < seen.y1
