"""What stands where something was read from already is not read again."""

from __future__ import annotations

from collections.abc import Iterable


class Taken:
    """Which characters of a text are spoken for.

    >>> taken = Taken("网信办12月3日通报5款App", [(3, 8)])
    >>> taken.leaves(10, 12), taken.leaves(7, 9)
    (True, False)
    """

    def __init__(self, text: str, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._marks = bytearray(len(text))
        for start, end in spans:
            self.add(start, end)

    def add(self, start: int, end: int) -> None:
        """From here on the span is taken."""
        self._marks[start:end] = b"\1" * (end - start)

    def leaves(self, start: int, end: int) -> bool:
        """Whether no character of the span is taken."""
        return self._marks.find(1, start, end) < 0

    def copy(self) -> Taken:
        """One of its own, as it is now."""
        other = Taken("")
        other._marks = self._marks[:]
        return other
