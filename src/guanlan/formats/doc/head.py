"""The file information block: where everything else stands ([MS-DOC] §2.5)."""

from __future__ import annotations

import struct
from typing import NamedTuple

_MAGIC = 0xA5EC
_WORD_97 = 0x00C1  # the first version whose text has a piece table for every file
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
# places in FibRgFcLcb97 (§2.5.6), each an offset and a length
STYLES, CHARACTERS, PARAGRAPHS, PIECES, LISTS, LIST_USES = 1, 12, 13, 33, 73, 74
# places in FibRgLw97 (§2.5.4)
_FIRST_COUNT, _LAST_COUNT = 3, 10


class Head(NamedTuple):
    """``counts`` are the characters of each part in order: body, footnotes, heads and feet, macros (none since 97),
    comments, endnotes, text boxes, text boxes in heads. ``places`` are pairs of offset and length in the table stream.
    """

    table: str
    language: int
    counts: tuple[int, ...]
    places: tuple[int, ...]

    def place(self, number: int) -> tuple[int, int]:
        """Offset and length of one of the tables."""
        return self.places[2 * number], self.places[2 * number + 1]


class Old(Exception):
    """A file of Word 95 or before."""


class Locked(Exception):
    """A file that needs a password."""


def head_of(word: bytes) -> Head:
    """The block at the start of the stream ``WordDocument``. ValueError or struct.error where it is none."""
    magic, version = struct.unpack_from("<HH", word)
    if magic != _MAGIC:
        # Word 6 and 95 begin with 0xA5DC
        raise Old if magic == 0xA5DC else ValueError("no file information block")
    language, _, flags = struct.unpack_from("<HHH", word, 6)
    if flags & _ENCRYPTED:
        raise Locked
    if version < _WORD_97:
        raise Old
    at = 32
    (words,) = struct.unpack_from("<H", word, at)
    at += 2 + 2 * words
    (longs,) = struct.unpack_from("<H", word, at)
    values = struct.unpack_from(f"<{longs}i", word, at + 2)
    at += 2 + 4 * longs
    (pairs,) = struct.unpack_from("<H", word, at)
    places = struct.unpack_from(f"<{2 * pairs}I", word, at + 2)
    if longs <= _LAST_COUNT or pairs <= LIST_USES:
        raise ValueError("a short file information block")
    counts = tuple(values[_FIRST_COUNT : _LAST_COUNT + 1])
    if min(counts) < 0:
        raise ValueError("a count below zero")
    return Head("1Table" if flags & _SECOND_TABLE else "0Table", language, counts, places)
