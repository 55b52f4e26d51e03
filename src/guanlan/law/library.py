"""A library of works in memory: names lead to works, works to versions, versions to provisions.

Texts come through a callable, one version at a time, when they are first asked for: a store or a folder may stand
behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from guanlan.law.works import Work
from guanlan.records.law import LawText


class Held(NamedTuple):
    """A version's as-published text and what was read in it."""

    published: str
    law: LawText


class Library:
    """Works by name. ``load(ref)`` gives the text of a version, by the ``ref`` of its VersionRef.

    ``kept`` is how many texts stay in memory at once.
    """

    def __init__(self, works: Iterable[Work], load: Callable[[str], Held], *, kept: int = 4096) -> None:
        raise NotImplementedError

    def named(self, name: str) -> tuple[Work, ...]:
        """The works that ``name`` may stand for: none, one, or several where it is ambiguous."""
        raise NotImplementedError

    def work(self, key: str) -> Work | None:
        """The work of this key."""
        raise NotImplementedError

    def work_of(self, ref: str) -> Work | None:
        """The work that has the version or draft ``ref``."""
        raise NotImplementedError

    def text(self, ref: str) -> Held:
        """The text of a version."""
        raise NotImplementedError
