"""Multiples (3000万美元是1000万美元的3倍) and differences of percentages (从14%升至33%，上升19个百分点)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from guanlan.publish.gate.captures import Captures
from guanlan.publish.gate.finding import things
from guanlan.publish.gate.numbers import same_unit
from guanlan.publish.gate.thing import Num, Thing

_MORE = re.compile("(?:增长|增加|增|多|高|上升|上涨|上浮|扩大|相差|差)(?:了|近|约|逾|超过|出)*$")
_BASE = re.compile("(?:较|比|从|由|自)[^，。；]{0,16}$")
_NEAR_TO = Decimal("0.08")  # how far 近两倍 and 约两倍 may be off, as a share
_BESIDE = 60  # characters of a sentence within which the two numbers stand


class Pair(NamedTuple):
    """Two numbers of which a third is computed; ``base`` is that from which it went up or down, where that is told."""

    one: Thing
    other: Thing
    base: Thing | None = None
    spans: tuple[tuple[int, int], ...] = ()


def multiple(text: str, sentence: tuple[int, int], thing: Thing, captures: Captures) -> Pair | None:
    """The two numbers of which one is so many times the other. 增长一倍 is twice as much."""
    data: Num = thing.data
    times = data.value + (1 if _MORE.search(text[max(0, thing.start - 8) : thing.start]) else 0)
    for pair in _pairs(text, sentence, thing, captures):
        small, big = sorted((pair.one.data.value, pair.other.data.value))
        if small > 0 and _comes_to(big / small, times, data):
            return pair
    return None


def points(text: str, sentence: tuple[int, int], thing: Thing, captures: Captures) -> Pair | None:
    """The two percentages that lie so many points apart, and that way round where the words tell it."""
    data: Num = thing.data
    for pair in _pairs(text, sentence, thing, captures):
        gap = pair.one.data.value - pair.other.data.value
        if abs(gap) != data.value:
            continue
        if pair.base is not None and data.turn:
            now = pair.one if pair.base is pair.other else pair.other
            if (now.data.value > pair.base.data.value) != (data.turn == "up"):
                return None
        return pair
    return None


def _comes_to(ratio: Decimal, times: Decimal, data: Num) -> bool:
    exponent = times.as_tuple().exponent
    shown = ratio.quantize(Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0), ROUND_HALF_UP)
    if data.near == "up":
        return times < ratio < times + 1
    if data.near == "down":
        return times * (1 - _NEAR_TO) <= ratio < times
    if data.near:
        return abs(ratio - times) <= times * _NEAR_TO
    return shown == times and abs(ratio - times) <= times * Decimal("0.025")


def _pairs(text: str, sentence: tuple[int, int], thing: Thing, captures: Captures) -> Iterator[Pair]:
    """Pairs of the numbers of the sentence beside the thing, then of one of them with one of a capture."""
    first, last = sentence
    near = [one for one in things(text[first:last]) if _may_stand(one, thing)]
    near = [one for one in near if abs(one.start + first - thing.start) <= _BESIDE]
    bases = [one for one in near if _BASE.search(text[first : first + one.start][-24:])]
    for index, one in enumerate(near):
        for other in near[index + 1 :]:
            if _alike(one, other):
                yield Pair(one, other, next((it for it in bases if it in (one, other)), None))
    for one in near:
        for told in captures.by_sort.get(one.sort, ()):
            if _may_stand(told.thing, thing) and _alike(one, told.thing):
                yield Pair(one, told.thing, None, ((told.start, told.end),))


def _may_stand(one: Thing, thing: Thing) -> bool:
    if not isinstance(one.data, Num) or one.data.near:
        return False
    if thing.sort == "ratio 倍":
        return one.sort == "count" or one.sort.startswith("money")
    return one.sort == "ratio %"


def _alike(one: Thing, other: Thing) -> bool:
    return one.sort == other.sort and (one.sort != "count" or same_unit(one.data, other.data) > 0)
