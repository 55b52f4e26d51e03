"""The whole way from a reading to a bulletin."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guanlan.errors import ReadingError
from guanlan.extract.bulletin.back import back_starts, read_back
from guanlan.extract.bulletin.contents import Contents, find_contents
from guanlan.extract.bulletin.cover import read_cover, tells_number
from guanlan.extract.bulletin.entries import read_entry
from guanlan.extract.bulletin.front import front_parts
from guanlan.extract.bulletin.lines import Line, draw_lines, is_page_number, running_heads, words_from, words_of
from guanlan.extract.bulletin.marks import Style
from guanlan.extract.bulletin.openers import read_opener
from guanlan.extract.bulletin.outline import SERIES_LENGTH, Heading, Rank, find_outline
from guanlan.extract.bulletin.wrapping import unwrapped
from guanlan.records.bulletin import Bulletin, Column, Entry, SubColumn, Words
from guanlan.records.reading import Reading

# an issue number in the first lines and this many numbered entries under columns: a report with a list has fewer marks
_LEAST_ENTRIES = 3
_COVER_LINES = 40
_ORIGINAL = re.compile(
    r"(?:(?:原文|参考|新闻|信息|详情)?(?:链接|地址|网址|出处)\s*[：:]?\s*)?https?://|(?:阅读)?原文(?:链接|地址)?\s*[：:]?$"
)
_PLAIN = "text/plain"


def read_bulletin(reading: Reading) -> Bulletin:
    """The structure of the bulletin in ``reading``; entries carry no facts yet (``guanlan.extract.facts.with_facts``).

    Raises ``ReadingError("extract.no_columns")`` where no column with numbered entries is found.
    """
    lines, contents = _prepared(reading)
    outline = find_outline(lines, contents.last if contents else 0, contents)
    if not outline:
        raise ReadingError("extract.no_columns")
    return _Assembly(reading.text, lines, contents, outline).bulletin()


def _prepared(reading: Reading) -> tuple[list[Line], Contents | None]:
    """The lines of the bulletin, paragraphs whole and without furniture; the contents list among them."""
    lines = draw_lines(reading)
    if reading.media_type == _PLAIN:
        heads = running_heads(lines)
        lines = unwrapped(reading.text, lines, lambda line: line.read in heads or is_page_number(line))
    contents = find_contents(reading.text, lines)
    return _without_furniture(lines, contents), contents


def _without_furniture(lines: list[Line], contents: Contents | None) -> list[Line]:
    """Running heads and page numbers behind the contents list are left out; the first of equal heads stays."""
    start = contents.last if contents else 0
    heads = running_heads(lines[start:])
    seen: set[str] = set()
    kept = lines[:start]
    for line in lines[start:]:
        recurs = line.read in heads and line.read in seen
        seen.add(line.read)
        if not recurs and not is_page_number(line):
            kept.append(line)
    return kept


class _Assembly:
    """Lines and headings put together into the parts of a bulletin."""

    def __init__(self, text: str, lines: list[Line], contents: Contents | None, outline: list[Heading]) -> None:
        self.text = text
        self.lines = lines
        self.contents = contents
        self.outline = outline

    def bulletin(self) -> Bulletin:
        """All of it."""
        front = front_parts(self.text, self.lines, self.contents, self.outline[0].first)
        bodies = frozenset(holder.name.text for role in front.roles for holder in role.holders)
        self.end = self._end(bodies)
        return Bulletin(
            cover=read_cover(self.text, front.cover),
            contents=tuple(item.line for item in self.contents.items) if self.contents else (),
            masthead=front.roles,
            notice=front.notice,
            columns=tuple(self._columns()),
            back_matter=read_back(self.text, self.lines[self.end :]),
        )

    def _end(self, bodies: frozenset[str]) -> int:
        """The line behind the last entry."""
        last = self.outline[-1].last
        return last + back_starts(self.lines[last:], bodies)

    def _after(self, position: int) -> int:
        """The line at which what stands under heading ``position`` ends."""
        return self.outline[position + 1].first if position + 1 < len(self.outline) else self.end

    def _words(self, heading: Heading) -> Words:
        """The words of a heading without its ordinal."""
        return heading_words(self.text, self.lines[heading.first : heading.last], heading.head.at)

    def _columns(self) -> list[Column]:
        columns: list[Column] = []
        starts = [at for at, heading in enumerate(self.outline) if heading.rank is Rank.COLUMN]
        for number, at in enumerate(starts, 1):
            stop = starts[number] if number < len(starts) else len(self.outline)
            columns.append(self._column(number, at, stop))
        return columns

    def _column(self, number: int, at: int, stop: int) -> Column:
        heading = self.outline[at]
        opener = read_opener(self.text, self.lines[heading.last : self._after(at)])
        guide, keywords = list(opener.guide), list(opener.keywords)
        parts: list[tuple[Words, list[Entry]]] = []
        for position in range(at + 1, stop):
            one = self.outline[position]
            if one.rank is Rank.SUBCOLUMN:
                parts.append((self._words(one), []))
                more = read_opener(self.text, self.lines[one.last : self._after(position)])
                guide.extend(more.guide)
                keywords.extend(more.keywords)
                continue
            if not parts:
                parts.append((Words(""), []))
            parts[-1][1].append(self._entry(number, position, parts))
        series, words = self._series(heading)
        subcolumns = tuple(SubColumn(name, tuple(entries)) for name, entries in parts)
        return Column(series, words, tuple(guide), tuple(keywords), subcolumns)

    def _entry(self, number: int, position: int, parts: list[tuple[Words, list[Entry]]]) -> Entry:
        one = self.outline[position]
        named = sum(1 for name, _ in parts if name.text)
        key = f"{number}.{named if parts[-1][0].text else 0}.{len(parts[-1][1]) + 1:02d}"
        return read_entry(self.text, key, self._words(one), self.lines[one.last : self._after(position)])

    def _series(self, heading: Heading) -> tuple[str, Words]:
        """境内前沿观察一：安全事件 → what stands before the colon, what follows; 一、安全事件 → ordinal, words."""
        lines = self.lines[heading.first : heading.last]
        read = lines[0].read
        if heading.head.style is not Style.PLAIN:
            return read[: heading.head.at].strip(" 、.：:（）"), self._words(heading)
        colon = read.find("：", heading.head.at)
        if 0 < colon - heading.head.at <= SERIES_LENGTH and colon + 1 < len(read):
            return read[heading.head.at : colon], heading_words(self.text, lines, colon + 1)
        return "", self._words(heading)


def heading_words(text: str, lines: Sequence[Line], at: int) -> Words:
    """The words of a heading from the read place ``at`` of its first line on."""
    first = words_from(text, lines[0], at)
    rest = [words_of(text, line.pieces) for line in lines[1:]]
    return Words(
        "".join(one.text for one in (first, *rest)), tuple(span for one in (first, *rest) for span in one.spans)
    )


def looks_like_bulletin(reading: Reading) -> bool:
    """Whether ``reading`` has the marks of a bulletin: an issue number, and columns with numbered entries."""
    lines, contents = _prepared(reading)
    if len(lines) < _LEAST_ENTRIES * 2:
        return False
    outline = find_outline(lines, contents.last if contents else 0, contents)
    # the number stands on a line of its own above everything else: a notice of 第五期沙龙 names one in its text
    above = min([_COVER_LINES, *([contents.first] if contents else [heading.first for heading in outline])])
    cover = read_cover(reading.text, [line for line in lines[:above] if tells_number(line.read)])
    if cover.number is None and cover.number_in_year is None:
        return False
    entries = sum(heading.rank is Rank.ENTRY for heading in outline)
    # a digest has an issue number and parts as well; but its items lead on to their originals
    linked = sum(_ORIGINAL.match(line.read) is not None for line in lines)
    return entries >= _LEAST_ENTRIES and linked * 2 < entries
