"""Which lines head columns, sub-columns and entries.

Headings that the contents list announces are found by aligning the two (:mod:`alignment`); what it does not announce,
or where there is no list, number sequence and shape decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from guanlan.extract.bulletin.alignment import align, may_go_on
from guanlan.extract.bulletin.contents import Contents
from guanlan.extract.bulletin.levels import heading_levels
from guanlan.extract.bulletin.lines import Line
from guanlan.extract.bulletin.marks import (
    Head,
    Style,
    closing_source,
    han_number,
    head_of,
    is_headline,
    names_issue,
    opening,
)
from guanlan.extract.bulletin.styles import Ranks, rank_styles

# a column's heading without contents list to confirm it: the longest real one names three entries, but such a one is
# announced; an unannounced line longer than this is a sentence
_LONGEST_COLUMN = 40
SERIES_LENGTH = 14  # characters before the colon of a column's heading: 境内前沿观察一：
_ARTICLE = re.compile(r"第([一二三四五六七八九十百]{1,5})条")
_ARTICLE_REACH = 40  # lines within which an annexed text shows its next article


class Rank(Enum):
    """What a heading heads."""

    COLUMN = 1
    SUBCOLUMN = 2
    ENTRY = 3


class Heading(NamedTuple):
    """Lines ``first`` to ``last`` (not included) are a heading of ``rank``."""

    rank: Rank
    first: int
    last: int
    head: Head


class _State:
    """Where the walk through the lines stands."""

    def __init__(self) -> None:
        self.column = False
        self.columns = 0  # ordinal of the last column
        self.series = False  # the last column had a series before a colon
        self.subcolumn = 0  # ordinal of the last one in this column
        self.entry = 0  # ordinal of the last entry
        self.fresh = True  # a column or sub-column has begun and has no entry yet
        self.inner = 0  # last ordinal of a list inside the entry
        self.articles = 0  # the last 第X条 seen inside the entry: an annexed text


def find_outline(lines: Sequence[Line], start: int, contents: Contents | None) -> list[Heading]:
    """The headings from line ``start`` on, in order; empty where no numbered entries stand under columns."""
    heads = [_head(line.read) for line in lines]
    ranks = rank_styles(lines, heads, start, contents)
    if ranks is None:
        return _by_levels(lines, start)
    announced = align(lines, heads, start, contents) if contents is not None else {}
    state = _State()
    found: list[Heading] = []
    index = start
    walk = _Walk(lines, heads, ranks, announced)
    while index < len(lines):
        heading = walk.heading_at(index, state)
        if heading is None:
            walk.pass_by(index, state)
            index += 1
            continue
        _enter(heading, lines[heading.first].read, state)
        found.append(heading)
        index = heading.last
    return _with_entries(found)


def _head(read: str) -> Head | None:
    """How a line is marked as a heading; None where it cannot be one."""
    if not is_headline(read) or names_issue(read):
        return None
    if any(opening(part).match(read) for part in ("guide", "keywords", "notice", "source")):
        return None
    return head_of(read)


def _enter(heading: Heading, read: str, state: _State) -> None:
    state.inner = state.articles = 0
    if heading.rank is Rank.COLUMN:
        state.column, state.subcolumn, state.fresh = True, 0, True
        state.columns = heading.head.number or state.columns + 1
        state.series = 0 < read.find("：") <= SERIES_LENGTH
    elif heading.rank is Rank.SUBCOLUMN:
        state.subcolumn, state.fresh = heading.head.number or state.subcolumn + 1, True
    else:
        state.entry, state.fresh = heading.head.number, False


class _Walk:
    """The decision at one line."""

    def __init__(
        self, lines: Sequence[Line], heads: list[Head | None], ranks: Ranks, announced: dict[int, tuple[int, Style]]
    ) -> None:
        self.lines = lines
        self.heads = heads
        self.ranks = ranks
        self.announced = announced

    def heading_at(self, index: int, state: _State) -> Heading | None:
        """The heading that begins at line ``index``, if one does."""
        head = self.heads[index]
        if head is None:
            return None
        announced = self.announced.get(index)
        if announced is not None:
            return self._announced(index, head, announced, state)
        last = index + 1
        while last < len(self.lines) and may_go_on(self.lines, last - 1, last, first=index):
            last += 1
        rank = self._rank(index, last, head, state)
        return None if rank is None else Heading(rank, index, last, head)

    def _announced(self, index: int, head: Head, announced: tuple[int, Style], state: _State) -> Heading | None:
        last, style = announced
        if style is self.ranks.entry:
            return Heading(Rank.ENTRY, index, last, head) if state.column else None
        rank = Rank.SUBCOLUMN if style is self.ranks.subcolumn and state.column else Rank.COLUMN
        return Heading(rank, index, last, head)

    def _rank(self, index: int, last: int, head: Head, state: _State) -> Rank | None:
        """What an unannounced line heads."""
        if head.style is self.ranks.entry:
            return Rank.ENTRY if self._is_entry(index, head, state) else None
        if head.style is self.ranks.subcolumn and state.column:
            follows = head.number in (state.subcolumn + 1, 1 if state.subcolumn == 0 else -1)
            return Rank.SUBCOLUMN if follows and not state.articles and self._opens_part(last) else None
        if head.style is self.ranks.column:
            return Rank.COLUMN if self._is_column(index, last, state) else None
        return None

    def _is_column(self, index: int, last: int, state: _State) -> bool:
        read = self.lines[index].read
        if closing_source().search(read) or read.count("）") > read.count("（"):
            return False  # the end of a paragraph that a page cut
        if self._opens_guide(last):
            return True
        kin = self._is_kin(self.heads[index], read, state)
        fits = kin or (len(read) <= _LONGEST_COLUMN and not state.articles)
        return fits and self._opens_part(last)

    def _is_kin(self, head: Head | None, read: str, state: _State) -> bool:
        """Whether the line carries on the columns so far: the next ordinal, or a series before a colon like theirs."""
        if head is None or not state.column:
            return False
        if head.style is not Style.PLAIN:
            return head.number == state.columns + 1
        return state.series and 0 < read.find("：") <= SERIES_LENGTH

    def _opens_guide(self, index: int) -> bool:
        """Whether guide or keywords begin at line ``index``."""
        if index >= len(self.lines):
            return False
        read = self.lines[index].read
        return opening("guide").match(read) is not None or opening("keywords").match(read) is not None

    def _opens_part(self, index: int) -> bool:
        """Whether at ``index`` something stands that opens a part: a guide, keywords, a lower heading numbered 1."""
        if self._opens_guide(index):
            return True
        head = self.heads[index] if index < len(self.lines) else None
        if head is None or head.style is Style.PLAIN:
            return False
        return head.style in (self.ranks.entry, self.ranks.subcolumn) and (head.number == 1 or self._follows(index))

    def _follows(self, index: int) -> bool:
        """Whether an entry numbered on from the part before (no restart at 1) may stand at ``index``."""
        head = self.heads[index]
        if head is None or head.style is not self.ranks.entry:
            return False
        for earlier in range(index - 1, -1, -1):
            before = self.heads[earlier]
            if before is not None and before.style is self.ranks.entry:
                return before.number + 1 == head.number and self._closed_before(index)
        return False

    def _closed_before(self, index: int) -> bool:
        """Whether a source line stands within the three lines before ``index`` (headings may stand between)."""
        return any(closing_source().search(self.lines[at].read) for at in range(max(index - 3, 0), index))

    def _is_entry(self, index: int, head: Head, state: _State) -> bool:
        if not state.column:
            return False
        if state.fresh:
            return head.number in (1, state.entry + 1)
        if head.number != state.entry + 1:
            return False
        closed = closing_source().search(self.lines[index - 1].read) is not None or self.lines[index].is_heading
        if state.inner and head.number == state.inner + 1:
            return closed
        before = self.lines[index - 1].read
        if self._next_announced_is(index, head.number) or self._article_follows(index, state.articles):
            return False
        if self.announced and not self._announces_more(index, head.number):
            return closed
        return closed or before[-1:] in "。！？）”…" or is_headline(before)

    def _article_follows(self, index: int, article: int) -> bool:
        """Whether the annexed text that stood at ``article`` goes on below line ``index``."""
        if not article:
            return False
        for line in self.lines[index : index + _ARTICLE_REACH]:
            found = _ARTICLE.match(line.read)
            if found is not None:
                return han_number(found[1]) == article + 1
        return False

    def _announces_more(self, index: int, number: int) -> bool:
        """Whether the contents list goes on with entries after ``number`` in the same part: then it left one out."""
        for at in sorted(self.announced):
            head = self.heads[at]
            if at > index and head is not None:
                return head.style is self.ranks.entry and head.number > number
        return False

    def _next_announced_is(self, index: int, number: int) -> bool:
        """Whether the contents list announces an entry of that number further on in the same part."""
        for at in sorted(self.announced):
            if at <= index:
                continue
            head = self.heads[at]
            if head is None or head.style is not self.ranks.entry:
                return False
            return head.number == number
        return False

    def pass_by(self, index: int, state: _State) -> None:
        """Remember lists and articles that stand inside an entry."""
        read = self.lines[index].read
        head = self.heads[index] or (head_of(read) if read[:1].isdigit() else None)
        if head is not None and head.style is self.ranks.entry:
            state.inner = head.number
        found = _ARTICLE.match(read)
        if found is not None:
            state.articles = han_number(found[1])


def _by_levels(lines: Sequence[Line], start: int) -> list[Heading]:
    """The headings of a bulletin that numbers nothing, by their levels."""
    levels = heading_levels(lines, start)
    if levels is None:
        return []
    ranks = dict(zip(levels, (Rank.COLUMN, Rank.SUBCOLUMN, Rank.ENTRY), strict=True))
    found: list[Heading] = []
    for index in range(start, len(lines)):
        rank = ranks.get(lines[index].level) if lines[index].is_heading else None
        if rank is not None and (found or rank is Rank.COLUMN):
            found.append(Heading(rank, index, index + 1, head_of(lines[index].read)))
    return _with_entries(found)


def _with_entries(found: list[Heading]) -> list[Heading]:
    """Columns and sub-columns that hold no entry are dropped: front matter, or a part of an entry."""
    kept: list[Heading] = []
    for position, heading in enumerate(found):
        if heading.rank is Rank.ENTRY:
            kept.append(heading)
            continue
        stops = (Rank.COLUMN,) if heading.rank is Rank.COLUMN else (Rank.COLUMN, Rank.SUBCOLUMN)
        for later in found[position + 1 :]:
            if later.rank in stops:
                break
            if later.rank is Rank.ENTRY:
                kept.append(heading)
                break
    return kept
