"""What stands around a thing, and how alike the surroundings of two are.

The slot of a value is told by its neighbourhood: noun and verb beside it, party and act of its clause, names of its
sentence. Characters are taken in pairs: the nearer, the heavier, less beyond a comma, another number, a full stop.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import accumulate, chain, repeat
from typing import NamedTuple, TypeVar

from guanlan.publish.gate.respectively import member_of
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
_BEYOND = 0.5  # what a pair behind a comma that follows the value weighs
_FAR = 36  # beyond this distance a pair weighs less than a seventh: it is left out

_STEPS = {sign: 0 if sign in _QUIET else far for sign, far in _MARKS.items()} | {_MASK: _NUMBER}
_TELLS = tuple(0.5 * _HALF / (_HALF + distance) for distance in range(_FAR + 1))
_NO_PAIR = re.compile(f"[{re.escape(''.join(_MARKS))}0-9]")  # a mark or a figure tells nothing of a slot
_WIDTH = 4  # bytes of a character in UTF-32
_ONE = 0xFFFFFFFF  # the bits of one of the two characters of a pair

T = TypeVar("T", int, int | str)
Pairs = Mapping[int | str, float]
"""How much pairs of characters tell. A pair is a number, as ``pairs_in`` has it; what touches a thing and what was done
on a day stand under words.
"""
Span = tuple[int, int]


class Around(NamedTuple):
    """Pairs of characters, each with how much it tells here: by the side on which they stand, and on whichever side (a
    passive turns the sides round); and the sum of all that.
    """

    before: Pairs
    behind: Pairs
    anywhere: Pairs
    total: float


class Weights(NamedTuple):
    """How much a pair of characters tells: those of few sentences tell more. ``met`` is in how many each stands."""

    of: Mapping[int, float]
    rare: float
    met: Mapping[int, int]


def weights_of(sentences: Sequence[set[int]]) -> Weights:
    """The weights of pairs of characters, of which each sentence has some."""
    met = Counter(chain.from_iterable(sentences))
    total = len(sentences) + 1
    told = {count: 0.3 + math.log(total / count) for count in set(met.values())}
    known = {pair: told[count] for pair, count in met.items() if pair > _ONE and pair & _ONE}
    return Weights(known, 0.3 + math.log(total), met)


def pairs_in(words: str) -> list[int]:
    """The pairs of neighbouring characters, in order. Each is one number: the two of them as UTF-32 has them.

    A bulletin has fifty thousand: numbers are made, hashed and compared five times as fast as strings.

    >>> one, other, again = pairs_in("abab")
    >>> one == again != other
    True
    """
    data = words.encode("utf-32-le", "surrogatepass")
    pairs = [0] * max(len(words) - 1, 0)
    for first in (0, 1):
        both = (len(words) - first) // 2
        pairs[first::2] = memoryview(data[first * _WIDTH : (first + 2 * both) * _WIDTH]).cast("Q").tolist()
    return pairs


class Ground:
    """A text as surroundings are read from it; ``masks`` are its numbers and dates, in order."""

    def __init__(self, text: str, masks: Iterable[Span]) -> None:
        self.text = text
        self._masks: list[Span] = []
        for start, end in masks:
            if not self._masks or start >= self._masks[-1][1]:
                self._masks.append((start, end))

    @cached_property
    def _plain(self) -> str:
        """The text with marks in place of numbers, character for character."""
        parts: list[str] = []
        at = 0
        for first, last in self._masks:
            parts += (self.text[at:first], _MASK * (last - first))
            at = last
        return "".join((*parts, self.text[at:]))

    @cached_property
    def pairs(self) -> list[int]:
        """The pair that begins at each character; those of marks and figures are in no ``Weights``."""
        return pairs_in(_NO_PAIR.sub(_MASK, self._plain))

    @cached_property
    def far(self) -> list[int]:
        """How far each character is from the beginning of the text; a number counts once."""
        steps: list[int] = list(map(_STEPS.get, self._plain, repeat(1)))
        for first, last in self._masks:
            steps[first + 1 : last] = repeat(0, last - first - 1)
        return [0, *accumulate(steps)]

    def ordinary(self, at: int) -> bool:
        """Whether a character that is no mark and of no number stands there."""
        return 0 <= at < len(self.text) and self._plain[at] not in _STEPS

    def clause(self, start: int, end: int) -> tuple[str, str]:
        """What the clause of a span has before it and behind it."""
        before, behind = self._plain[max(0, start - BEFORE) : start], self._plain[end : end + AFTER]
        return _CLAUSE_END.split(before)[-1], _CLAUSE_END.split(behind)[0]


class Surroundings:
    """What stands around the things of a text, weighed by how much the pairs of the captures tell."""

    def __init__(self, ground: Ground, weights: Weights) -> None:
        self._ground, self._weights = ground, weights

    @cached_property
    def _told(self) -> list[float | None]:
        """What the pair that begins at each character tells; nothing where the captures do not have it."""
        return list(map(self._weights.of.get, self._ground.pairs))

    def around(self, span: Span, *, acts: bool) -> Around:
        """What stands around a span. ``acts``: it is a day, and what was done on it tells most."""
        start, end = span
        before, behind = self._before(start), self._behind(end)
        anywhere: dict[int | str, float] = {**behind, **before}
        for pair in before.keys() & behind.keys():
            anywhere[pair] = max(before[pair], behind[pair])
        if acts:
            for act, distance in _acts_near(*self._ground.clause(start, end)):
                told = 2 * self._weights.rare * _HALF / (_HALF + distance)
                anywhere[f"@{act}"] = max(anywhere.get(f"@{act}", 0.0), told)
        for words in self._touching(start, end):
            anywhere[words] = _TOUCHING * self._weights.rare * 0.5
        total = sum(before.values()) + sum(behind.values()) + sum(anywhere.values())
        return Around(before, behind, anywhere, total)

    def _before(self, start: int) -> dict[int | str, float]:
        """The pairs before a place, each for what it tells where it stands nearest."""
        far = self._ground.far
        here = far[start]
        last = max(start - 1, 0)
        first = max(bisect_left(far, here - _FAR, max(0, start - BEFORE), start) - 1, start - BEFORE, 0)
        told = zip(self._ground.pairs[first:last], self._told[first:last], far[first + 1 : last + 1], strict=True)
        return {pair: weight * _TELLS[here - at] for pair, weight, at in told if weight is not None}

    def _behind(self, end: int) -> dict[int | str, float]:
        far = self._ground.far
        here = far[end]
        limit = min(end + AFTER, len(self._ground.text))
        last = max(min(bisect_right(far, here + _FAR, end, limit + 1), limit) - 1, end)
        told = zip(
            reversed(self._ground.pairs[end:last]),
            reversed(self._told[end:last]),
            reversed(far[end + 1 : last + 1]),
            strict=True,
        )
        return {pair: weight * _TELLS[at - here] for pair, weight, at in told if weight is not None}

    def _touching(self, start: int, end: int) -> Iterator[str]:
        """The one and the two characters directly before and behind."""
        text = self._ground.text
        for sign, near, next_one in (("<", start - 1, start - 2), (">", end, end + 1)):
            if self._ground.ordinary(near):
                yield sign + text[near]
                if self._ground.ordinary(next_one):
                    yield sign + text[near] + text[next_one]

    def segment(self, span: Span, others: Sequence[Span]) -> Mapping[int, float]:
        """The pairs of characters that belong to a value: from the last of the ``others`` (those of its sort, in order)
        up to the next, or to a stop. A clause that leads to the next value is that one's own. Where 分别 puts members
        and values in one order, the member's.
        """
        text, (start, end) = self._ground.text, span
        if (member := member_of(text, span, others)) is not None:
            return dict(self._pairs_between(*member))
        first, last = _limits(text, span, others)
        comma = text.find("，", end, last)
        beyond = comma if comma >= 0 else last
        found = {pair: weight * _BEYOND for pair, weight in self._pairs_between(beyond, last)}
        found.update(self._pairs_between(first, start))
        found.update(self._pairs_between(end, beyond))
        return found

    def _pairs_between(self, first: int, last: int) -> Iterable[tuple[int, float]]:
        until = max(last - 1, first)
        told = zip(self._ground.pairs[first:until], self._told[first:until], strict=True)
        return [(pair, weight) for pair, weight in told if weight is not None]


def _acts_near(left: str, right: str) -> Iterator[tuple[str, int]]:
    """The acts named in the clause, and how far off."""
    for found in _acts().finditer(left):
        yield found.lastgroup or "", len(left) - found.end()
    for found in _acts().finditer(right):
        yield found.lastgroup or "", found.start()


@cache
def _acts() -> re.Pattern[str]:
    return named_words({act: words.split() for act, words, _ in table_rows("acts", ROOM)})


def likeness(one: Around, other: Around) -> float:
    """0 for surroundings that share nothing, 1 for equal ones; pairs that the captures never have do not count."""
    if not one.total or not other.total:
        return 0.0
    shared = sum([_shared(mine, theirs) for mine, theirs in zip(one[:3], other[:3], strict=True)])
    return shared / math.sqrt(one.total * other.total)


def _shared(one: Mapping[T, float], other: Mapping[T, float]) -> float:
    """What both tell, summed up exactly: the order in which a set gives its members does not matter."""
    pairs = one.keys() & other.keys()
    return math.fsum([mine if (mine := one[pair]) < (theirs := other[pair]) else theirs for pair in pairs])


def _limits(text: str, span: Span, others: Sequence[Span]) -> Span:
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


def segments_alike(one: Mapping[int, float], other: Mapping[int, float]) -> float:
    """0 for segments that share nothing, 1 for equal ones."""
    shared = _shared(one, other)
    return shared / math.sqrt(sum(one.values()) * sum(other.values())) if shared else 0.0
