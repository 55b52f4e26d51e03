"""GL127, GL211, GL212, GL310: sentences said twice or cut off, names of persons, and the numbers of a guide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from guanlan.publish.proof.rules import Check, Hit
from guanlan.publish.proof.sheet import Part, ProofSheet
from guanlan.records.bulletin import ParagraphKind
from guanlan.text.quantities import find_quantities

_SENTENCE = re.compile(
    r"[^。！？\n]+[。！？]?"
)  # one that always matches: a long text without a stop is gone through once
_TITLE = re.compile("《[^《》]+》")
_LONG = 12  # characters of a sentence that nobody says twice in a row
_PARAGRAPH = 25  # characters of a paragraph from which on it is no heading and wants a mark at its end
_CUT_END = re.compile(r"[\u4e00-\u9fff，、]$")
_STARTS = re.compile(r"[，。、；：！？）》”]")
# 理事长黄某某: a name of two or three characters behind a post
_POST = re.compile(
    r"(?:会长|理事长|秘书长|主任|院长|所长|研究员|部长|书记|局长|教授)(?P<name>[\u4e00-\u9fff]{2,3})(?=[、，。；）出主致表作发介指到参宣])"
)
_FREE = frozenset(
    ("年", "月", "日", "期", "%", "大", "方面", "类", "种", "点")
)  # what a guide counts by itself: 两大要点


def sentences_twice(sheet: ProofSheet) -> Iterator[Hit]:
    """GL127: a sentence twice in a row, or a paragraph twice in one entry: pasted once too often."""
    for where, parts in sheet.by_where.items():
        seen: set[str] = set()
        for part in (one for one in parts if one.kind in ("paragraph", "guide")):
            if where and len(part.text) > _PARAGRAPH and part.text in seen:
                yield _hit(part, 0, len(part.text), part.text)
                continue
            seen.add(part.text)
            yield from _twice_in_a_row(part)


def _twice_in_a_row(part: Part) -> Iterator[Hit]:
    before = ""
    for found in _SENTENCE.finditer(part.text):
        if len(found[0]) >= _LONG and found[0] == before:
            yield _hit(part, found.start(), found.end(), found[0])
        before = found[0]


def cut_paragraphs(sheet: ProofSheet) -> Iterator[Hit]:
    """GL212: a paragraph of an entry that ends without a mark, or begins with one: a line was lost.

    Headings, lists, signatures and annexes end without one by right; so does what a list or a table follows.
    """
    for entry in sheet.bulletin.entries() if sheet.bulletin else ():
        body = [part for part in sheet.entry_parts(entry) if part.about is ParagraphKind.TEXT]
        for part in body:
            if _STARTS.match(part.text):
                yield _hit(part, 0, 1, part.text[0])
            if len(part.text) >= _PARAGRAPH and "。" in part.text and _CUT_END.search(part.text):
                yield _hit(part, len(part.text) - 2, len(part.text), part.text[-2:])


def persons(sheet: ProofSheet) -> Iterator[Hit]:
    """GL211: a person of the masthead with another sign in the name: 黄丽玲, 黄丽铃."""
    names = {part.text for part in sheet.of("masthead") if 1 < len(part.text) <= 3}
    for part in sheet.of("paragraph", "guide", "title") if names else ():
        for found in _POST.finditer(part.text):
            name = found["name"]
            near = next((one for one in sorted(names) if _is_slip(name, one)), None)
            if near is not None and name not in names and name[:2] not in names:
                yield _hit(part, *found.span("name"), near)


def _is_slip(name: str, other: str) -> bool:
    """Whether the surname is the same and one sign of three is another."""
    return (
        len(name) == len(other) == 3
        and name[0] == other[0]
        and sum(one != two for one, two in zip(name, other, strict=True)) == 1
    )


def numbers_of_guides(sheet: ProofSheet) -> Iterator[Hit]:
    """GL310: a number of the guide that no entry of the column says; beside a 《title》, no entry that names it."""
    for number, column in enumerate(sheet.bulletin.columns if sheet.bulletin else (), 1):
        guide = sheet.by_where.get(f"guide.{number}", ())
        bodies = (
            [_Body.of(sheet.entry_parts(entry)) for part in column.subcolumns for entry in part.entries]
            if guide
            else []
        )
        for part in guide:
            for found in _SENTENCE.finditer(part.text + "。"):
                titles = set(_TITLE.findall(found[0]))
                about = [body for body in bodies if titles & body.titles] or bodies
                said = frozenset().union(*(body.numbers for body in about))
                for one in find_quantities(found[0]):
                    if one.value.unit not in _FREE and (one.value.value, one.value.unit) not in said:
                        start, end = found.start() + one.span[0], found.start() + one.span[1]
                        yield _hit(part, start, end, part.text[start:end])


class _Body(NamedTuple):
    """What an entry names and counts."""

    titles: frozenset[str]
    numbers: frozenset[tuple[Decimal, str | None]]

    @classmethod
    def of(cls, parts: tuple[Part, ...]) -> _Body:
        """The titles and numbers of the parts of an entry."""
        return cls(
            frozenset(title for part in parts for title in _TITLE.findall(part.text)),
            frozenset((one.value.value, one.value.unit) for part in parts for one in find_quantities(part.text)),
        )


def _hit(part: Part, start: int, end: int, other: str) -> Hit:
    home = part.home(start, end)
    return Hit(home.start, home.end, part.where, None, {"text": part.text[start:end], "other": other})


CHECKS: dict[str, Check] = {
    "GL127": sentences_twice,
    "GL211": persons,
    "GL212": cut_paragraphs,
    "GL310": numbers_of_guides,
}
