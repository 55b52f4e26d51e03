"""The units of a law as a tree of what they say themselves and what stands under them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from guanlan.law.reading.words import span_words
from guanlan.records.law import LawText, Level, Unit

_HAN = "〇零○一二三四五六七八九十百千两"
_ARTICLE = re.compile(rf"[第笫][ \u3000]*[{_HAN}0-9０-９ \u3000]{{1,12}}条(?:之[{_HAN}0-9]{{1,4}})?")
_DIVISION = re.compile(rf"[第笫][ \u3000]*[{_HAN}0-9０-９ \u3000]{{1,12}}(?:分编|[编篇章节])")
_ITEM = re.compile(
    rf"[（(〔][ \u3000]*(?:[{_HAN}]{{1,4}}|[0-9０-９]{{1,3}}|[a-zA-Z])[ \u3000]*[）)〕]"
    rf"|(?:[{_HAN}]{{1,4}}|[0-9０-９]{{1,3}})[、.．]|[0-9]{{1,3}}[）)]|[\u2460-\u2473\u3251-\u325f]"
)
_ANNEX = re.compile(rf"附[ \u3000]?[件表录图]?[ \u3000]?(?:[{_HAN}0-9]{{1,3}})?[ \u3000]*[:：]?")
_NUMERALS = {
    Level.ARTICLE: _ARTICLE,
    Level.PART: _DIVISION,
    Level.SUBPART: _DIVISION,
    Level.CHAPTER: _DIVISION,
    Level.SECTION: _DIVISION,
    Level.ITEM: _ITEM,
    Level.SUBITEM: _ITEM,
    Level.ANNEX: _ANNEX,
}


class Node(NamedTuple):
    """A unit: its number as printed (``numeral``), its heading, and in order its own lines and the nodes under it."""

    at: int  # the index of the unit
    unit: Unit
    numeral: str
    heading: str
    parts: list[str | Node]

    @property
    def nodes(self) -> list[Node]:
        """The nodes under it."""
        return [part for part in self.parts if isinstance(part, Node)]


def tree_of(published: str, law: LawText) -> list[str | Node]:
    """Everything that the body of a law says, once and in order: nodes, and lines that stand in no unit."""
    children: dict[int, list[int]] = {}
    for index, unit in enumerate(law.units):
        children.setdefault(unit.parent, []).append(index)
    return list(_parts(_Text(published, law, children), -1, *law.body))


def lines_of(published: str, law: LawText, start: int, end: int) -> Iterator[str]:
    """The lines of a stretch, without blanks at their edges, without what is no words of the law."""
    for line in span_words(published, law, start, end).split("\n"):
        if words := line.strip():
            yield words


class _Text(NamedTuple):
    published: str
    law: LawText
    children: dict[int, list[int]]


def _parts(text: _Text, parent: int, start: int, end: int) -> Iterator[str | Node]:
    at = start
    for index in text.children.get(parent, ()):
        unit = text.law.units[index]
        yield from lines_of(text.published, text.law, at, max(unit.start, at))
        yield _node(text, index, max(unit.start, at))
        at = max(unit.end, at)
    yield from lines_of(text.published, text.law, at, end)


def _node(text: _Text, index: int, start: int) -> Node:
    """``start`` is behind the unit's own where a number that stands there is the upper unit's (一、 of a list)."""
    unit = text.law.units[index]
    pattern = _NUMERALS.get(unit.level)
    found = pattern.match(text.published, start, unit.end) if pattern is not None else None
    begin = found.end() if found else start
    numeral = found[0] if found else ""
    at = text.published.find(unit.heading, begin, unit.end) if unit.heading.strip() else -1
    if at >= 0:
        numeral = "".join(lines_of(text.published, text.law, start, at)).rstrip("【 \t\u3000")
        begin = at + len(unit.heading)
        begin += text.published.startswith("】", begin)
    heading = unit.heading.strip() if at >= 0 else ""
    return Node(index, unit, numeral, heading, list(_parts(text, index, begin, unit.end)))
