"""What is said of characters and paragraphs, by the bytes they stand in ([MS-DOC] §2.8.5, §2.8.6, §2.9.32)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from guanlan.formats.doc.styles import Style, brought

_PAGE = 512
# single property modifiers (§2.6.1, §2.6.2)
_DELETED, _VANISHED, _SPECIAL, _SYMBOL = 0x0800, 0x083C, 0x0855, 0x6A09
_IN_TABLE, _ROW_END, _OUTLINE = 0x2416, 0x2417, 0x2640
_LIST, _LIST_LEVEL = 0x460B, 0x260A
_LONG_TABLE, _TABS = 0xD608, 0xC615
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}  # bytes of an operand by the upper three bits; 6 says its own


class Run(NamedTuple):
    """Bytes ``start`` to ``end`` of the stream and what a modifier list says of them."""

    start: int
    end: int
    style: int
    modifiers: bytes


class Paragraph(NamedTuple):
    """What matters of a paragraph: what its style is built in as, whether it stands in a table or ends a row, its
    outline level from 1, its list (0 for none) with the level in it from 0.
    """

    style: int = 0
    in_table: bool = False
    row_end: bool = False
    outline: int | None = None
    list_id: int = 0
    list_level: int = 0


def modifiers(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Code and operand of each modifier; stops at a broken one."""
    at = 0
    while at + 2 <= len(data):
        (code,) = struct.unpack_from("<H", data, at)
        at += 2
        size = _SIZES.get(code >> 13)
        if size is None:
            if at >= len(data):
                return
            size = 1 + data[at]
            if code == _LONG_TABLE and at + 2 <= len(data):
                size = 1 + struct.unpack_from("<H", data, at)[0]
            elif code == _TABS and data[at] == 255:
                return  # longer than its count can say; nothing that is looked for comes behind tabs
        yield code, data[at : at + size]
        at += size


def character_runs(word: bytes, table: bytes, place: tuple[int, int]) -> list[Run]:
    """The runs that differ from their style, in order."""
    return sorted(_character_runs(word, table, place))


def _character_runs(word: bytes, table: bytes, place: tuple[int, int]) -> Iterator[Run]:
    for page in _pages(word, table, place):
        for number, start, end in _bounds(page):
            at = 2 * page[4 * (page[-1] + 1) + number]
            if at:
                yield Run(start, end, 0, page[at + 1 : at + 1 + page[at]])


def paragraph_runs(word: bytes, table: bytes, place: tuple[int, int]) -> list[Run]:
    """The paragraphs with their styles and modifiers, in the order of their bytes."""
    return sorted(_paragraph_runs(word, table, place))


def _paragraph_runs(word: bytes, table: bytes, place: tuple[int, int]) -> Iterator[Run]:
    for page in _pages(word, table, place):
        for number, start, end in _bounds(page):
            at = 2 * page[4 * (page[-1] + 1) + 13 * number]
            if not at:
                continue
            # the count is of words and includes itself, or is zero and stands in the next byte (§2.9.175)
            count, begin = (2 * page[at] - 1, at + 1) if page[at] else (2 * page[at + 1], at + 2)
            listed = page[begin : begin + count]
            if len(listed) >= 2:
                yield Run(start, end, struct.unpack_from("<H", listed)[0], listed[2:])


def _pages(word: bytes, table: bytes, place: tuple[int, int]) -> Iterator[bytes]:
    """The formatted pages that a bin table names, each once."""
    bins = table[place[0] : place[0] + place[1]]
    count = (len(bins) - 4) // 8
    seen: set[int] = set()
    for number in range(max(count, 0)):
        page = struct.unpack_from("<I", bins, 4 * (count + 1) + 4 * number)[0] & 0x3FFFFF
        data = word[page * _PAGE : (page + 1) * _PAGE]
        if page not in seen and len(data) == _PAGE:
            seen.add(page)
            yield data


def _bounds(page: bytes) -> Iterator[tuple[int, int, int]]:
    """Number, first and last byte of each run of a page."""
    count = page[-1]
    if 4 * (count + 1) + count > _PAGE:
        return
    edges = struct.unpack_from(f"<{count + 1}I", page)
    for number in range(count):
        if edges[number] < edges[number + 1] and 4 * (count + 1) + 13 * number < _PAGE:
            yield number, edges[number], edges[number + 1]


class Looks(NamedTuple):
    """Stretches of bytes: not shown; and special characters that are symbols of a picture font."""

    hidden: list[tuple[int, int]]
    symbols: list[tuple[int, int]]


def looks_of(runs: list[Run]) -> Looks:
    """What the runs say of being seen."""
    hidden, symbols = [], []
    for run in runs:
        said = dict(modifiers(run.modifiers))
        if any(said.get(code, b"\0")[:1] == b"\1" for code in (_DELETED, _VANISHED)):
            hidden.append((run.start, run.end))
        elif _SYMBOL in said:
            symbols.append((run.start, run.end))
    return Looks(hidden, symbols)


class Paragraphs:
    """The paragraph that a byte stands in."""

    def __init__(self, runs: list[Run], styles: list[Style]) -> None:
        self._runs = runs
        self._starts = [run.start for run in runs]
        self._styles = styles

    def at(self, byte: int) -> Paragraph:
        """What is said of it, by itself or by its style; a plain paragraph where nothing is."""
        index = bisect_right(self._starts, byte) - 1
        if index < 0 or byte >= self._runs[index].end:
            return Paragraph()
        run = self._runs[index]
        said = dict(modifiers(brought(self._styles, run.style) + run.modifiers))

        def number(code: int, default: int = 0) -> int:
            given = said.get(code, b"")
            return int.from_bytes(given, "little") if given else default

        outline = number(_OUTLINE, 9)
        return Paragraph(
            self._styles[run.style].kind if run.style < len(self._styles) else 0,
            number(_IN_TABLE) == 1,
            number(_ROW_END) == 1,
            outline + 1 if outline < 9 else None,
            number(_LIST),
            number(_LIST_LEVEL),
        )
