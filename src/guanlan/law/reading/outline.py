"""Lines with their marks → the units of a law, parents before children."""

from __future__ import annotations

import re
from typing import NamedTuple

from guanlan.law.reading.marks import Kind, mark_of
from guanlan.law.reading.sequence import Entry
from guanlan.records.law import Level, Unit

_DIVISIONS = {
    Kind.PART: Level.PART,
    Kind.SUBPART: Level.SUBPART,
    Kind.CHAPTER: Level.CHAPTER,
    Kind.SECTION: Level.SECTION,
}
# Markdown headings of a text whose chapters carry no mark; depth 1 is the title
_BY_DEPTH = {1: Kind.CHAPTER, 2: Kind.CHAPTER}
_LISTS = (Level.ITEM, Level.SUBITEM)
# Ranks: a unit ends where one of its own or a higher rank begins
_ARTICLE_RANK = int(Kind.ARTICLE)
_TEXT_RANK = 20
_ENDS = frozenset("。；：;:”’！？!?」』）)…》〉.>")
_OPEN_ENDS = frozenset("：:，,、")
_SHORT_LINE = 18  # the shortest broken line met in the laws has 20 characters; names and headings are shorter
_CLOSING = re.compile("本(?:决定|通知|修正案|批复|意见|安排)自|根据本决定|特此|此复")
_BRACKETED = re.compile("【(?P<heading>[^【】\n]{1,60})】[ \t\u3000]*")
_HEADING_END = 40


class _Open(NamedTuple):
    rank: int
    unit: int


