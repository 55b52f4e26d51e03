"""A reading as lines: what stands between two line ends, or a paragraph that the format's reader put together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from guanlan.formats.flow import paragraphs, pieces
from guanlan.records.bulletin import Words
from guanlan.records.reading import Block, BlockKind, Reading
from guanlan.text.reading_map import Piece, ReadingMap

# a line that holds nothing but a page number: 12, - 12 -, 第12页, 12/90
_PAGE_NUMBER = re.compile(r"[-—–·\s]*(?:第?\d{1,3}页?(?:[/，]?共?\d{1,3}页?)?)[-—–·\s]*")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,5}[编章节条](?:之[一二三四五六七八九十])?")
_OPEN_DAY = re.compile(r"(?<![\d〇一二三四五六七八九十本当今去前])年月日")
# a running head comes back on every page: three times is the least that tells it from a repeated subheading
_RUNNING_HEAD_TIMES = 3
_RUNNING_HEAD_LENGTH = 40  # longer lines are sentences
CELL_JOINER = "，"  # a row of a table reads as a sentence: 当事人甲，罚款97.5万元
_COVER_LINES = 8  # the journal's name is among them
_NAME_LENGTH = 4  # a shorter first line names nothing


class Line(NamedTuple):
    """``pieces`` lead to the as-published text; ``read`` is their text as read; ``gap`` counts blank lines before."""

    pieces: tuple[Piece, ...]
    read: str
    kind: BlockKind
    level: int | None = None
    target: str | None = None
    gap: int = 0

    @property
    def start(self) -> int:
        """Where the line begins in the as-published text."""
        return self.pieces[0].start

    @property
    def end(self) -> int:
        """Where the line ends in the as-published text."""
        return self.pieces[-1].end

    @property
    def is_heading(self) -> bool:
        """Whether the format itself says that this is a heading."""
        return self.kind is BlockKind.HEADING


def draw_lines(reading: Reading) -> list[Line]:
    """The lines of a reading in order, without furniture and empty lines (pictures stay though they have no words)."""
    text = reading.text
    lines: list[Line] = []
    previous_end = 0
    row: tuple[str, int | None] | None = None
    for blocks in _groups(reading):
        if (now := _row_of(blocks[0])) is not None and now == row and lines:
            lines[-1] = _with_cell(text, lines[-1], blocks)
            previous_end = lines[-1].end
            continue
        row = now
        for part in _parts(text, blocks):
            trimmed = trim(text, part)
            read = ReadingMap(text, trimmed).read
            if not read.strip() and blocks[0].kind is not BlockKind.PICTURE:
                continue
            gap = max(text.count("\n", previous_end, trimmed[0].start) - 1, 0)
            first = blocks[0]
            lines.append(Line(trimmed, read.strip(), first.kind, first.level, first.target, gap))
            previous_end = trimmed[-1].end
    return lines


def _row_of(block: Block) -> tuple[str, int | None] | None:
    """The table row that a cell belongs to; None for what is no cell."""
    if block.kind is not BlockKind.CELL or block.row is None:
        return None
    return block.path.rpartition("/")[0], block.row


def _with_cell(text: str, line: Line, blocks: tuple[Block, ...]) -> Line:
    """The line of a table row with one more cell."""
    cell = trim(text, [piece for part in _parts(text, blocks) for piece in part])
    read = ReadingMap(text, cell).read.strip()
    if not read:
        return line
    pieces_ = (*line.pieces, Piece(cell[0].start, cell[0].end, CELL_JOINER), *cell[1:])
    return line._replace(pieces=pieces_, read=f"{line.read}{CELL_JOINER}{read}")


def _groups(reading: Reading) -> Iterable[tuple[Block, ...]]:
    if reading.blocks:
        return paragraphs(reading)
    groups: list[tuple[Block, ...]] = []
    start = 0
    for line in reading.text.split("\n"):
        groups.append((Block(BlockKind.PARAGRAPH, start, start + len(line)),))
        start += len(line) + 1
    return groups


def _parts(text: str, blocks: tuple[Block, ...]) -> list[list[Piece]]:
    """The pieces of a group; a paragraph with line ends inside is one part a line, a heading stays whole."""
    parts: list[list[Piece]] = [[]]
    whole = blocks[0].kind in (BlockKind.HEADING, BlockKind.CONTENTS)
    for piece in pieces(text, blocks):
        start = piece.start
        joiner = piece.joiner
        while (at := text.find("\n", start, piece.end)) >= 0:
            parts[-1].append(Piece(start, at, joiner))
            if not whole:
                parts.append([])
            start, joiner = at + 1, ""
        parts[-1].append(Piece(start, piece.end, joiner))
    return [part for part in parts if part]


def trim(text: str, given: Sequence[Piece]) -> tuple[Piece, ...]:
    """The same pieces without white space at their ends; empty ones are dropped while others remain."""
    kept: list[Piece] = []
    for piece in given:
        words = text[piece.start : piece.end]
        start = piece.start + len(words) - len(words.lstrip())
        end = max(piece.end - len(words) + len(words.rstrip()), start)
        if end > start:
            kept.append(Piece(start, end, piece.joiner))
    return tuple(kept) or (Piece(given[0].start, given[0].start),)


def words_of(text: str, given: Sequence[Piece], *, read: str | None = None) -> Words:
    """The words of ``given`` with their as-published spans; ``read`` is what they read as, where that is known."""
    kept: list[Piece] = []
    for piece in trim(text, given):
        kept.append(Piece(piece.start, piece.end, between(text, kept, piece)))
    spans = tuple((piece.start, piece.end) for piece in kept if piece.end > piece.start)
    return Words(_spaced(text, kept, ReadingMap(text, kept).read if read is None else read), spans)


def _spaced(text: str, kept: Sequence[Piece], read: str) -> str:
    """``read`` with the white space that says something: behind 第一条, and in a day that is still to be filled in."""
    found = _ARTICLE.match(read) if read.startswith("第") else None
    if found is not None and found.end() < len(read):
        at = kept[0].start + found.end()
        if text.startswith(found[0], kept[0].start) and text[at : at + 1].isspace():
            read = f"{found[0]}\u3000{read[found.end() :]}"
    return _OPEN_DAY.sub(" 年 月 日", read) if "年月日" in read else read


def between(text: str, before: Sequence[Piece], after: Piece) -> str:
    """What is read where a page cut two pieces apart: a blank between Latin words, else nothing; between cells, ，."""
    if before and after.joiner == CELL_JOINER:
        return CELL_JOINER
    if not before or after.end <= after.start:
        return ""
    left, right = text[before[-1].end - 1], text[after.start]
    return " " if left.isascii() and left.isalpha() and right.isascii() and right.isalpha() else ""


def words_from(text: str, line: Line, at: int) -> Words:
    """The words of a line from its read place ``at``."""
    start = ReadingMap(text, line.pieces).to_published(at, at).start if at else line.start
    pieces = [Piece(max(piece.start, start), piece.end) for piece in line.pieces if piece.end > start]
    return words_of(text, pieces) if pieces and at < len(line.read) else Words("")


def is_page_number(line: Line) -> bool:
    """Whether the line holds a page number only."""
    return len(line.read) <= 12 and _PAGE_NUMBER.fullmatch(line.read) is not None


def running_heads(lines: Sequence[Line]) -> set[str]:
    """What comes back on page after page: the journal's name, or what mostly stands beside a page number.

    A subheading that comes back in every case (基本案情) is neither.
    """
    seen = Counter(line.read for line in lines if 0 < len(line.read) <= _RUNNING_HEAD_LENGTH)
    often = {read for read, times in seen.items() if times >= _RUNNING_HEAD_TIMES and not read[0].isdigit()}
    if not often:
        return set()
    beside = Counter(
        line.read
        for index, line in enumerate(lines)
        if line.read in often
        and any(is_page_number(one) for one in (*lines[max(index - 1, 0) : index], *lines[index + 1 : index + 2]))
    )
    names = [line.read for line in lines[:_COVER_LINES] if len(line.read) >= _NAME_LENGTH and not _may_recur(line.read)]
    named = {read for read in often if not _may_recur(read) and any(name in read or read in name for name in names)}
    return named | {read for read in often if beside[read] * 2 >= seen[read]}


def _may_recur(read: str) -> bool:
    """Marked, closed or introducing lines recur of themselves: 导读：, （来源：甲）, （1）概况, 。"""
    return any(sign in "。，；：！？" for sign in read) or read[-1] == "）" or read[0] in "（【"
