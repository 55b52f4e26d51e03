"""What became of a provision in later versions, and what it was before."""

from __future__ import annotations

from datetime import date

import msgspec

from guanlan.law.align import Pair
from guanlan.law.library import Library
from guanlan.law.resolve import Resolved


class Change(msgspec.Struct, frozen=True):
    """From one version to the next: ``pairs`` that the article stands in; ``on`` is the day the newer version holds from."""

    old_ref: str
    new_ref: str
    on: date | None
    pairs: tuple[Pair, ...]


def pairs_between(library: Library, old_ref: str, new_ref: str) -> tuple[Pair, ...]:
    """The alignment of two versions; kept with the library."""
    raise NotImplementedError


def since(resolved: Resolved, library: Library) -> tuple[Change, ...]:
    """What became of the article in each later version, the next first: 59 → 61."""
    raise NotImplementedError


def until(resolved: Resolved, library: Library) -> tuple[Change, ...]:
    """From what the article came, the version before first."""
    raise NotImplementedError


def number_before(resolved: Resolved, library: Library) -> tuple[Change, ...]:
    """What became of the articles that had this number in earlier versions: another 59 that is now 61."""
    raise NotImplementedError
