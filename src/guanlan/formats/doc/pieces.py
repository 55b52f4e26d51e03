"""The piece table: which bytes are which characters ([MS-DOC] §2.8.35, §2.9.38, §2.9.73)."""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

_COMPRESSED = 0x40000000
_PROPERTIES, _TABLE = 1, 2  # kinds of the entries of a Clx
_CHINA, _SINGAPORE = 0x0804, 0x1004  # language identifiers whose code page is 936
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_FILLER = "\0"


class Piece(NamedTuple):
    """Characters ``start`` to ``end`` of the text, ``width`` bytes each from ``at`` on."""

    start: int
    end: int
    at: int
    width: int


class Pieces:
    """The text with one place for each of its character positions.

    A character that takes two positions (a pair of surrogates, two bytes of GBK) is followed by a zero character.
    """

    def __init__(self, word: bytes, table: bytes, place: tuple[int, int], language: int) -> None:
        self.pieces = _pieces(table[place[0] : place[0] + place[1]], len(word))
        self._starts = [piece.start for piece in self.pieces]
        chinese = language in (_CHINA, _SINGAPORE)
        self.text = "".join(_words(word, piece, chinese=chinese) for piece in self.pieces)

    def byte_of(self, position: int) -> int:
        """Where in the stream a character stands."""
        piece = self.pieces[max(bisect_right(self._starts, position) - 1, 0)]
        return piece.at + (position - piece.start) * piece.width


def _pieces(clx: bytes, size: int) -> list[Piece]:
    at = 0
    while at < len(clx) and clx[at] == _PROPERTIES:
        at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
    if at >= len(clx) or clx[at] != _TABLE:
        raise ValueError("no piece table")
    (length,) = struct.unpack_from("<I", clx, at + 1)
    at += 5
    count = (length - 4) // 12
    if count < 1 or at + length > len(clx):
        raise ValueError("a short piece table")
    starts = struct.unpack_from(f"<{count + 1}I", clx, at)
    # each character has bytes of its own, so that a table of pieces laid over each other cannot make a book of a page
    if any(a >= b for a, b in pairwise(starts)) or starts[0] != 0 or starts[-1] > size:
        raise ValueError("pieces out of order")
    found = []
    for number in range(count):
        (given,) = struct.unpack_from("<I", clx, at + 4 * (count + 1) + 8 * number + 2)
        packed = bool(given & _COMPRESSED)
        begin = (given & ~_COMPRESSED & 0x7FFFFFFF) // (2 if packed else 1)
        piece = Piece(starts[number], starts[number + 1], begin, 1 if packed else 2)
        if begin + (piece.end - piece.start) * piece.width > size:
            raise ValueError("a piece outside the file")
        found.append(piece)
    return found


def _words(word: bytes, piece: Piece, *, chinese: bool) -> str:
    count = piece.end - piece.start
    raw = word[piece.at : piece.at + count * piece.width]
    if piece.width == 2:
        text = _ASTRAL.sub(lambda found: found[0] + _FILLER, raw.decode("utf-16-le", errors="replace"))
    else:
        text = (_gbk(raw) if chinese and not raw.isascii() else None) or raw.decode("cp1252", errors="replace")
    return text.ljust(count, _FILLER)[:count]


def _gbk(raw: bytes) -> str | None:
    """Bytes of code page 936, as some programs wrote in place of Windows-1252; None where they are not sound."""
    try:
        text = raw.decode("gbk")
    except UnicodeDecodeError:
        return None
    pairs = sum(character > "\x7f" for character in text)
    # dashes and quotes of Windows-1252 stand alone between Latin letters; Chinese comes in runs
    if pairs < 2 or not re.search("[\u4e00-\u9fff]{2}", text):
        return None
    return "".join(character if character < "\x80" else character + _FILLER for character in text)
