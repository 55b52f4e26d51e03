"""What two articles are compared by: weighed character pairs, and rare runs of characters that lead to candidates."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_BLANK = re.compile(r"[\s，。；：、“”‘’（）()《》〈〉,;:.\-—]+")
_NUMERAL = "[0-9〇零一二三四五六七八九十百千]+"
# numbers of other articles change with every renumbering; what is said about them does not
_CROSS = re.compile(f"第{_NUMERAL}(?:(条)之{_NUMERAL}|(?=[条章款项]))")
_RUN = 5  # characters of a run that leads to candidates
_COMMON = 6  # a run that stands in more articles than this is a phrase of drafting and leads nowhere


class Features(NamedTuple):
    """An article's words without marks and without the numbers of other articles, its character pairs with how often
    each stands there, and what they weigh together."""

    bare: str
    pairs: Counter[str]
    weight: float


class Comparison:
    """Features of articles, and how alike two of them are. A pair weighs the less, the more articles have it."""

    def __init__(self, texts: Sequence[str]) -> None:
        bares = [bare_words(text) for text in texts]
        sets = [_pairs(bare) for bare in bares]
        counts: Counter[str] = Counter()
        for pairs in sets:
            counts.update(pairs.keys())
        self._weights = {pair: math.log1p(len(texts) / count) for pair, count in counts.items()}
        self.features = [self._features(bare, pairs) for bare, pairs in zip(bares, sets, strict=True)]

    def of(self, text: str) -> Features:
        """The features of a part of one of the articles."""
        bare = bare_words(text)
        return self._features(bare, _pairs(bare))

    def similarity(self, one: Features, other: Features) -> float:
        """0 to 1: what both have, of what they have together."""
        if one.bare == other.bare:
            return 1.0
        both = one.weight + other.weight
        return 2 * self._shared(one, other) / both if both else 0.0

    def containment(self, part: Features, whole: Features) -> float:
        """0 to 1: how much of ``part`` stands in ``whole``."""
        if part.bare and part.bare in whole.bare:
            return 1.0
        return self._shared(part, whole) / part.weight if part.weight else 0.0

    def without(self, part: Features, whole: Features) -> Features:
        """What of ``part`` does not stand in ``whole``."""
        return self._features("", part.pairs - whole.pairs)

    def _features(self, bare: str, pairs: Counter[str]) -> Features:
        weights = self._weights
        return Features(bare, pairs, sum(weights.get(pair, 0.0) * count for pair, count in pairs.items()))

    def _shared(self, one: Features, other: Features) -> float:
        few, many = (one.pairs, other.pairs) if len(one.pairs) <= len(other.pairs) else (other.pairs, one.pairs)
        weights = self._weights
        return sum(weights.get(pair, 0.0) * min(count, many[pair]) for pair, count in few.items() if pair in many)


def bare_words(text: str) -> str:
    """The words that are compared: without blanks and marks, 第…条 without its number.

    >>> bare_words("违反本法第二十一条、第二十五条规定，")
    '违反本法第条第条规定'
    """
    return _CROSS.sub(r"第\1", _BLANK.sub("", text))


def likely_pairs(old: Sequence[Features], new: Sequence[Features]) -> set[tuple[int, int]]:
    """Places that are worth comparing: equal words, or a run that few articles have.

    As many as there are articles, not their square.
    """
    return _equal(old, new) | _sharing_runs(old, new)


def _equal(old: Sequence[Features], new: Sequence[Features]) -> set[tuple[int, int]]:
    """Equal articles, the first with the first, the second with the second."""
    places: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
    for side, articles in zip(places, (old, new), strict=True):
        for index, article in enumerate(articles):
            side[article.bare].append(index)
    return {pair for bare, olds in places[0].items() for pair in zip(olds, places[1].get(bare, ()), strict=False)}


def _sharing_runs(old: Sequence[Features], new: Sequence[Features]) -> set[tuple[int, int]]:
    places: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
    for side, articles in zip(places, (old, new), strict=True):
        for index, article in enumerate(articles):
            for run in {article.bare[at : at + _RUN] for at in range(len(article.bare) - _RUN + 1)}:
                side[run].append(index)
    found: set[tuple[int, int]] = set()
    for run, olds in places[0].items():
        news = places[1].get(run, ())
        if news and len(olds) <= _COMMON and len(news) <= _COMMON:
            found.update((first, second) for first in olds for second in news)
    return found


def _pairs(bare: str) -> Counter[str]:
    return Counter(map("".join, pairwise(bare)))
