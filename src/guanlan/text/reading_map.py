"""The as-published text, the as-read text, and the exact way between them.

As read: foldings applied, white space inside Chinese dropped, pieces that a page break cut put together again. The map
is a list of runs; inside a run one published character is one read character.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from guanlan.text.foldings import CHINESE, WIDE_MARKS, fold
from guanlan.text.span import Span

_WIDE = re.compile(f"[{CHINESE}{WIDE_MARKS}]")
# invisible characters that pages and word processors leave: zero-width spaces and joiners, soft hyphen, BOM
_DROPPED = re.compile("[ \u200b-\u200f\u2060\ufeff\u00ad]+")


class Piece(NamedTuple):
    """One stretch of the as-published text, and what goes between it and the piece before it when read."""

    start: int
    end: int
    joiner: str = "\n"


class _Run(NamedTuple):
    read: int
    published: int
    length: int


class ReadingMap:
    """As-published ↔ as-read text. ``read`` is what finders look at; spans found there lead home by ``to_published``.

    >>> both = ReadingMap.of("12 月 27 日，ＸＸ局")
    >>> both.read
    '12月27日，XX局'
    >>> both.published[slice(*both.to_published(0, 6))]
    '12 月 27 日'
    """

    __slots__ = ("_published_starts", "_read_starts", "_runs", "published", "read")

    def __init__(self, published: str, pieces: Iterable[Piece]) -> None:
        self.published = published
        self._runs: list[_Run] = []
        parts: list[str] = []
        length = 0
        for piece in pieces:
            if parts:
                parts.append(piece.joiner)
                length += len(piece.joiner)
            for start, words in _kept(published, piece):
                self._runs.append(_Run(length, start, len(words)))
                parts.append(words)
                length += len(words)
        self.read = "".join(parts)
        self._read_starts = [run.read for run in self._runs]
        self._published_starts = [run.published for run in self._runs]

    @classmethod
    def of(cls, published: str) -> ReadingMap:
        """The map of a text that is one piece: foldings and white space only; line breaks stay."""
        return cls(published, [Piece(0, len(published))])

    def to_published(self, start: int, end: int) -> Span:
        """The published span of read characters ``start`` to ``end``; for an empty span, the place where it would be.

        A joiner stands for the gap between two pieces.
        """
        if not self._runs:
            return Span(0, 0)
        if start >= end:
            at = self._published_start(start)
            return Span(at, at)
        return Span(self._published_start(start), self._published_end(end))

    def _published_start(self, at: int) -> int:
        """Where the read character ``at`` begins; a joiner begins where the piece before it ends."""
        run = self._runs[max(bisect_right(self._read_starts, at) - 1, 0)]
        return run.published + min(max(at - run.read, 0), run.length)

    def _published_end(self, at: int) -> int:
        """Where the read character before ``at`` ends; a joiner ends where the piece after it begins."""
        index = max(bisect_right(self._read_starts, at - 1) - 1, 0)
        run = self._runs[index]
        if at - run.read <= run.length:
            return run.published + at - run.read
        return self._runs[index + 1].published if index + 1 < len(self._runs) else run.published + run.length

    def to_read(self, start: int, end: int) -> Span:
        """The read characters whose published place lies in ``start`` to ``end`` (dropped ones have none)."""
        return Span(self._read_position(start), self._read_position(end))

    def _read_position(self, at: int) -> int:
        index = bisect_right(self._published_starts, at) - 1
        if index < 0:
            return 0
        run = self._runs[index]
        if at < run.published + run.length:
            return run.read + at - run.published
        return self._runs[index + 1].read if index + 1 < len(self._runs) else run.read + run.length


def _kept(published: str, piece: Piece) -> Iterable[tuple[int, str]]:
    """The stretches of a piece that are read, each with its published start."""
    folded = fold(published[piece.start : piece.end])
    position = 0
    for gap in _DROPPED.finditer(folded):
        kept = _kept_blanks(folded, gap)
        if kept == gap.end() - gap.start():
            continue
        until = gap.start() + kept
        if until > position:
            yield piece.start + position, folded[position:until]
        position = gap.end()
    if position < len(folded):
        yield piece.start + position, folded[position:]


def _kept_blanks(folded: str, gap: re.Match[str]) -> int:
    """How many of the characters of a gap are read: one blank between two Latin words or figures, else none."""
    start, end = gap.span()
    inner = start > 0 and end < len(folded)
    if not inner or folded[start] != " " or "\n" in (folded[start - 1], folded[end]):
        return 0
    return 0 if _WIDE.match(folded[start - 1]) or _WIDE.match(folded[end]) else 1
