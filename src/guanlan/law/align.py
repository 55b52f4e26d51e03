"""Which article of a new version goes on from which article of the old one, with the similarity that says so.

Articles that are most alike find each other first; what is less alike must keep its place between those. Then what is
left over on either side is held against the rest line by line: an item that went to another article, two articles that
became one.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

from guanlan.law.article_features import Comparison, Features, likely_pairs
from guanlan.law.article_parts import Link, moved_parts

# Measured on 网络安全法 2016 → 2025 and 公司法 2018 → 2023. In its place, an article that goes on has 0.24 and more,
# what only shares the phrases of drafting 0.19 and less.
_ALIKE = 0.22
# An article that left its place must be known by more: the best false ones there have 0.41 (一人公司 → 国家出资公司)
_ELSEWHERE = 0.45


class Passage(msgspec.Struct, frozen=True):
    """An article to be aligned: its number and its words, without the number before them."""

    number: str
    words: str


class Fate(StrEnum):
    """What became of an article."""

    SAME = "same"  # the same words under the same number
    RENUMBERED = "renumbered"  # the same words, but for the numbers of other articles, under another number
    CHANGED = "changed"
    MOVED = "moved"  # changed and renumbered
    SPLIT = "split"  # a part of it went to an article that goes on from another one, or is new
    MERGED = "merged"  # it went, whole or in part, into one that goes on from another one
    REMOVED = "removed"
    NEW = "new"


class Pair(msgspec.Struct, frozen=True):
    """``old`` became ``new``: None for a removed or a new article. ``similarity`` is 0 to 1 of shared character pairs,
    the rarer ones counting more; for a split or a merger it is how much of the part stands in the whole.

    A split article stands in several pairs, and so does one into which several went.
    """

    old: str | None
    new: str | None
    similarity: float
    fate: Fate


class _Scored(NamedTuple):
    lack: float  # 1 - similarity: the least first
    shift: float  # how far it moved, 0 to 1
    old: int
    new: int


def align(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[Pair, ...]:
    """The pairs of two versions, in the order of the new one, removed articles where they stood.

    Aligning the new version with the old one gives the same pairs the other way round.

    >>> old = [Passage("1", "为了示范对齐，制定本办法。"), Passage("2", "本办法自公布之日起施行。")]
    >>> new = [old[0], Passage("2", "国家鼓励写出好的例子。"), Passage("3", "本办法自公布之日起施行。")]
    >>> [(one.old, one.new, one.fate.value) for one in align(old, new)]
    [('1', '1', 'same'), (None, '2', 'new'), ('2', '3', 'renumbered')]
    """
    if _words(old) > _words(new):
        links = [Link(link.new, link.old, link.similarity, link.is_part) for link in _links(new, old)]
    else:
        links = _links(old, new)
    return tuple(_in_order(old, new, links))


def became(number: str, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """What became of article ``number`` of the old version: one pair, several where it was split."""
    return tuple(pair for pair in pairs if pair.old == number)


def came_from(number: str, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """From what article ``number`` of the new version comes: one pair, several where articles were merged."""
    return tuple(pair for pair in pairs if pair.new == number)


def _words(passages: Sequence[Passage]) -> list[tuple[str, str]]:
    return [(passage.words, passage.number) for passage in passages]


def _links(old: Sequence[Passage], new: Sequence[Passage]) -> list[Link]:
    comparison = Comparison([passage.words for passage in (*old, *new)])
    before, after = comparison.features[: len(old)], comparison.features[len(old) :]
    scored = sorted(_scored(before, after, comparison))
    whole = _matched(scored)
    numbers = {old[link.old].number: new[link.new].number for link in whole}
    parts = moved_parts(
        [passage.words for passage in old], [passage.words for passage in new], whole, comparison, numbers
    )
    return [*whole, *parts]


def _scored(old: list[Features], new: list[Features], comparison: Comparison) -> Iterator[_Scored]:
    for first, second in likely_pairs(old, new):
        similarity = comparison.similarity(old[first], new[second])
        if similarity >= _ALIKE:
            shift = abs(first / len(old) - second / len(new))
            yield _Scored(round(1 - similarity, 3), shift, first, second)


def _matched(scored: list[_Scored]) -> list[Link]:
    """One new article at most for each old one: the most alike first."""
    taken_old: dict[int, int] = {}
    taken_new: set[int] = set()
    olds: list[int] = []
    links: list[Link] = []
    for one in scored:
        if one.old in taken_old or one.new in taken_new:
            continue
        if one.lack > 1 - _ELSEWHERE and not _in_place(one, olds, taken_old):
            continue
        taken_old[one.old] = one.new
        taken_new.add(one.new)
        insort(olds, one.old)
        links.append(Link(one.old, one.new, 1 - one.lack, is_part=False))
    return links


def _in_place(one: _Scored, olds: list[int], taken: dict[int, int]) -> bool:
    """Whether the new article lies between those that its neighbours became."""
    at = bisect_left(olds, one.old)
    low = taken[olds[at - 1]] if at else -1
    high = taken[olds[at]] if at < len(olds) else one.new + 1
    return low < one.new < high


def _in_order(old: Sequence[Passage], new: Sequence[Passage], links: list[Link]) -> Iterator[Pair]:
    """The links as pairs, with what is new and what is gone, in the order of the new version."""
    gone_to = {link.old: link.new for link in reversed(links)}
    come_from = {link.new for link in links}
    going_on = {link.old for link in links if not link.is_part}
    placed = [((link.new, 0, link.old), _pair(old[link.old], new[link.new], link, going_on)) for link in links]
    placed += [
        ((index, 0, -1), Pair(None, passage.number, 0.0, Fate.NEW))
        for index, passage in enumerate(new)
        if index not in come_from
    ]
    last = -1
    for index, passage in enumerate(old):
        if index in gone_to:
            last = gone_to[index]
        else:
            placed.append(((last, 1, index), Pair(passage.number, None, 0.0, Fate.REMOVED)))
    return (pair for _, pair in sorted(placed, key=lambda one: one[0]))


def _pair(first: Passage, second: Passage, link: Link, going_on: set[int]) -> Pair:
    similarity = round(link.similarity, 3)
    if link.is_part:
        fate = Fate.SPLIT if link.old in going_on else Fate.MERGED
    elif "".join(first.words.split()) == "".join(second.words.split()) and first.number == second.number:
        fate = Fate.SAME
    elif first.number == second.number:
        fate = Fate.CHANGED
    else:
        fate = Fate.RENUMBERED if similarity == 1 else Fate.MOVED
    return Pair(first.number, second.number, similarity, fate)
