"""The contents list: where it stands, and its lines put together and told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from guanlan.extract.bulletin.lines import Line, trim, words_of
from guanlan.extract.bulletin.marks import Head, Style, cues, head_of, is_contents_heading, is_headline, opening
from guanlan.records.bulletin import ContentsLine, Words
from guanlan.records.reading import BlockKind
from guanlan.text.reading_map import Piece, ReadingMap

# dot leaders or blanks, then the page: a tab, two blanks, two or more dots
_PAGE = re.compile(r"(?:\s*[.．·…⋯]{2,}\s*|\s*\t\s*|\s{2,}|\s*[—\-–]{3,}\s*)(\d{1,3})\s*$")
_PAGE_LOOSE = re.compile(r"[\s.．·…]+(\d{1,3})\s*$")
_LEADERS = re.compile(r"[\s.．·…⋯]{2,}$|\s\.$")
_GAP = 3  # lines without a page number that a contents list may hold in a row: one title broken over lines


class ContentsItem(NamedTuple):
    """A heading that the contents list announces."""

    line: ContentsLine
    head: Head
    title: str  # the words behind the ordinal, as read


class Contents(NamedTuple):
    """``first`` to ``last`` (not included) are the lines of the list, its own heading among them."""

    first: int
    last: int
    items: tuple[ContentsItem, ...]


def find_contents(text: str, lines: Sequence[Line]) -> Contents | None:
    """The contents list of a bulletin; None where it has none."""
    start = _start(lines)
    if start is None:
        return None
    paged = [_page_at(text, line) is not None for line in lines]
    last = _last_paged(lines, paged, start) if any(paged[start : start + 12]) else _last_plain(lines, start)
    if last - start < 3:
        return None
    first = start + (1 if is_contents_heading(lines[start].read) else 0)
    groups = _groups(lines, paged, first, last)
    items = tuple(item for item in (_item(text, group) for group in groups) if item is not None)
    return Contents(start, last, items) if len(items) > 1 else None


def _start(lines: Sequence[Line]) -> int | None:
    for index, line in enumerate(lines):
        if is_contents_heading(line.read):
            return index
    for index, line in enumerate(lines):
        if line.kind is BlockKind.CONTENTS:
            return index
    return None


def _page_at(text: str, line: Line) -> tuple[int, int] | None:
    """The page number that closes a line, and where in the as-published text the words before it end."""
    last = line.pieces[-1]
    published = text[last.start : last.end]
    found = _PAGE.search(published)
    if found is None and line.kind is BlockKind.CONTENTS:
        found = _PAGE_LOOSE.search(published)
    return None if found is None else (int(found[1]), last.start + found.start())


def _last_paged(lines: Sequence[Line], paged: list[bool], start: int) -> int:
    last, missed = start, 0
    for index in range(start + 1, len(lines)):
        if paged[index] or lines[index].kind is BlockKind.CONTENTS:
            last, missed = index, 0
        elif is_headline(lines[index].read):
            missed += 1
        else:
            missed += 2
        if missed > _GAP:
            break
    return last + 1


def _last_plain(lines: Sequence[Line], start: int) -> int:
    """A list without pages ends where its first heading comes again, or at the first line that is no heading; one that
    the format itself marks as a list ends with the last of its items.
    """
    first = _bare(lines[start + 1].read) if start + 1 < len(lines) else ""
    listed = start + 1 < len(lines) and lines[start + 1].kind is BlockKind.ITEM
    for index in range(start + 2, len(lines)):
        line = lines[index]
        if line.kind is BlockKind.CONTENTS or (listed and line.kind is BlockKind.ITEM):
            continue
        if listed:
            return index
        if _bare(line.read) == first or not is_headline(line.read) or _opens_body(line.read):
            return index
    return len(lines)


def _bare(read: str) -> str:
    return "".join(read.split())


def _opens_body(read: str) -> bool:
    if any(opening(part).match(read) for part in ("guide", "keywords", "notice")):
        return True
    return "：" in read[:8] and read[: read.index("：")] in cues("role")


def _groups(lines: Sequence[Line], paged: list[bool], first: int, last: int) -> list[list[Line]]:
    """The lines of one heading each: a heading without page number goes on in the next line."""
    groups: list[list[Line]] = []
    with_pages = any(paged[first:last])
    open_heading = False
    for index in range(first, last):
        line = lines[index]
        # an ordinal always begins a heading; what has none goes on with a heading whose page is still to come
        continues = open_heading and head_of(line.read).style is Style.PLAIN and with_pages
        if continues:
            groups[-1].append(line)
        else:
            groups.append([line])
        open_heading = not paged[index]
    return groups


def _item(text: str, group: list[Line]) -> ContentsItem | None:
    pieces = [piece for line in group for piece in line.pieces]
    page = _page_at(text, group[-1])
    if page is not None:
        pieces[-1] = Piece(pieces[-1].start, page[1], pieces[-1].joiner)
    joined = [Piece(piece.start, piece.end, "") for piece in trim(text, pieces)]
    stray = _LEADERS.search(text[joined[-1].start : joined[-1].end])
    if stray is not None:
        joined[-1] = Piece(joined[-1].start, joined[-1].start + stray.start(), "")
    words = words_of(text, joined)
    if not words.text:
        return None
    head = head_of(words.text)
    return ContentsItem(ContentsLine(words, page[0] if page else None), head, words.text[head.at :])


def as_words(text: str, line: Line) -> Words:
    """A whole line as words."""
    return Words(ReadingMap(text, line.pieces).read, tuple((piece.start, piece.end) for piece in line.pieces))
