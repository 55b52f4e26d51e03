"""Words of a block in the making: white space collapsed as browsers do, links remembered."""

from __future__ import annotations

import re

# CSS Text 3, §4.1.1: these collapse; the no-break and the ideographic blank do not
_BLANKS = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
_EDGE = " \u3000\u00a0\u200b\ufeff"


class Words:
    """Text runs of one block, in order."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._links: list[tuple[int, int, str]] = []
        self._open: list[tuple[int, str]] = []

    def add(self, words: str) -> None:
        """One more run; blanks at a seam count once."""
        plain = _BLANKS.sub(" ", words)
        if plain.startswith(" ") and (not self._parts or self._parts[-1].endswith(" ")):
            plain = plain[1:]
        if plain:
            self._parts.append(plain)
            self._length += len(plain)

    def open_link(self, target: str) -> None:
        """What follows is linked."""
        self._open.append((self._length, target.strip()))

    def close_link(self) -> None:
        """The link that was opened last ends here."""
        if self._open:
            start, target = self._open.pop()
            self._note(start, target)

    def _note(self, start: int, target: str) -> None:
        if target and self._length > start:
            self._links.append((start, self._length, target))

    def take(self) -> tuple[str, list[tuple[int, int, str]]]:
        """The words so far without blanks at their edges, and their links; then starts anew.

        A link that is still open covers what was taken and goes on.
        """
        for start, target in self._open:
            self._note(start, target)
        raw = "".join(self._parts)
        words = raw.strip(_EDGE)
        if not words.strip():
            words = ""
        offset = raw.index(words) if words else 0
        links = [
            (max(start - offset, 0), min(end - offset, len(words)), target)
            for start, end, target in self._links
            if words and min(end - offset, len(words)) > max(start - offset, 0)
        ]
        self._parts, self._length, self._links = [], 0, []
        self._open = [(0, target) for _, target in self._open]
        return words, sorted(links)
