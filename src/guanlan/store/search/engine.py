"""What a database must give so that it can be searched: one interface, whatever the engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from guanlan.store.search.question import Question
from guanlan.store.search.rows import EVERYTHING, Stretch

RANKED_UNDER = 2_000
"""Hits are ranked by bm25 only where there are fewer: ranking looks at every one of them (measured on 20 million
characters: 192 ms for a frequent character, under 3 ms below this)."""


class Row(NamedTuple):
    """A passage: its id, its words as drawn, and its marks (codes of places) by which it may be asked for."""

    id: int
    words: str
    marks: tuple[str, ...] = ()


class Limits(NamedTuple):
    """Where to look: in these stretches of ids, in their order, only at passages that have one of ``marks`` (any)."""

    stretches: Sequence[Stretch] = (EVERYTHING,)
    marks: tuple[str, ...] = ()
    first: int = 20


class Found(NamedTuple):
    """The ids of the first hits, how many there are in all, and whether they are ordered by rank."""

    rows: tuple[int, ...]
    total: int
    ranked: bool


class Engine(Protocol):
    """An index of passages. It keeps no words: the caller gives those of a row again to have it removed."""

    def add(self, rows: Iterable[Row]) -> None:
        """Index passages that are not there; quickest in the order of their ids."""

    def remove(self, rows: Iterable[Row]) -> None:
        """Forget passages, given exactly as they were added."""

    def clear(self) -> None:
        """Forget everything."""

    def tidy(self) -> None:
        """Put the index in the state in which it answers quickest; worth its time after much was added."""

    def find(self, question: Question, limits: Limits = Limits()) -> Found:  # noqa: B008 — a tuple never changes
        """The passages that have every part of ``question``."""

    def faults(self) -> tuple[str, ...]:
        """What is wrong with the index itself, as the engine's own check tells it."""