class Outline:
    """Builds the units of one text; feed every entry to ``add``, then take ``units``."""

    def __init__(self, text: str, *, has_articles: bool) -> None:
        self._text = text
        self._has_articles = has_articles
        self._units: list[Unit] = []
        self._ends: list[int] = []
        self._stack: list[_Open] = []
        self._lists: list[Kind] = []  # the sorts of marks of the lists that are open
        self._count = 0  # of paragraphs in the article, of texts in the document
        self._annexes = 0
        self._last_end = 0
        self._last_start = 0
        self._seen_division = False

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units, closed."""
        self._close(-1)
        return tuple(self._units)

    def add(self, entry: Entry, following: Entry | None) -> None:
        """One more line; ``following`` is the one after it."""
        kind = entry.mark.kind
        if kind is Kind.ANNEX:
            self._annex(entry)
        elif kind in _DIVISIONS:
            self._division(entry)
        elif kind is Kind.HEADING:
            self._headed(entry)
        elif kind is Kind.ARTICLE:
            self._article(entry)
        elif self._heads_articles(entry, following):
            self._listed_heading(entry)
        elif self._inside(Level.ARTICLE):
            self._under_article(entry)
        elif kind is Kind.PLAIN:
            self._plain(entry)
        else:
            self._listed(entry)
        self._last_start, self._last_end = entry.line.start, entry.line.end

    def _open(self, rank: int, level: Level, number: str, start: int, heading: str = "") -> None:
        self._close(rank)
        parent = self._stack[-1].unit if self._stack else -1
        self._stack.append(_Open(rank, len(self._units)))
        self._units.append(Unit(level, number, start, start, parent, heading))

    def _close(self, rank: int) -> None:
        """Ends all units of ``rank`` and below it where the last line ended."""
        while self._stack and self._stack[-1].rank >= rank:
            index = self._stack.pop().unit
            unit = self._units[index]
            self._units[index] = Unit(unit.level, unit.number, unit.start, self._last_end, unit.parent, unit.heading)

    def _inside(self, level: Level) -> bool:
        return any(self._units[one.unit].level is level for one in self._stack)

    def _annex(self, entry: Entry) -> None:
        self._annexes += 1
        self._count = 0
        self._has_articles = True  # what an annex has at its head is no preamble
        self._lists = []
        number = str(entry.mark.number or self._annexes)
        heading = self._text[entry.mark.end : entry.line.end]
        self._open(int(Kind.ANNEX), Level.ANNEX, number, entry.line.start, heading)

    def _division(self, entry: Entry) -> None:
        self._lists = []
        words = self._text[entry.mark.end : entry.line.end]
        if "".join(words.split()) == "序言":
            self._count = 0
            self._open(_ARTICLE_RANK, Level.PREAMBLE, "", entry.line.start, words)
            return
        if self._inside(Level.PREAMBLE):
            self._count = 0
        number = str(entry.mark.number) if entry.mark.number else ""
        self._open(int(entry.mark.kind), _DIVISIONS[entry.mark.kind], number, entry.line.start, words)
        self._seen_division = True

    def _headed(self, entry: Entry) -> None:
        """A heading of Markdown that carries no mark of a law; a decimal number is one as it stands (5.1)."""
        kind = _BY_DEPTH.get(entry.line.depth, Kind.SECTION)
        number = self._text[entry.line.start : entry.mark.end].strip()
        heading = self._text[entry.mark.end : entry.line.end]
        self._lists = []
        self._open(int(kind), _DIVISIONS[kind], number, entry.line.start, heading)
        self._seen_division = True

    def _article(self, entry: Entry) -> None:
        text, (line, mark) = self._text, entry
        number = f"{mark.number}-{mark.insert}" if mark.insert else str(mark.number)
        bracketed = _BRACKETED.match(text, mark.end, line.end)
        at = bracketed.end() if bracketed else mark.end
        self._open(_ARTICLE_RANK, Level.ARTICLE, number, line.start, bracketed["heading"] if bracketed else "")
        self._lists = []
        self._count = 0
        self._last_end = at if at < line.end else line.end
        if at < line.end:
            self._paragraph(at)
            inner = mark_of(text, line._replace(start=at, depth=0))
            if Kind.HAN_BRACKET <= inner.kind <= Kind.CIRCLED and inner.number == 1:
                self._item(inner.kind, inner.number, at)

    def _paragraph(self, start: int) -> None:
        self._lists = []
        self._count += 1
        self._open(_ARTICLE_RANK + 1, Level.PARAGRAPH, str(self._count), start)

    def _item(self, kind: Kind, number: int, start: int) -> None:
        """One more item of the list of this sort of marks; a sort not yet seen opens a list inside the last item."""
        if kind in self._lists:
            del self._lists[self._lists.index(kind) + 1 :]
        else:
            self._lists.append(kind)
        depth = len(self._lists) - 1
        if depth < len(_LISTS):
            self._open(_ARTICLE_RANK + 2 + depth, _LISTS[depth], str(number), start)

    def _under_article(self, entry: Entry) -> None:
        kind, start = entry.mark.kind, entry.line.start
        if kind is Kind.PLAIN:
            if self._count == 0 or not self._goes_on(entry):
                self._paragraph(start)
            return
        if self._count == 0:
            self._paragraph(start)
        self._item(kind, entry.mark.number, start)

    def _goes_on(self, entry: Entry) -> bool:
        """Whether a plain line belongs to the paragraph or item before it: that one did not end, or announced it."""
        end = self._last_end
        last = self._text[end - 1]
        if last in _OPEN_ENDS:
            return True
        if last in "；;":
            return not self._lists
        if last in _ENDS or end - self._last_start < _SHORT_LINE:
            return False
        return not self._lists or self._others_end()

    def _others_end(self) -> bool:
        """Whether the item before the last one ends as items do: then a last one that does not is broken off."""
        index = self._stack[-1].unit
        before = self._text[: self._units[index].start].rstrip()[-1:]
        return before in _ENDS

    def _plain(self, entry: Entry) -> None:
        if self._is_text_open() and self._is_broken():
            return
        if self._lists and self._is_closing(entry):
            self._close(_ARTICLE_RANK)
            self._lists = []
        self._begin_preamble(entry)
        self._text_unit(entry.line.start)

    def _is_closing(self, entry: Entry) -> bool:
        """Whether a plain line behind items belongs to the whole text: its last sentence, a signature, a day."""
        start, end = entry.line.start, entry.line.end
        if _CLOSING.match(self._text, start, end):
            return True
        return end - start < _SHORT_LINE and self._text[end - 1] not in _ENDS

    def _is_text_open(self) -> bool:
        return bool(self._stack) and self._units[self._stack[-1].unit].level is Level.TEXT

    def _is_broken(self) -> bool:
        """Whether the line before broke off: it is long, or ends in a comma, and does not end a sentence."""
        end = self._last_end
        last = self._text[end - 1]
        if last in "，、,":
            return True
        return last not in _ENDS and end - self._last_start >= _SHORT_LINE

    def _begin_preamble(self, entry: Entry) -> None:
        """What stands before the first chapter or article of a text that has articles is its preamble."""
        if self._has_articles and not self._stack and not self._seen_division and not self._units:
            self._open(_ARTICLE_RANK, Level.PREAMBLE, "", entry.line.start)

    def _text_unit(self, start: int) -> None:
        self._count += 1
        self._open(_TEXT_RANK, Level.TEXT, str(self._count), start)

    def _listed(self, entry: Entry) -> None:
        """A line with a list mark outside articles: an item, but before the first article part of the preamble."""
        if self._inside(Level.PREAMBLE) or (self._has_articles and not self._units):
            self._begin_preamble(entry)
            self._text_unit(entry.line.start)
        else:
            self._item_of_text(entry)

    def _listed_heading(self, entry: Entry) -> None:
        """一、一般规定 above articles is a chapter, （一）管辖 below it a section."""
        level = Kind.CHAPTER if entry.mark.kind is Kind.HAN else Kind.SECTION
        self._division(Entry(entry.line, entry.mark._replace(kind=level)))

    def _heads_articles(self, entry: Entry, following: Entry | None) -> bool:
        kind = entry.mark.kind
        if not self._has_articles or kind not in (Kind.HAN, Kind.HAN_BRACKET):
            return False
        if entry.line.depth:
            return True
        if entry.line.end - entry.line.start > _HEADING_END or self._text[entry.line.end - 1] in _ENDS:
            return False
        if following is None or (kind is Kind.HAN_BRACKET and self._inside(Level.ARTICLE)):
            return False
        return following.mark.kind is Kind.ARTICLE or (kind is Kind.HAN and following.mark.kind is Kind.HAN_BRACKET)

    def _item_of_text(self, entry: Entry) -> None:
        kind, number = entry.mark.kind, entry.mark.number
        self._close(_TEXT_RANK)
        if kind in self._lists:
            del self._lists[self._lists.index(kind) + 1 :]
        else:
            self._lists.append(kind)
        depth = len(self._lists) - 1
        if depth < len(_LISTS):
            heading = self._text[entry.mark.end : entry.line.end] if entry.line.depth else ""
            self._open(_ARTICLE_RANK + depth, _LISTS[depth], str(number), entry.line.start, heading)
        self._text_unit(entry.line.start)
