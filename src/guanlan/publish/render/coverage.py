"""Which characters a face can print: the ``cmap`` table of OpenType files (ISO/IEC 14496-22, 5.2.1).

An archivable PDF must not hold a character without a glyph, so what no face covers is printed as 〓, the sign that
compositors set for a missing sort.
"""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from pathlib import Path

MISSING_SORT = "〓"
# line ends and their like need no glyph
_SILENT = frozenset({"Cc", "Zl", "Zp"})
_FULL_UNICODE = {(3, 10), (0, 4), (0, 6), (0, 3), (3, 1)}  # platform and encoding of Unicode tables

Range = tuple[int, int]


class Coverage:
    """The code points that a set of faces can print together."""

    def __init__(self, ranges: Iterable[Range]) -> None:
        self._ranges: list[Range] = []
        for first, last in sorted(ranges):
            if self._ranges and first <= self._ranges[-1][1] + 1:
                self._ranges[-1] = (self._ranges[-1][0], max(last, self._ranges[-1][1]))
            else:
                self._ranges.append((first, last))
        self._firsts = [first for first, _ in self._ranges]

    def __contains__(self, character: str) -> bool:
        at = bisect_right(self._firsts, ord(character)) - 1
        return at >= 0 and ord(character) <= self._ranges[at][1]

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of ``text`` that would need a glyph and have none, in code order."""
        return tuple(
            sign for sign in sorted(set(text)) if sign not in self and unicodedata.category(sign) not in _SILENT
        )

    def printable(self, text: str) -> str:
        """``text`` with 〓 for what cannot be printed."""
        lacking = self.missing(text)
        if not lacking:
            return text
        return text.translate(dict.fromkeys(map(ord, lacking), MISSING_SORT))


def ranges_of(path: Path, index: int = 0) -> Iterator[Range]:
    """The ranges of code points that face ``index`` of a font file covers, without control characters."""
    data = path.read_bytes()
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    for number in range(struct.unpack_from(">H", data, start + 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        if tag == b"cmap":
            yield from _cmap_ranges(data, offset)


def _cmap_ranges(data: bytes, start: int) -> Iterator[Range]:
    for number in range(struct.unpack_from(">H", data, start + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHI", data, start + 4 + 8 * number)
        if (platform, encoding) not in _FULL_UNICODE:
            continue
        form = struct.unpack_from(">H", data, start + offset)[0]
        if form == 12:
            yield from _segmented(data, start + offset)
        elif form == 4:
            yield from _short_segments(data, start + offset)


def _segmented(data: bytes, at: int) -> Iterator[Range]:
    """Format 12: groups of first code, last code, first glyph."""
    for group in range(struct.unpack_from(">I", data, at + 12)[0]):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * group)
        if glyph or last > first:
            yield first, last


def _short_segments(data: bytes, at: int) -> Iterator[Range]:
    """Format 4: parallel lists of last and first codes; the closing segment holds no character."""
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    lasts = struct.unpack_from(f">{count}H", data, at + 14)
    firsts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    yield from ((first, last) for first, last in zip(firsts, lasts, strict=True) if first != 0xFFFF)
