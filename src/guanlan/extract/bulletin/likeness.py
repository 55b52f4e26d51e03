"""How alike two headings are."""

from __future__ import annotations

import re

_SKIPPED = re.compile(r"[\W_]+")


def pairs(words: str) -> frozenset[str]:
    """Neighbouring characters of ``words`` without white space and punctuation, in lower case."""
    bare = _SKIPPED.sub("", words).lower()
    if len(bare) < 2:
        return frozenset((bare,)) if bare else frozenset()
    return frozenset(bare[index : index + 2] for index in range(len(bare) - 1))


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Dice's share of common pairs, 0 to 1."""
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def likeness(one: str, other: str) -> float:
    """The share of common character pairs of two headings, 0 to 1; white space and punctuation do not count.

    >>> likeness("广东省网络空间安全协会举行活动", "广东省网络安全协会举行活动") > 0.8
    True
    """
    return overlap(pairs(one), pairs(other))
