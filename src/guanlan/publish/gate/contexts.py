"""What stands around a thing, and how alike the surroundings of two are.

The slot of a value is told by its neighbourhood: noun and verb beside it, party and act of its clause, names of its
sentence. Characters are taken in pairs: the nearer, the heavier, less beyond a comma, another number, a full stop.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, pairwise
from operator import add
from typing import NamedTuple

from guanlan.text.naming_words import named_words
from guanlan.text.tables_reading import table_rows

BEFORE, AFTER = 70, 45  # characters looked at: a clause and the party it began with, or the noun behind
_CLAUSE, _SENTENCE, _NUMBER = 5, 14, 2  # what a comma, a full stop and another number add to the distance
_HALF = 6.0  # at this distance a pair weighs half
_TOUCHING = 0.7  # what stands directly before and behind tells agent from object
_MARKS = {**dict.fromkeys("，,、（）()“”《》：:", _CLAUSE), **dict.fromkeys("；。！？;\n", _SENTENCE)}
_QUIET = frozenset("“”《》（）()")
_MASK = "\0"
_CLAUSE_END = re.compile("[，；。！？;\n\0]")
ROOM = "guanlan.publish.gate"
_SEGMENT_BEFORE, _SEGMENT_AFTER = 45, 40  # characters of a segment: a clause that names the subject and one more
_STOPS = "。；\n"
_NO_PAIR = frozenset("，、。；：,0123456789\n")  # a mark or a figure tells nothing of a slot
_BEYOND = 0.5  # what a pair behind a comma that follows the value weighs
_FAR = 36  # beyond this distance a pair weighs less than a seventh: it is left out


_STEPS = {sign: 0 if sign in _QUIET else far for sign, far in _MARKS.items()} | {_MASK: _NUMBER}
_TELLS = tuple(0.5 * _HALF / (_HALF + distance) for distance in range(_FAR + 1))


class Around(NamedTuple):
    """Pairs of characters, each with how much it tells here: by the side on which they stand, and on whichever side (a
    passive turns the sides round); and the sum of all that.
    """

    before: Mapping[str, float]
    behind: Mapping[str, float]
    anywhere: Mapping[str, float]
    total: float


class Weights(NamedTuple):
    """How much a pair of characters tells: those of few sentences tell more. ``met`` is in how many each stands."""

    of: Mapping[str, float]
    rare: float
    met: Mapping[str, int]


def weights_of(sentences: Sequence[set[str]]) -> Weights:
    """The weights of pairs of characters, of which each sentence has some."""
    counts: Counter[str] = Counter(chain.from_iterable(sentences))
    total = len(sentences) + 1
    told = {count: 0.3 + math.log(total / count) for count in set(counts.values())}
    known = {pair: told[counts[pair]] for pair in filter(_NO_PAIR.isdisjoint, counts)}
    return Weights(known, 0.3 + math.log(total), counts)


def pairs_of(words: str) -> set[str]:
    """The pairs of neighbouring characters.

    >>> sorted(pairs_of("abab"))
    ['ab', 'ba']
    """
    return set(map(add, words, words[1:]))


def around(
    text: str, span: tuple[int, int], masks: Sequence[tuple[int, int]], weights: Weights, *, acts: bool
) -> Around:
    """What stands around a ``span`` of ``text``; ``masks`` are the numbers and dates of the text, in order. ``acts``:
    it is a day, and what was done on it tells most.
    """
    start, end = span
    left = _masked(text, max(0, start - BEFORE), start, masks)[::-1]
    right = _masked(text, end, min(len(text), end + AFTER), masks)
    before, behind = _told_beside(left, weights.of, reverse=True), _told_beside(right, weights.of, reverse=False)
    pairs = behind | before
    for pair in before.keys() & behind.keys():
        pairs[pair] = max(before[pair], behind[pair])
    touching = _TOUCHING * weights.rare * 0.5
    if acts:
        for act, distance in _acts_near(left[::-1], right):
            pairs[f"@{act}"] = max(pairs.get(f"@{act}", 0.0), 2 * weights.rare * _HALF / (_HALF + distance))
    for sign, side in (("<", left), (">", right)):
        near = side[:2]
        if near and near[0] not in _MARKS and near[0] != _MASK:
            pairs[sign + near[0]] = touching
            if len(near) > 1 and near[1] not in _MARKS and near[1] != _MASK:
                pairs[sign + near] = touching
    return Around(before, behind, pairs, sum(map(sum, (before.values(), behind.values(), pairs.values()))))


def _masked(text: str, start: int, end: int, masks: Sequence[tuple[int, int]]) -> str:
    """The stretch with one mark for each number in it."""
    parts: list[str] = []
    at = start
    for first, last in masks[max(0, bisect_left(masks, (start, 0)) - 1) :]:
        if first >= end:
            break
        if last <= at:
            continue
        parts.append(text[at:first] if first > at else "")
        parts.append(_MASK)
        at = min(last, end)
    parts.append(text[at:end])
    return "".join(parts)


def _told_beside(side: str, known: Mapping[str, float], *, reverse: bool) -> dict[str, float]:
    """The pairs of one side that the captures have, each for what it tells at its distance where it stands nearest."""
    told: dict[str, float] = {}
    distance = 0
    for one, other in pairwise(side):
        step = _STEPS.get(one)
        if step is not None:
            distance += step
            continue
        distance += 1
        if distance > _FAR:
            break
        pair = other + one if reverse else one + other
        weight = known.get(pair)
        if weight is not None and pair not in told and other not in _STEPS:
            told[pair] = weight * _TELLS[distance]
    return told


def _acts_near(left: str, right: str) -> Iterator[tuple[str, int]]:
    """The acts named in the clause, and how far off."""
    clause = _CLAUSE_END.split(left)[-1]
    for found in _acts().finditer(clause):
        yield found.lastgroup or "", len(clause) - found.end()
    for found in _acts().finditer(_CLAUSE_END.split(right)[0]):
        yield found.lastgroup or "", found.start()


@cache
def _acts() -> re.Pattern[str]:
    return named_words({act: words.split() for act, words, _ in table_rows("acts", ROOM)})


def likeness(one: Around, other: Around) -> float:
    """0 for surroundings that share nothing, 1 for equal ones; pairs that the captures never have do not count."""
    if not one.total or not other.total:
        return 0.0
    shared = sum(map(_shared, one[:3], other[:3]))
    return shared / math.sqrt(one.total * other.total)


def _shared(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """What both tell, summed up exactly: the order in which a set gives its members does not matter."""
    return math.fsum([min(one[pair], other[pair]) for pair in one.keys() & other.keys()])


def segment(
    text: str, span: tuple[int, int], others: Sequence[tuple[int, int]], weights: Weights
) -> Mapping[str, float]:
    """The pairs of characters that belong to a value: from the last of the ``others`` (those of its sort, in order) up
    to the next, or to a stop. A clause that leads to the next value is that one's own.
    """
    start, end = span
    first, last = _limits(text, span, others)
    known = weights.of
    pairs: dict[str, float] = {}
    for words, is_behind in ((text[first:start], False), (text[end:last], True)):
        comma = words.find("，") if is_behind else -1
        for at in range(len(words) - 1):
            pair = words[at : at + 2]
            weight = known.get(pair)
            if weight is not None:
                weight *= _BEYOND if -1 < comma < at else 1.0
                if weight > pairs.get(pair, 0.0):
                    pairs[pair] = weight
    return pairs


def _limits(text: str, span: tuple[int, int], others: Sequence[tuple[int, int]]) -> tuple[int, int]:
    start, end = span
    first, last = max(0, start - _SEGMENT_BEFORE), min(len(text), end + _SEGMENT_AFTER)
    first = max([first] + [text.rfind(mark, first, start) + 1 for mark in _STOPS])
    last = min([last] + [at for mark in _STOPS if (at := text.find(mark, end, last)) >= 0])
    nearest = bisect_left(others, span)
    for one, to in others[max(0, nearest - 1) : nearest + 2]:
        if first < to <= start:
            first = to
        elif end <= one < last:
            comma = text.rfind("，", end, one)
            last = comma if comma >= 0 else one
    return first, last


def segments_alike(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """0 for segments that share nothing, 1 for equal ones."""
    shared = _shared(one, other)
    return shared / math.sqrt(sum(one.values()) * sum(other.values())) if shared else 0.0
