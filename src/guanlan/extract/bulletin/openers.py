"""Guide and keywords of a column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from guanlan.extract.bulletin.lines import Line, between, words_of
from guanlan.extract.bulletin.marks import opening
from guanlan.records.bulletin import Words
from guanlan.text.reading_map import Piece, ReadingMap

_SEPARATOR = re.compile(r"[、，；,;/|]|\s{1,}")
_STOPS = "。！？：…”’）】》"


class Opener(NamedTuple):
    """Paragraphs of the guide; keywords one by one."""

    guide: tuple[Words, ...]
    keywords: tuple[Words, ...]


def read_opener(text: str, lines: Sequence[Line]) -> Opener:
    """What stands between a column's heading and its first entry or sub-column."""
    guide: list[list[Piece]] = []
    keywords: list[Words] = []
    for line in lines:
        found = opening("keywords").match(line.read)
        if found is not None:
            keywords.extend(_keywords(text, line, found.end()))
            continue
        if keywords and not line.read.endswith("。"):
            keywords.extend(_keywords(text, line, 0))
            continue
        found = opening("guide").match(line.read)
        pieces = _pieces_from(text, line, found.end() if found else 0)
        if not pieces:
            continue
        if guide and found is None and _cut(text, guide[-1]):
            guide[-1].extend(Piece(one.start, one.end, between(text, guide[-1], one)) for one in pieces)
        else:
            guide.append(pieces)
    words = [words_of(text, pieces) for pieces in guide]
    return Opener(tuple(one for one in words if one.text), tuple(keywords))


def _cut(text: str, pieces: list[Piece]) -> bool:
    """Whether a page break ended ``pieces``: they stop without a stop."""
    return text[pieces[-1].end - 1] not in _STOPS


def _pieces_from(text: str, line: Line, at: int) -> list[Piece]:
    start = ReadingMap(text, line.pieces).to_published(at, at).start if at else line.start
    return [
        Piece(max(piece.start, start), piece.end, piece.joiner)
        for piece in line.pieces
        if piece.end > start and at < len(line.read)
    ]


def _keywords(text: str, line: Line, at: int) -> list[Words]:
    both = ReadingMap(text, line.pieces)
    found: list[Words] = []
    for mark in (*_SEPARATOR.finditer(both.read, at), None):
        end = mark.start() if mark is not None else len(both.read)
        word = both.read[at:end].strip(" 。")
        if word:
            start = at + both.read[at:end].index(word)
            found.append(Words(word, (tuple(both.to_published(start, start + len(word))),)))  # type: ignore[arg-type]
        at = mark.end() if mark is not None else end
    return found
