"""A list of names, looked for in a text all at once.

A name is dispatched by its first two characters: one character class skips what can begin no name, a dictionary gives
the few names that may stand at a place, longest first. Twelve thousand names cost about as much as twelve.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping


class Lexicon:
    """Names of two or more characters.

    >>> list(Lexicon(["公安部", "公安部网安局", "商务部"]).matches("公安部网安局、商务部"))
    [(0, 6), (0, 3), (7, 10)]
    """

    __slots__ = ("_names", "_starts")

    def __init__(self, names: Iterable[str]) -> None:
        by_pair: dict[str, list[str]] = {}
        for name in sorted(set(names), key=lambda name: (-len(name), name)):
            if len(name) < 2:
                raise ValueError(f"a name of the lexicon needs two characters: {name!r}")
            by_pair.setdefault(name[:2], []).append(name)
        self._names: Mapping[str, tuple[str, ...]] = {pair: tuple(names) for pair, names in by_pair.items()}
        firsts = re.escape("".join(sorted({pair[0] for pair in by_pair})))
        seconds = re.escape("".join(sorted({pair[1] for pair in by_pair})))
        self._starts = re.compile(f"[{firsts}](?=[{seconds}])" if by_pair else "(?!)")

    def matches(self, text: str) -> Iterator[tuple[int, int]]:
        """Every place where a name stands, in order of start; at one start, the longest first."""
        names = self._names
        for found in self._starts.finditer(text):
            start = found.start()
            for name in names.get(text[start : start + 2], ()):
                if text.startswith(name, start):
                    yield start, start + len(name)

    def longest(self, text: str) -> Iterator[tuple[int, int]]:
        """The longest name at each place, left to right, never overlapping."""
        end = 0
        for start, until in self.matches(text):
            if start >= end:
                yield start, until
                end = until

    def ends(self, text: str, start: int) -> Iterator[int]:
        """Where the names that begin at ``start`` end, the longest first."""
        for name in self._names.get(text[start : start + 2], ()):
            if text.startswith(name, start):
                yield start + len(name)


class Endings:
    """Names looked for backwards from a place in a text, dispatched by their last two characters."""

    __slots__ = ("_names",)

    def __init__(self, names: Iterable[str]) -> None:
        by_pair: dict[str, list[str]] = {}
        for name in sorted(set(names), key=lambda name: (-len(name), name)):
            by_pair.setdefault(name[-2:], []).append(name)
        self._names: Mapping[str, tuple[str, ...]] = {pair: tuple(names) for pair, names in by_pair.items()}

    def starts(self, text: str, end: int, floor: int = 0) -> Iterator[int]:
        """Where the names that end at ``end`` begin, the longest first; none begins before ``floor``."""
        for name in self._names.get(text[max(end - 2, 0) : end], ()):
            start = end - len(name)
            if start >= floor and text.startswith(name, start):
                yield start
