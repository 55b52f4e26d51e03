"""The units of one law text by provision: 第五十九条第一款第（二）项 → the unit that it names.

Texts without articles (decisions, arrangements, amendments) are cited by their 一、二、三、 as if those were articles.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from guanlan.errors import InputError
from guanlan.records.law import LawText, Level, Unit
from guanlan.text.numerals import parse_number
from guanlan.text.provisions import Provision

_INSIDE = (Level.ARTICLE, Level.PARAGRAPH, Level.ITEM, Level.SUBITEM)
_ABOVE = frozenset({Level.PART, Level.SUBPART, Level.CHAPTER, Level.SECTION})
_POINT = re.compile("[〇零一二三四五六七八九十百]{1,5}、")
# “（一）… is an item of the words that an amendment puts in
_QUOTED_ITEM = re.compile('[“"「]?[（(]([〇零一二三四五六七八九十百]{1,4})[）)]')


class ProvisionIndex:
    """Looks units up by number. An article that its text has twice is found twice: which one is meant is not known."""

    __slots__ = ("_children", "_published", "articles", "law", "order")

    def __init__(self, law: LawText, published: str) -> None:
        self.law = law
        self._published = published
        self._children: dict[int, list[int]] = {}
        for index, unit in enumerate(law.units):
            self._children.setdefault(unit.parent, []).append(index)
        self.articles = self._numbered_units()
        self.order = sorted(unit for units in self.articles.values() for unit in units)

    def find(self, provision: Provision) -> tuple[int, ...]:
        """The units that the provision may name: none, one, or several. ``Provision()`` names none: it is the text."""
        if provision.article is None:
            return ()
        found: list[int] = []
        for article in self.articles.get(provision.article, ()):
            found += self.inside(article, provision)
        return tuple(found)

    def inside(self, article: int, provision: Provision) -> tuple[int, ...]:
        """The units of ``article`` that paragraph, item and subitem of ``provision`` may name."""
        units: tuple[int, ...] = (article,)
        if provision.paragraph is not None:
            units = self.paragraphs(article)[provision.paragraph - 1 : provision.paragraph]
        if provision.item is not None:
            units = tuple(one for unit in units for one in self.items(unit) if self._item(one) == provision.item)
        if provision.subitem is not None:
            wanted = str(provision.subitem)
            below = (one for unit in units for one in self._below(unit, Level.SUBITEM))
            units = tuple(one for one in below if self.law.units[one].number == wanted)
        return units

    def article_of(self, unit: int) -> int:
        """The article that ``unit`` is or is in; -1 where there is none."""
        while unit >= 0 and unit not in self.articles.get(self.law.units[unit].number, ()):
            unit = self.law.units[unit].parent
        return unit

    def unit_at(self, at: int) -> int:
        """The innermost unit in which code point ``at`` of the as-published text stands; -1 outside of all."""
        units = self.law.units
        unit = bisect_right(units, at, key=lambda one: one.start) - 1
        while unit >= 0 and units[unit].end <= at:
            unit = units[unit].parent
        return unit

    def before(self, article: int) -> int:
        """The article that stands before ``article``; -1 for the first."""
        at = bisect_left(self.order, article)
        return self.order[at - 1] if at else -1

    def between(self, first: int, last: int) -> tuple[int, ...]:
        """The articles from ``first`` to ``last`` in the order of the text, both included."""
        return tuple(self.order[bisect_left(self.order, first) : bisect_left(self.order, last) + 1])

    def paragraphs(self, article: int) -> tuple[int, ...]:
        """The paragraphs of an article; the article itself where none are told apart."""
        if self.law.units[article].level is Level.ARTICLE:
            return self._below(article, Level.PARAGRAPH) or (article,)
        return self._lines(article) or (article,)

    def paragraph_of(self, article: int, unit: int) -> int:
        """Which of the paragraphs of ``article`` ``unit`` is or is in, counted from 0; -1 where that is not known."""
        at = self.law.units[unit].start
        found = -1
        if unit == article:
            return 0 if len(self.paragraphs(article)) == 1 else -1
        for count, paragraph in enumerate(self.paragraphs(article)):
            if self.law.units[paragraph].start <= at:
                found = count
        return found

    def items(self, unit: int) -> tuple[int, ...]:
        """The items of a paragraph, or of all paragraphs of an article."""
        one = self.law.units[unit]
        article = self.article_of(unit)
        if article < 0 or self.law.units[article].level is Level.ARTICLE:
            return self._below(unit, Level.ITEM)
        start, end = (one.start, one.end) if unit == article else self.span(unit)
        listed = (
            index
            for index in self._all_below(article)
            if start <= self.law.units[index].start < end and self._is_listed(index)
        )
        return tuple(listed)

    def above(self, unit: int) -> tuple[int, ...]:
        """The parts, chapters and sections that ``unit`` is in, the widest first."""
        found: list[int] = []
        while (unit := self.law.units[unit].parent) >= 0:
            if self.law.units[unit].level in _ABOVE:
                found.append(unit)
        return tuple(reversed(found))

    def span(self, unit: int) -> tuple[int, int]:
        """Where the words of ``unit`` stand, the items that a paragraph announces included."""
        one = self.law.units[unit]
        article = self.article_of(unit)
        if one.level is not Level.TEXT or article < 0:
            return one.start, one.end
        starts = [self.law.units[line].start for line in self._lines(article)]
        at = bisect_left(starts, one.start)
        if at == len(starts) or starts[at] != one.start:
            return one.start, one.end
        if at + 1 == len(starts):
            return one.start, self.law.units[article].end
        return one.start, one.start + len(self._published[one.start : starts[at + 1]].rstrip())

    def number_of(self, unit: int) -> Provision:
        """The provision that ``unit`` is; ``Provision()`` where it is in no article."""
        article = self.article_of(unit)
        if article < 0:
            return Provision()
        number = self.law.units[article].number
        if unit == article:
            return Provision(number)
        paragraph = self.paragraph_of(article, unit) + 1
        item, subitem = self._list_numbers(article, unit)
        return Provision(number, paragraph or None, item or None, subitem or None)

    def _list_numbers(self, article: int, unit: int) -> tuple[int, int]:
        """The numbers of the item and the subitem that ``unit`` is or is in, 0 for none."""
        if self.law.units[article].level is not Level.ARTICLE:
            while unit != article and not self._is_listed(unit):
                unit = self.law.units[unit].parent
            return (self._item(unit) if unit != article else 0), 0
        item, subitem = 0, 0
        while unit != article:
            one = self.law.units[unit]
            if one.level is Level.ITEM:
                item = _count(one.number)
            elif one.level is Level.SUBITEM:
                subitem = _count(one.number)
            unit = one.parent
        return item, subitem

    def _numbered_units(self) -> dict[str, list[int]]:
        """Articles by number: those of the text itself, else its points 一、, and those of what is annexed."""
        own: dict[str, list[int]] = {}
        others: dict[str, list[int]] = {}
        for index, unit in enumerate(self.law.units):
            if unit.level is Level.ARTICLE:
                into = others if self._is_annexed(unit) else own
                into.setdefault(unit.number, []).append(index)
        if own:
            return own
        for index in self._points():
            others.setdefault(self.law.units[index].number, []).append(index)
        return others

    def _is_annexed(self, unit: Unit) -> bool:
        while unit.parent >= 0:
            unit = self.law.units[unit.parent]
            if unit.level is Level.ANNEX:
                return True
        return False

    def _points(self) -> list[int]:
        units = self.law.units
        return [
            index
            for index, unit in enumerate(units)
            if unit.level is Level.ITEM
            and (unit.parent < 0 or units[unit.parent].level in _ABOVE)
            and _POINT.match(self._published, unit.start)
        ]

    def _lines(self, article: int) -> tuple[int, ...]:
        """The paragraphs of a point 一、: its lines but for those that are items."""
        units = self.law.units
        lines: list[int] = []
        for index in self._all_below(article):
            unit = units[index]
            begins_list = units[unit.parent].start == unit.start and unit.parent != article
            if unit.level is Level.TEXT and not begins_list and not self._quoted_item(index):
                lines.append(index)
        return tuple(lines)

    def _is_listed(self, index: int) -> bool:
        unit = self.law.units[index]
        return unit.level is Level.SUBITEM or (
            unit.level is Level.TEXT
            and self.law.units[unit.parent].start != unit.start
            and self._quoted_item(index) is not None
        )

    def _quoted_item(self, index: int) -> re.Match[str] | None:
        return _QUOTED_ITEM.match(self._published, self.law.units[index].start)

    def _item(self, index: int) -> int:
        unit = self.law.units[index]
        quoted = self._quoted_item(index) if unit.level is Level.TEXT else None
        return _numeral(quoted[1]) if quoted else _count(unit.number)

    def _all_below(self, unit: int) -> list[int]:
        found: list[int] = []
        for child in self._children.get(unit, ()):
            found.append(child)
            found += self._all_below(child)
        return found

    def _below(self, unit: int, level: Level) -> tuple[int, ...]:
        """The units of ``level`` under ``unit``, coarser ones between them looked through."""
        found: list[int] = []
        for child in self._children.get(unit, ()):
            one = self.law.units[child].level
            if one is level:
                found.append(child)
            elif one in _INSIDE and _INSIDE.index(one) < _INSIDE.index(level):
                found += self._below(child, level)
        return tuple(found)


def _count(number: str) -> int:
    return int(number) if number.isdecimal() else 0


def _numeral(words: str) -> int:
    try:
        return int(parse_number(words).value)
    except InputError:
        return 0
