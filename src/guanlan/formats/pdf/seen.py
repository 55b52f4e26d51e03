"""Lines that a recogniser saw on pages → blocks, one a line, with their boxes in their paths."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from guanlan.formats.draft import Draft
from guanlan.formats.ocr import Seen
from guanlan.formats.pdf.joining import Step, goes_on
from guanlan.formats.pdf.lines import Line
from guanlan.formats.pdf.measures import Measures, Zone, measure, zones_of
from guanlan.formats.pdf.rows import in_rows
from guanlan.formats.pdf.running import furniture
from guanlan.formats.pdf.sheets import Sheet
from guanlan.records.reading import BlockKind

# Boxes are as high as their tallest character, so lines of one type differ: these count as the text's own size
_LOW, _HIGH = 0.75, 1.3
_STEP = 0.25  # of the text's size: larger lines are sorted to such steps
_BASELINE = 0.15  # of the height: what a box holds below the baseline


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
            path = _path(sheet, line)
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
    """The height of most characters."""
    heights = sorted((seen.y1 - seen.y0, len(seen.words)) for page in pages for seen in page.lines)
    half = sum(count for _, count in heights) / 2
    for height, count in heights:
        half -= count
        if half <= 0:
            return max(height, 1.0)
    return 1.0


def _lines(page: SeenPage, usual: float) -> list[Line]:
    return in_rows([_line(page, seen, usual) for seen in page.lines])


def _line(page: SeenPage, seen: Seen, usual: float) -> Line:
    height = seen.y1 - seen.y0
    share = height / usual
    size = usual if _LOW <= share <= _HIGH else max(round(share / _STEP), 1) * _STEP * usual
    return Line(seen.words, seen.x0, seen.x1, page.height - seen.y1 + _BASELINE * height, size)


def _path(sheet: Sheet, line: Line) -> str:
    """The page and the box, in the unit of the page from its upper left."""
    bottom = sheet.height - line.y
    sides = (line.x0, bottom - line.size, line.x1, bottom)
    return f"page[{sheet.number}]/box[{','.join(str(round(side)) for side in sides)}]"
