"""The lines that a law is read from: of a decoded file, or of the paragraphs of a Reading."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from guanlan.formats import joiner, paragraphs
from guanlan.records.reading import Block, BlockKind, Reading

# Blanks, quote signs and the marks of headings and emphasis that Markdown puts before the words of a line
_LINE = re.compile(
    r"[ \t\u3000\u2002\u2003\u00a0\u200b\ufeff>]*(?P<hash>#{0,6})[ \t\u3000\u2002\u2003\u00a0\u200b\ufeff*]*"
    r"(?P<words>[^\s\u200b\ufeff*>#][^\n]*)"
)
_EDGE = " \t\u3000\u2002\u2003\u00a0\u200b\ufeff*\r\x0c\x0b\x1c\x1d\x1e\x85\u2028\u2029"
_MATTER = re.compile(r"\ufeff?---[ \t]*\n(?:[^\n]*\n){0,60}?---[ \t]*(?:\n|$)")
# what no reader of a law sees: comments, rules, pictures alone on their line
_UNSEEN = re.compile(r"<!--.*-->|[-*_=]{3,}|!\[[^\]]*\]\([^)]*\)|\|?[-:| ]{3,}\|?")


class Line(NamedTuple):
    """The words of a line at ``start`` to ``end``; ``depth`` is that of a Markdown heading, 0 where it is none."""

    start: int
    end: int
    depth: int = 0


class Sheet(NamedTuple):
    """A text in lines, and the way home to the as-published text it was drawn from.

    ``runs`` pairs the place of each stretch in ``text`` with its place as published; none where both are one text.
    """

    text: str
    lines: list[Line]
    metadata: Mapping[str, str] = MappingProxyType({})
    runs: tuple[list[int], list[int]] = ([], [])
    lengths: tuple[int, ...] = ()

    def home(self, at: int) -> int:
        """The published place of the character at ``at``."""
        starts, published = self.runs
        if not starts:
            return at
        run = max(bisect_right(starts, at) - 1, 0)
        return published[run] + at - starts[run]

    def home_end(self, at: int) -> int:
        """Where the character before ``at`` ends as published."""
        return self.home(at - 1) + 1 if at else self.home(0)

    def stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """The published stretches that the characters ``start`` to ``end`` come from."""
        starts, published = self.runs
        if not starts:
            return [(start, end)]
        found: list[tuple[int, int]] = []
        run = max(bisect_right(starts, start) - 1, 0)
        while run < len(starts) and starts[run] < end:
            begin = max(start, starts[run])
            until = min(end, starts[run] + self.lengths[run])
            if until > begin:
                found.append((published[run] + begin - starts[run], published[run] + until - starts[run]))
            run += 1
        return found


def sheet_of_text(text: str) -> Sheet:
    """The lines of a text or Markdown file as they stand in it."""
    matter = _MATTER.match(text)
    lines: list[Line] = []
    for found in _LINE.finditer(text, matter.end() if matter else 0):
        start, end = found.span("words")
        while text[end - 1] in _EDGE:
            end -= 1
        if not (text[start] in "<-_=!|" and _UNSEEN.fullmatch(text, start, end)):
            lines.append(Line(start, end, found.end("hash") - found.start("hash")))
    return Sheet(text, lines)


def _glue(text: str, before: Block, after: Block) -> str:
    """What is read between two blocks of a paragraph; a blank on their line stays, it parts a number from its words."""
    gap = text[before.end : after.start]
    return " " if "\n" not in gap and any(map(str.isspace, gap)) else joiner(text, before, after)


def sheet_of_reading(reading: Reading) -> Sheet:
    """The paragraphs of a reading, one a line, without furniture and contents lists."""
    parts: list[str] = []
    starts: list[int] = []
    published: list[int] = []
    lengths: list[int] = []
    lines: list[Line] = []
    length = 0
    for group in paragraphs(reading):
        if group[0].kind in (BlockKind.PICTURE, BlockKind.CONTENTS):
            continue
        parts.append("\n")
        length += 1
        start = length
        words = ""
        for number, block in enumerate(group):
            glue = _glue(reading.text, group[number - 1], block) if number else ""
            piece = glue + reading.text[block.start : block.end]
            starts.append(length + len(piece) - (block.end - block.start))
            published.append(block.start)
            lengths.append(block.end - block.start)
            parts.append(piece)
            length += len(piece)
            words += piece
        if inner := words.strip(_EDGE):
            at = start + words.index(inner)
            lines.append(Line(at, at + len(inner), group[0].level or 0))
    return Sheet("".join(parts), lines, reading.metadata, (starts, published), tuple(lengths))
