"""Which article of a new version goes on from which article of the old one, with the similarity that says so."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec


class Passage(msgspec.Struct, frozen=True):
    """An article to be aligned: its number and its words."""

    number: str
    words: str


class Fate(StrEnum):
    """What became of an article."""

    SAME = "same"  # the same words under the same number
    RENUMBERED = "renumbered"  # the same words under another number
    CHANGED = "changed"
    MOVED = "moved"  # changed and renumbered
    SPLIT = "split"
    MERGED = "merged"
    REMOVED = "removed"
    NEW = "new"


class Pair(msgspec.Struct, frozen=True):
    """``old`` became ``new``: None for a removed or a new article. ``similarity`` is 0 to 1 of shared character pairs.

    A split article stands in several pairs, and so does one into which several went.
    """

    old: str | None
    new: str | None
    similarity: float
    fate: Fate


def align(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[Pair, ...]:
    """The pairs of two versions, in the order of the new one, removed articles where they stood."""
    raise NotImplementedError


def became(number: str, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """What became of article ``number`` of the old version."""
    raise NotImplementedError


def came_from(number: str, pairs: Sequence[Pair]) -> tuple[Pair, ...]:
    """From what article ``number`` of the new version comes."""
    raise NotImplementedError
