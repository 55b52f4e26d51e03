"""A list of names, looked for in a text all at once.

A name is dispatched by its first characters: one class skips what can begin no name, dictionaries of the first two and
of the third give the lengths that names may have there, longest first. Twelve thousand names cost little more than ten.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping


class Lexicon:
    """Names of two or more characters.

    >>> list(Lexicon(["公安部", "公安部网安局", "商务部"]).matches("公安部网安局、商务部"))
    [(0, 6), (0, 3), (7, 10)]
    """

    __slots__ = ("_lengths", "_names", "_starts")

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        lengths: dict[str, dict[str, set[int]]] = {}
        for name in self._names:
            if len(name) < 2:
                raise ValueError(f"a name of the lexicon needs two characters: {name!r}")
            lengths.setdefault(name[:2], {}).setdefault(name[2:3], set()).add(len(name))
        self._lengths: Mapping[str, Mapping[str, tuple[int, ...]]] = {
            pair: {
                third: tuple(sorted(several | thirds.get("", set()), reverse=True)) for third, several in thirds.items()
            }
            for pair, thirds in lengths.items()
        }
        firsts = re.escape("".join(sorted({pair[0] for pair in lengths})))
        seconds = re.escape("".join(sorted({pair[1] for pair in lengths})))
        self._starts = re.compile(f"[{firsts}](?=[{seconds}])" if lengths else "(?!)")

    def matches(self, text: str) -> Iterator[tuple[int, int]]:
        """Every place where a name stands, in order of start; at one start, the longest first."""
        lengths, names, size = self._lengths, self._names, len(text)
        for found in self._starts.finditer(text):
            start = found.start()
            thirds = lengths.get(text[start : start + 2])
            if thirds is None:
                continue
            for length in thirds.get(text[start + 2 : start + 3]) or thirds.get("", ()):
                if text[start : start + length] in names and start + length <= size:
                    yield start, start + length

    def ends(self, text: str, start: int) -> Iterator[int]:
        """Where the names that begin at ``start`` end, the longest first."""
        thirds = self._lengths.get(text[start : start + 2])
        if thirds is None:
            return
        for length in thirds.get(text[start + 2 : start + 3]) or thirds.get("", ()):
            if text[start : start + length] in self._names and start + length <= len(text):
                yield start + length

    def longest(self, text: str) -> Iterator[tuple[int, int]]:
        """The longest name at each place, left to right, never overlapping."""
        end = 0
        for start, until in self.matches(text):
            if start >= end:
                yield start, until
                end = until


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
