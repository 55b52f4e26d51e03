"""The paragraphs and items of an article as passages to be read, and their sentences, groups (；) and clauses (，)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from guanlan.records.law import LawText, Level, Unit
from guanlan.text.reading_map import Piece, ReadingMap
from guanlan.text.span import Span

# Without one of these words nothing is threatened
_PENAL = re.compile("罚款|没收|警告|吊销|拘留|责令|处罚|处分|通报批评|撤销|暂扣|关闭|取消")
_NUMBER = re.compile(
    r"[\s\u3000*#>]*第 ?[0-9〇零一二三四五六七八九十百千]{1,9} ?条(?:之[一二三四五六七八九十]{1,3})?[\s\u3000*]*"
)
_MARKS = re.compile("《[^《》]{0,120}》|（[^（）]{0,200}）|[。；，：\n]")
_OPENERS = frozenset("《（")
_STOPS = frozenset("。\n")


class Passage(NamedTuple):
    """Words that are read together. ``paragraph`` and ``item`` count from 1; None where there is no such level."""

    map: ReadingMap
    paragraph: int | None
    item: int | None

    @property
    def text(self) -> str:
        """The as-read words."""
        return self.map.read


class Clause(NamedTuple):
    """What stands between two marks, ``mark`` being the one behind it."""

    start: int
    end: int
    mark: str


def passages(published: str, law: LawText, index: int) -> Iterator[Passage]:
    """The passages of unit ``index`` that may threaten something, in text order.

    The words of a paragraph before its items are one passage, each item is another.
    """
    unit = law.units[index]
    if not _PENAL.search(published, unit.start, unit.end):
        return
    below = _below(law, index)
    if not below:
        yield from _passage(
            published, law, Span(unit.start, unit.end), 1 if unit.level is Level.ARTICLE else None, None
        )
        return
    paragraphs = 0
    for position in (index, *below):
        inner = law.units[position]
        end = law.units[position + 1].start if position + 1 <= below[-1] else inner.end
        if inner.level is Level.PARAGRAPH:
            paragraphs += 1
        item = _item(law, inner)
        start, end = inner.start, min(max(end, inner.start), inner.end)
        yield from _passage(published, law, Span(start, end), paragraphs or None, item)


def _below(law: LawText, index: int) -> list[int]:
    """The units under ``index``: they follow it, parents before children."""
    found = []
    for position in range(index + 1, len(law.units)):
        if law.units[position].parent < index or law.units[position].start >= law.units[index].end:
            break
        found.append(position)
    return found


def _item(law: LawText, unit: Unit) -> int | None:
    """The number of the item that the words stand in."""
    while unit.level is Level.SUBITEM and unit.parent >= 0:
        unit = law.units[unit.parent]
    return int(unit.number) if unit.level is Level.ITEM and unit.number.isdecimal() else None


def _passage(published: str, law: LawText, span: Span, paragraph: int | None, item: int | None) -> Iterator[Passage]:
    # the words before items that are penalised one by one are read for their cause
    leads = item is None and published[span.start : span.end].rstrip().endswith(("：", ":"))
    if not leads and not _PENAL.search(published, *span):
        return
    heading = _NUMBER.match(published, span.start, span.end)
    start = heading.end() if heading else span.start
    pieces = [Piece(begin, until, "") for begin, until in _kept(law, start, span.end)]
    yield Passage(ReadingMap(published, pieces), paragraph, item)


def _kept(law: LawText, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches of ``start`` to ``end`` that are words of the law."""
    at = start
    for begin, until in law.skipped[max(bisect_left(law.skipped, (start, start)) - 1, 0) :]:
        if until <= at:
            continue
        if begin >= end:
            break
        if begin > at:
            yield at, begin
        at = until
    if at < end:
        yield at, end


def sentences(text: str) -> Iterator[list[list[Clause]]]:
    """The sentences of a passage, groups of clauses each; marks inside 《》 and （） do not end one."""
    sentence: list[list[Clause]] = []
    group: list[Clause] = []
    start = 0
    for mark in _MARKS.finditer(text):
        sign = mark[0]
        if sign[0] in _OPENERS:
            continue
        if mark.start() > start:
            group.append(Clause(start, mark.start(), sign))
        start = mark.end()
        if sign in "，：" or not group:
            continue
        sentence.append(group)
        group = []
        if sign in _STOPS:
            yield sentence
            sentence = []
    if start < len(text):
        group.append(Clause(start, len(text), ""))
    if group:
        sentence.append(group)
    if sentence:
        yield sentence
