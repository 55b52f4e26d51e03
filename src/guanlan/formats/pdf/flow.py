"""Lines in the order of the content → paragraphs → blocks of the draft."""

from __future__ import annotations

from typing import NamedTuple

from guanlan.formats.draft import Draft
from guanlan.formats.pdf import contents
from guanlan.formats.pdf.joining import Step, goes_on, is_full
from guanlan.formats.pdf.lines import Line
from guanlan.formats.pdf.measures import Measures, Zone, measure, zones_of
from guanlan.formats.pdf.rules import Box
from guanlan.formats.pdf.running import furniture
from guanlan.formats.pdf.sheets import Sheet
from guanlan.formats.pdf.tables import Table
from guanlan.records.reading import BlockKind

_LEAST_ENTRIES = 3  # led lines make a page one of contents


class Placed(NamedTuple):
    """A line where it is set: page, place among the page's lines, the edges around it."""

    page: int
    order: int
    line: Line
    zone: Zone
    entry: bool = False  # of a contents list, with its page number


class Thing(NamedTuple):
    """Something in the flow that is no line of a paragraph: furniture, a picture, a table."""

    page: int
    order: int
    kind: BlockKind
    words: str = ""
    table: Table | None = None


class Writer:
    """Writes lines and things into a draft. What a page or a thing cuts goes on with ``continues``."""

    def __init__(self, draft: Draft, measures: Measures) -> None:
        self._draft = draft
        self._measures = measures
        self._lines: list[Placed] = []  # of the paragraph, not yet written
        self._goes_on = False  # the lines go on with what was written
        self._before: Placed | None = None
        self._count = 0  # lines of the paragraph so far

    def line(self, item: Placed) -> None:
        """The next line of text."""
        belongs = self._before is not None and self._belongs(self._before, item)
        if not belongs or not self._lines:
            self.flush()
            self._goes_on = belongs
        self._count = self._count + 1 if belongs else 1
        self._lines.append(item)
        self._before = item

    def thing(self, thing: Thing) -> None:
        """Something between lines."""
        self.flush()
        path = f"page[{thing.page}]/line[{thing.order + 1}]"
        if thing.table is not None:
            for cell in thing.table.cells:
                place = (cell.row, cell.column)
                self._draft.add(BlockKind.CELL, cell.words, path=path, page=thing.page, cell=place)
        else:
            self._draft.add(thing.kind, thing.words, path=path, page=thing.page)

    def flush(self) -> None:
        """Writes the lines that wait."""
        if not self._lines:
            return
        first = self._lines[0]
        words = joined([item.line.words for item in self._lines])
        level = self._measures.level(first.line.size)
        kind = BlockKind.PARAGRAPH if level is None else BlockKind.HEADING
        if any(item.entry for item in self._lines):
            kind, level, words = BlockKind.CONTENTS, None, contents.plain(words)
        path = f"page[{first.page}]/line[{first.order + 1}]"
        self._draft.add(kind, words, path=path, level=level, page=first.page, continues=self._goes_on)
        self._lines, self._goes_on = [], False

    def _belongs(self, before: Placed, item: Placed) -> bool:
        if before.entry:
            return False
        if item.entry:
            # a title over two lines: the leaders and the number stand on the second
            return before.page == item.page and is_full(before.line, item.line, before.zone)
        over = before.page != item.page
        step = Step(before.line, item.line, before.zone, item.zone, self._count == 1, over)
        return goes_on(step, self._measures)


def write(draft: Draft, sheets: list[Sheet], tables: dict[int, list[Table]]) -> None:
    """All pages into ``draft``."""
    aside = furniture(sheets)
    measures = measure(
        [[line for index, line in enumerate(sheet.lines) if (sheet.number, index) not in aside] for sheet in sheets]
    )
    writer = Writer(draft, measures)
    for sheet in sheets:
        for item in _flow(sheet, aside, tables.get(sheet.number, []), measures):
            if isinstance(item, Thing):
                writer.thing(item)
            else:
                writer.line(item)
        writer.flush()
        draft.end_page(sheet.number)


def _flow(sheet: Sheet, aside: set[tuple[int, int]], tables: list[Table], measures: Measures) -> list[Placed | Thing]:
    """What stands on a page, in the order of its content; pictures go before the first line below them."""
    kept = [index for index in range(len(sheet.lines)) if (sheet.number, index) not in aside]
    zones = dict(zip(kept, zones_of([sheet.lines[index] for index in kept], measures), strict=True))
    entries = _entries([sheet.lines[index] for index in kept])
    pictures = sorted(sheet.pictures, key=lambda box: -box.y1)
    waiting = list(tables)
    found: list[Placed | Thing] = []
    for index, line in enumerate(sheet.lines):
        if index not in zones:
            found.append(Thing(sheet.number, index, BlockKind.FURNITURE, line.words))
            continue
        while pictures and line.y < pictures[0].y0:
            pictures.pop(0)
            found.append(Thing(sheet.number, index, BlockKind.PICTURE))
        inside = next((table for table in tables if _within(line, table.box)), None)
        if inside is None:
            found.append(Placed(sheet.number, index, line, zones[index], line in entries))
        elif inside in waiting:
            waiting.remove(inside)
            found.append(Thing(sheet.number, index, BlockKind.CELL, table=inside))
    return found + [Thing(sheet.number, len(sheet.lines), BlockKind.PICTURE) for _ in pictures]


def _entries(lines: list[Line]) -> frozenset[Line]:
    """The lines of a contents list that end in a page number; beside led lines those that reach the same edge."""
    led = [line for line in lines if contents.is_led(line.words)]
    if len(led) < _LEAST_ENTRIES:
        return frozenset()
    edge = max(line.x1 for line in led)
    return frozenset(line for line in lines if line.x1 > edge - line.size / 2 and contents.is_entry(line.words))


def _within(line: Line, box: Box) -> bool:
    middle = (line.x0 + line.x1) / 2
    return box.x0 - 2 <= middle <= box.x1 + 2 and box.y0 - 2 <= line.y + line.size / 3 <= box.y1 + 2


def joined(lines: list[str]) -> str:
    """The lines of a paragraph as one: Latin words keep a blank between them.

    >>> joined(["依据 Cyber", "Resilience Act 第", "十四条"])
    '依据 Cyber Resilience Act 第十四条'
    """
    words = lines[0]
    for line in lines[1:]:
        latin = words[-1:].isascii() and line[:1].isascii() and not words.endswith(("-", "/"))
        words += (" " if latin else "") + line
    return words
