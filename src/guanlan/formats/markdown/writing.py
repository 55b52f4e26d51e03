"""Lines and marks of Markdown → blocks over the unaltered text."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise

from guanlan.formats.elements import HIDDEN, PARTING, heading_level
from guanlan.formats.lines import trimmed
from guanlan.formats.markdown.inline import Mark, MarkKind, emphasis, marks_of, tag_name
from guanlan.formats.markdown.lines import Line, LineKind
from guanlan.records.reading import Block, BlockKind, Link

_SOURCE = re.compile(r"""\b(?:data-src|src)\s*=\s*["']?([^"'\s>]+)""", re.I)
_ALT = re.compile(r"""\balt\s*=\s*["']([^"'>]*)""", re.I)
_HREF = re.compile(r"""\bhref\s*=\s*["']?([^"'\s>]+)""", re.I)
_BLOCK_KINDS = {
    LineKind.HEADING: BlockKind.HEADING,
    LineKind.ITEM: BlockKind.ITEM,
    LineKind.MATTER: BlockKind.FURNITURE,
}


class BlockWriter:
    """Collects blocks in order. Tags carry state over lines: inside a cell, a heading, a hidden element, a link."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self._kind = BlockKind.PARAGRAPH
        self._level: int | None = None
        self._row: int | None = None
        self._column: int | None = None
        self._tag_kinds: list[str] = []
        self._hidden = ""
        self._link: tuple[int, str] | None = None
        self._fresh = True
        self._table_row = 0
        self._number = 0

    def paragraph(self, lines: list[Line]) -> None:
        """The lines of one paragraph; each after the first goes on with it, unless the author broke it there."""
        found = [marks_of(self.text, line.start, line.end) for line in lines]
        emphasised = sorted(emphasis(self.text, (run for marks in found for run in marks.runs)))
        self._kind = _BLOCK_KINDS.get(lines[0].kind, BlockKind.PARAGRAPH)
        self._level = lines[0].level or None
        self._fresh = True
        for index, (line, marks) in enumerate(zip(lines, found, strict=True)):
            if index and not goes_on(self.text, lines[index - 1], line):
                self._fresh = True
            inside = emphasised[bisect_left(emphasised, (line.start,)) : bisect_left(emphasised, (line.end,))]
            self._line(line.start, line.end, sorted([*marks.marks, *inside]))
            self._linked(marks.links)

    def row(self, line: Line, *, first: bool) -> None:
        """A table row between bars: one cell each."""
        self._table_row = 1 if first else self._table_row + 1
        marks = marks_of(self.text, line.start, line.end)
        drops = sorted([*marks.marks, *emphasis(self.text, marks.runs)])
        self._kind, self._level = BlockKind.CELL, None
        for column, (start, end) in enumerate(_cells(self.text, line.start, line.end), 1):
            self._row, self._column, self._fresh = self._table_row, column, True
            self._line(start, end, [mark for mark in drops if start <= mark.start < end])
        self._row = self._column = None
        self._linked(marks.links)

    def verbatim(self, line: Line) -> None:
        """A line of code or front matter: all of it is words."""
        self._kind, self._level, self._fresh = _BLOCK_KINDS.get(line.kind, BlockKind.PARAGRAPH), None, True
        self._words(line.start, line.end)

    def _linked(self, links: list[tuple[int, int, str]]) -> None:
        for start, end, target in links:
            first, last = trimmed(self.text, start, end)
            if first < last and not self._hidden:
                self.links.append(Link(first, last, html.unescape(target)))

    def _line(self, start: int, end: int, marks: Iterable[Mark]) -> None:
        at = start
        for mark in marks:
            if mark.start < at:
                continue
            self._words(at, mark.start)
            at = mark.end
            if mark.kind is MarkKind.PICTURE:
                self._picture(mark)
            elif mark.kind is MarkKind.TAG:
                self._tag(mark)
        self._words(at, end)

    def _words(self, start: int, end: int) -> None:
        start, end = trimmed(self.text, start, end)
        if start == end or self._hidden:
            return
        kind = self._tag_kind() or self._kind
        goes_on_ = not self._fresh and bool(self.blocks)
        self._number += not goes_on_
        self.blocks.append(
            Block(
                kind,
                start,
                end,
                path=f"block[{self._number}]",
                level=self._level if kind is BlockKind.HEADING else None,
                row=self._row if kind is BlockKind.CELL else None,
                column=self._column if kind is BlockKind.CELL else None,
                continues=goes_on_,
            )
        )
        self._fresh = False

    def _picture(self, mark: Mark) -> None:
        if self._hidden:
            return
        start, end = trimmed(self.text, *mark.words)
        self._number += 1
        self.blocks.append(
            Block(
                BlockKind.PICTURE, start, end, path=f"block[{self._number}]", target=html.unescape(mark.value) or None
            )
        )

    def _tag_kind(self) -> BlockKind | None:
        for name in reversed(self._tag_kinds):
            if name in ("td", "th"):
                return BlockKind.CELL
            if name == "li":
                return BlockKind.ITEM
            return BlockKind.HEADING
        return None

    def _tag(self, mark: Mark) -> None:
        name, closing = tag_name(mark.value), mark.value.startswith("</")
        if name in HIDDEN:
            self._hidden = "" if closing and name == self._hidden else self._hidden or ("" if closing else name)
        elif name == "img" and not closing:
            self._image_tag(mark)
        elif name == "a":
            self._anchor(mark, closing=closing)
        elif name in PARTING:
            self._fresh = True
            self._structure(name, closing=closing)

    def _structure(self, name: str, *, closing: bool) -> None:
        if name == "table":
            self._row = self._column = None
        elif name == "tr" and not closing:
            self._row, self._column = (self._row or 0) + 1, 0
        elif name in ("td", "th", "li") or heading_level(name):
            self._nested(name, closing=closing)

    def _nested(self, name: str, *, closing: bool) -> None:
        if closing:
            if name in self._tag_kinds:
                del self._tag_kinds[len(self._tag_kinds) - 1 - self._tag_kinds[::-1].index(name) :]
            return
        if name in ("td", "th"):
            self._row, self._column = self._row or 1, (self._column or 0) + 1
        else:
            self._level = heading_level(name) or self._level
        if len(self._tag_kinds) < 64:  # deeper lists are no lists
            self._tag_kinds.append(name)

    def _image_tag(self, mark: Mark) -> None:
        source, alt = _SOURCE.search(mark.value), _ALT.search(mark.value)
        words = (mark.start + alt.start(1), mark.start + alt.end(1)) if alt else (mark.start, mark.start)
        self._picture(Mark(mark.start, mark.end, MarkKind.PICTURE, source[1] if source else "", words))

    def _anchor(self, mark: Mark, *, closing: bool) -> None:
        if not closing:
            found = _HREF.search(mark.value)
            self._link = (mark.end, html.unescape(found[1])) if found else None
        elif self._link is not None:
            start, end = trimmed(self.text, self._link[0], mark.start)
            if start < end and "\n" not in self.text[start:end]:
                self.links.append(Link(start, end, self._link[1]))
            self._link = None


_ENDS = "。！？；：.!?;:”）)》】"
_OPENERS = "（《“‘【〔(["
_CLOSERS = "，。、；：？！）》”’】〕,;)]"
_BEGINS = re.compile(
    r"[（(]?[一二三四五六七八九十百\d]{1,4}[）)、.．]|第[一二三四五六七八九十百零〇\d]+[章节条款项]|案例|[■●◆▲★※○•·]|\|"
)
# A converter wraps at 30 and more; a shorter line was ended by its author
_WRAPPED_FROM = 28


def goes_on(text: str, before: Line, line: Line) -> bool:
    """Whether ``line`` goes on with the line above it in the same paragraph.

    A mark that cannot begin a line, or end one, shows a cut made by a converter, even where the break is a hard one.
    Chinese authors break lines to part paragraphs, so a soft break joins only where the line above is a full one that
    ends inside a sentence and the new line begins nothing of its own. Latin text wraps as Markdown says.
    """
    above, below = text[before.start : before.end].strip(), text[line.start : line.end].strip()
    if not above or not below:
        return False
    plain_above, plain_below = above.strip("*_ "), below.strip("*_ ")
    if plain_above[-1:] in _OPENERS or plain_below[:1] in _CLOSERS:
        return bool(plain_above and plain_below)
    if before.hard or _BEGINS.match(plain_below):
        return False
    if plain_above[-1:].isascii() and plain_below[:1].isascii():
        return True
    return len(plain_above) >= _WRAPPED_FROM and plain_above[-1:] not in _ENDS


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The spans between the bars of a row; an escaped bar parts nothing."""
    bars = [found.start() for found in re.finditer(r"(?<!\\)\|", text[start:end])]
    edges = [start - 1, *(start + bar for bar in bars), end]
    spans = [(left + 1, right) for left, right in pairwise(edges)]
    if spans and not text[slice(*spans[0])].strip():
        spans = spans[1:]
    if spans and not text[slice(*spans[-1])].strip():
        spans = spans[:-1]
    return spans
