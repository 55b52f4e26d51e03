"""Two true values in each other's place.

Each of them stands in the captures, in surroundings like enough; only together they tell that either is at home where
the other stands. So every two things of one sort are tried the other way round.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from guanlan.publish.gate.captures import Instance
from guanlan.publish.gate.equality import compare
from guanlan.publish.gate.evidence import companions_met
from guanlan.publish.gate.thing import Thing
from guanlan.publish.gate.weighing import Weighing

_ROOM = {"title": 1.5, "provision": 1.5}  # titles in lists stand in one another's surroundings
_USUAL_ROOM = 1.12  # true entries in other words come to 1.01 at most, exchanged values to 1.16 at least
_FARTHEST = 300  # characters between two values that are taken for one another
_NAMED = frozenset({"organ", "title", "name"})
_JOINT = re.compile("[、和与及,，/·《》“”]|以及|联合|会同|等|（[^（）]{0,12}）")
_LEAST = 0.12  # what is less like than this proves nothing


class Placed(NamedTuple):
    """A thing of an issue as it was weighed; what stands around it is only read where it is asked for."""

    thing: Thing
    weighing: Weighing

    @property
    def homes(self) -> list[Instance]:
        """The instances that bear the thing's value."""
        return [one for one, _ in self.weighing.same]


def exchanged(text: str, placed: Sequence[Placed]) -> Iterator[tuple[Thing, Thing]]:
    """The pairs of things that fit better in each other's place."""
    by_sort: dict[str, list[Placed]] = {}
    for one in placed:
        by_sort.setdefault(one.thing.sort, []).append(one)
    for some in by_sort.values():
        if len(some) < 2:
            continue
        for one, other in combinations(some, 2):
            if abs(other.thing.start - one.thing.start) > _FARTHEST or _is_list(text, one.thing, other.thing, some):
                continue
            if not _differ(one, other):
                continue
            if _crossed(one, other) and not (_at_home(one, other) or _tell_apart(one, other)):
                yield one.thing, other.thing


def _is_list(text: str, one: Thing, other: Thing, some: Sequence[Placed]) -> bool:
    """Whether two names are members of one list: its order says nothing."""
    if one.kind not in _NAMED:
        return False
    members = [it.thing for it in some if one.start <= it.thing.start <= other.start]
    gaps = [text[first.end : last.start] for first, last in pairwise(members)]
    return all(not _JOINT.sub("", gap) for gap in gaps)


def _differ(one: Placed, other: Placed) -> bool:
    if one.thing.value == other.thing.value or compare(one.thing, other.thing).equal:
        return False
    if compare(other.thing, one.thing).equal or compare(one.thing, other.thing).apart:
        return False
    if one.thing.sort == "title" and _is_short(one.thing.data.name, other.thing.data.name):
        return False
    if one.thing.sort == "quoted" and not all(home.thing.sort == "quoted" for it in (one, other) for home in it.homes):
        return False  # the capture has the words without quotes
    mine, theirs = ({home.start for home in it.homes} for it in (one, other))
    lists = [{home.listed for home in it.homes if home.listed >= 0} for it in (one, other)]
    return not mine & theirs and not lists[0] & lists[1]


def _is_short(one: str, other: str) -> bool:
    """《办法》 beside the 《管理办法》 that it is short for."""
    return one.endswith(other) or other.endswith(one)


def _tell_apart(one: Placed, other: Placed) -> bool:
    """Whether the nouns behind two counts say which is which: 七个方面 and 三项任务 are not exchanged."""
    nouns = [getattr(it.thing.data, "noun", "") for it in (one, other)]
    return all(
        noun and any(_is_noun(noun, home) for home in it.homes) and not any(_is_noun(rest, home) for home in it.homes)
        for noun, rest, it in ((nouns[0], nouns[1], one), (nouns[1], nouns[0], other))
    )


def _is_noun(noun: str, home: Instance) -> bool:
    theirs = getattr(home.thing.data, "noun", "") or getattr(home.thing.data, "unit", "")
    return bool(noun) and (noun[:2] in theirs or theirs[:2] == noun[:2])


def _at_home(one: Placed, other: Placed) -> bool:
    """Whether the numbers and days of their clauses speak for their own homes: 2019年1000万元，今年3000万元."""
    straight = _met(one, one) + _met(other, other)
    return straight > 0 and straight > _met(one, other) + _met(other, one)


def _met(one: Placed, other: Placed) -> int:
    return max((companions_met(one.weighing, home) for home in other.homes), default=0)


def _crossed(one: Placed, other: Placed) -> bool:
    """Whether the two are liker to each other's homes than to their own."""
    most = 1.0 if one.thing.kind == "title" else 2.0
    straight = _likeness(one, one) + _likeness(other, other)
    least = max(straight * _ROOM.get(one.thing.kind, _USUAL_ROOM), _LEAST)
    # what cannot come to so much any more is not looked at
    crossed = _likeness(one, other) if 2 * most > least else 0.0
    return crossed + most > least and crossed + _likeness(other, one) > least


def _likeness(one: Placed, other: Placed) -> float:
    """How like the first is to the likest of the other's homes."""
    weighing, homes = one.weighing, other.homes
    near = max(map(weighing.near, homes), default=0.0)
    return near if one.thing.kind == "title" else near + max(map(weighing.own, homes), default=0.0)
