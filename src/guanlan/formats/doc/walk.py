"""The characters of a part → blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from guanlan.formats.counting import Counter
from guanlan.formats.doc.fields import Fields
from guanlan.formats.doc.properties import Paragraph
from guanlan.formats.draft import Draft
from guanlan.records.reading import BlockKind, Link

_CONTROL = re.compile("[\0-\x08\x0a-\x1f]")
_CELL, _LINE, _PAGE, _PARAGRAPH, _COLUMN = "\x07", "\x0b", "\x0c", "\x0d", "\x0e"
_ENDS = frozenset({_CELL, _LINE, _PAGE, _PARAGRAPH, _COLUMN})
_FIELD = {"\x13": Fields.begin, "\x14": Fields.separate, "\x15": Fields.end}
_SHOWN = {"\x1e": "-", "\x1f": "\u00ad"}
_PICTURE = "\x01"
_EDGE = " \t\u3000\u00a0\u200b\ufeff"
_HEADINGS, _TITLE, _CONTENTS = range(1, 10), 62, range(19, 28)


class Piece(NamedTuple):
    """Words up to a mark that ends a line, a paragraph or a cell; where they lead; what is said of the paragraph."""

    words: str
    links: list[tuple[int, int, str]]
    pictures: int
    mark: str
    paragraph: Paragraph


class _Words:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.links: list[tuple[int, int, str]] = []
        self.pictures = 0

    def add(self, words: str, target: str) -> None:
        if target and words:
            self.links.append((self.length, self.length + len(words), target))
        self.parts.append(words)
        self.length += len(words)


def pieces_of(text: str, start: int, end: int, paragraph_at: Callable[[int], Paragraph]) -> Iterator[Piece]:
    """All of ``text[start:end]``, cut at the marks."""
    fields, words, at = Fields(), _Words(), start
    for found in _CONTROL.finditer(text, start, end):
        _add(words, fields, text[at : found.start()])
        at, mark = found.end(), found[0]
        if mark in _FIELD:
            _FIELD[mark](fields)
        elif mark in _SHOWN:
            _add(words, fields, _SHOWN[mark])
        elif mark == _PICTURE:
            words.pictures += fields.shows("")
        elif mark in _ENDS:
            yield Piece("".join(words.parts), words.links, words.pictures, mark, paragraph_at(found.start()))
            words = _Words()
    _add(words, fields, text[at:end])
    if words.parts:
        yield Piece("".join(words.parts), words.links, words.pictures, _PARAGRAPH, paragraph_at(max(end - 1, start)))


def _add(words: _Words, fields: Fields, run: str) -> None:
    if run and fields.shows(run):
        words.add(run, fields.target)


class Writer:
    """Writes pieces into a draft; rows of a table wait until it is known whether they are one."""

    def __init__(self, draft: Draft, counter: Counter, path: str, *, furniture: bool = False) -> None:
        self._draft = draft
        self._counter = counter
        self._begins = True  # a line break within a paragraph shows no number again
        self._path = path
        self._furniture = furniture
        self._rows: list[list[list[Piece]]] = []
        self._row: list[list[Piece]] = [[]]
        self._paragraphs = self._tables = 0
        self._goes_on = False

    def write(self, piece: Piece) -> None:
        """The next piece."""
        paragraph = piece.paragraph
        if paragraph.row_end:
            self._rows.append([cell for cell in self._row if cell])
            self._row = [[]]
        elif paragraph.in_table:
            self._row[-1].append(piece)
            if piece.mark == _CELL:
                self._row.append([])
        else:
            self.flush()
            self._piece(piece, None)

    def flush(self) -> None:
        """Writes the table that waits. One row or one column is no table but a frame."""
        if any(self._row):
            self._rows.append([cell for cell in self._row if cell])
            self._row = [[]]
        rows, self._rows = self._rows, []
        data = len(rows) > 1 and max(map(len, rows)) > 1
        self._tables += 1 if data else 0
        for number, row in enumerate(rows, 1):
            for column, cell in enumerate(row, 1):
                for piece in cell:
                    self._piece(piece, (number, column) if data else None)

    def _piece(self, piece: Piece, cell: tuple[int, int] | None) -> None:
        words = piece.words.strip(_EDGE)
        self._paragraphs += 1
        table = f"/tbl[{self._tables}]" if cell else ""
        path = f"{self._path}{table}/p[{self._paragraphs}]"
        if words.strip():
            label = self._label(piece.paragraph)
            kind, level = self._kind(piece.paragraph, cell)
            whole = label + words
            block = self._draft.add(kind, whole, path=path, level=level, cell=cell, continues=self._goes_on)
            self._link(piece, words, block.start + len(label))
            # a line break inside a heading leaves it one heading
            self._goes_on = kind is BlockKind.HEADING and piece.mark == _LINE
        else:
            self._goes_on = False
        self._begins = piece.mark != _LINE
        for _ in range(0 if self._furniture else piece.pictures):
            self._draft.add(BlockKind.PICTURE, "", path=path)

    def _link(self, piece: Piece, words: str, at: int) -> None:
        """Notes the links over ``words``, which stand at ``at``."""
        offset = piece.words.index(words)
        for start, end, target in piece.links:
            first, last = max(start - offset, 0), min(end - offset, len(words))
            if first < last:
                self._draft.links.append(Link(at + first, at + last, target))

    def _label(self, paragraph: Paragraph) -> str:
        """The number that Word shows before a paragraph."""
        if not self._begins or not paragraph.list_id:
            return ""
        return self._counter.label(paragraph.list_id, paragraph.list_level) or ""

    def _kind(self, paragraph: Paragraph, cell: tuple[int, int] | None) -> tuple[BlockKind, int | None]:
        style = paragraph.style
        if self._furniture:
            return BlockKind.FURNITURE, None
        if style in _CONTENTS:
            return BlockKind.CONTENTS, None
        if cell:
            return BlockKind.CELL, None
        level = 1 if style == _TITLE else style if style in _HEADINGS else paragraph.outline
        if level:
            return BlockKind.HEADING, level
        return (BlockKind.ITEM if paragraph.list_id else BlockKind.PARAGRAPH), None
