"""The one normaliser: what differs only in width, case or blanks is the same for search.

It never asks what stands beside a character, so that a piece of a text normalises to a piece of the normalised text:
that is what makes the index as exact as a plain scan. (``text.foldings.fold`` looks at neighbours; its table is used
here without doing so.)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from guanlan.text.foldings import foldings

VERSION = "1"
"""Of the normaliser and the tokens made of it. An index of another version is made anew before it is asked."""

BREAK = "\n"
_LOST = "\ufffd"
# quotation marks and dashes that keyboards and converters exchange for one another
_ALIKE = {'"': "“”„‟＂", "'": "‘’‚‛＇", "-": "‐‑‒–—―−"}
_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_BLANKS = " \t\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff\u00ad"
_GAP = re.compile(f"[{_BLANKS}{_BREAKS}]+")
_HAS_BREAK = re.compile(f"[{_BREAKS}]")
_WORD = "0-9a-z\u00aa\u00b5\u00ba\u00c0-\u024f\u0370-\u03ff\u0400-\u052f\u0600-\u06ff\u1e00-\u1eff"
WORD = re.compile(f"[{_WORD}]+")
"""A run of characters that are written together as one word or number, in normalised text."""


class Normal(NamedTuple):
    """Normalised text; ``homes`` is the place of each of its characters in the text it was made of."""

    text: str
    homes: Sequence[int]


def normal(text: str) -> str:
    """``text`` as search sees it: widths, case, quotation marks and dashes made one; blanks dropped but for one between
    two Latin words; a line break is a break that no phrase goes over.

    >>> normal("第５９条　Data  Security（试行）"), normal("二○二四 年"), normal("一\\r\\n 二")
    ('第59条data security（试行）', '二〇二四年', '一\\n二')
    """
    return _GAP.sub(_gap, _even(text)).strip("\n ")


def normal_with_homes(text: str) -> Normal:
    """The same with the way home, for highlights."""
    even = _even(text)
    parts: list[str] = []
    homes: list[int] = []
    at = 0
    if _GAP.search(even) is None:
        return Normal(even, range(len(even)))
    for found in _GAP.finditer(even):
        parts.append(even[at : found.start()])
        homes.extend(range(at, found.start()))
        glue = _gap(found)
        parts.append(glue)
        homes.extend([found.start()] * len(glue))
        at = found.end()
    parts.append(even[at:])
    homes.extend(range(at, len(even)))
    whole = "".join(parts)
    left = len(whole) - len(whole.lstrip("\n "))
    return Normal(whole.strip("\n "), homes[left:])


def _even(text: str) -> str:
    """Each character as its like. Few have one, so looking for those is quicker than ``str.translate``."""
    characters, some = _characters()
    return some.sub(lambda found: characters.get(found[0], _LOST), text)


def _gap(found: re.Match[str]) -> str:
    if _HAS_BREAK.search(found[0]):
        return BREAK
    text, start, end = found.string, found.start(), found.end()
    between_words = start and end < len(text) and WORD.match(text, start - 1) and WORD.match(text, end)
    return " " if between_words else ""


@cache
def _characters() -> tuple[dict[str, str], re.Pattern[str]]:
    """One character for one: the foldings wherever they stand, small letters for capitals, and the look-alikes."""
    table = {chr(point): new for point, new in _points().items() if chr(point) != new}
    # halves of surrogate pairs are no characters, and tokens use the other places for ASCII marks: both become _LOST
    return table, re.compile("[" + re.escape("".join(table)) + "\ud800-\udfff\U0010ff00-\U0010fffd]")


def _points() -> dict[int, str]:
    table = foldings()
    found = {ord(old): new for part in (table.beside_numeral, table.after_chinese) for old, new in part.items()}
    found |= {ord(old): new for old, new in table.anywhere.items()}
    for new, olds in _ALIKE.items():
        found |= {ord(old): new for old in olds}
    for point in range(0x80, 0x2000):
        _fold_case(found, point)
    for point in (*range(0x41, 0x5B), *range(0x2C00, 0x2E00), *range(0xFF21, 0xFF3B)):
        _fold_case(found, point)
    found[0] = _LOST
    return found


def _fold_case(found: dict[int, str], point: int) -> None:
    small = unicodedata.normalize("NFKC", chr(point)).lower() if point >= 0xFF00 else chr(point).lower()
    if len(small) == 1 and small != chr(point):
        found[point] = small
