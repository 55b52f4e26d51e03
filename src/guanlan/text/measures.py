"""The words that quantities are counted in, and money words, looked up where a number ends or begins."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from guanlan.text.tables_reading import table_rows


class Sort(StrEnum):
    """What a quantity counts."""

    COUNT = "count"  # measure words and bare nouns: 270余台, 五部门
    MEASURE = "measure"  # physical and other units: 6.8级, 100GB
    RATIO = "ratio"  # %, ‰, 成, 个百分点, 倍
    MONEY = "money"
    PROVISIONS = "provisions"  # 九章八十一条
    BARE = "bare"  # a number without a unit
    DURATION = "duration"  # a length of time or a date: found by dates, never a Quantity


class Measure(NamedTuple):
    """One unit word. ``after`` says which numerals it may follow: any, arabic, exact, big, chinese."""

    word: str
    shown: str
    sort: Sort
    after: str
    guard: re.Pattern[str] | None
    currency: str | None = None


@cache
def measures() -> dict[str, tuple[Measure, ...]]:
    """First character → the unit words that begin with it, longest first."""
    found: list[Measure] = []
    for words, sort, after, guard, _ in table_rows("measures"):
        not_before = re.compile(guard) if guard else None
        found += [Measure(word, word.replace("％", "%"), Sort(sort), after, not_before) for word in words.split()]
    for words, code, place, shown, guard, _ in table_rows("currencies"):
        if place == "after":
            not_before = re.compile(guard) if guard else None
            found += [Measure(word, shown, Sort.MONEY, "any", not_before, code) for word in words.split()]
    by_first: dict[str, list[Measure]] = {}
    for one in sorted(found, key=lambda one: (-len(one.word), one.word)):
        by_first.setdefault(one.word[0], []).append(one)
    return {first: tuple(several) for first, several in by_first.items()}


def measure_at(text: str, at: int) -> Measure | None:
    """The longest unit word that stands at ``at``."""
    for one in measures().get(text[at : at + 1], ()):
        if text.startswith(one.word, at) and not (one.guard and one.guard.match(text, at + len(one.word))):
            return one
    return None


class Sign(NamedTuple):
    """A currency word before a number: where it begins, its code, the unit that a figure shows."""

    start: int
    currency: str
    shown: str


@cache
def _signs() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    known: dict[str, tuple[str, str]] = {}
    for words, code, place, shown, _, _ in table_rows("currencies"):
        if place == "before":
            known.update(dict.fromkeys(words.split(), (code, shown)))
    alternatives = "|".join(re.escape(word) for word in sorted(known, key=lambda word: (-len(word), word)))
    return re.compile(f"(?:{alternatives})(?= ?$)"), known


_LONGEST_SIGN = 5  # 人民币 or HK$ and a blank


def sign_before(text: str, at: int, floor: int = 0) -> Sign | None:
    """The currency word that ends at ``at`` (one blank between is allowed) and begins at ``floor`` or behind it."""
    pattern, known = _signs()
    begin = max(floor, at - _LONGEST_SIGN)
    match = pattern.search(text[begin:at])
    return None if match is None else Sign(begin + match.start(), *known[match[0]])
