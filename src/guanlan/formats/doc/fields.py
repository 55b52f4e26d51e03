"""Fields: of their instruction and their result only the result is seen, and an address may lie under it."""

from __future__ import annotations

import re

_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]{1,2000})"', re.I)


class Fields:
    """Takes the words of a text run by run; fields nest, and reach over paragraphs (contents lists do)."""

    def __init__(self) -> None:
        self._open: list[list[str] | str] = []  # an instruction in the making, or where the result of it leads

    def begin(self) -> None:
        """A field begins with its instruction."""
        self._open.append([])

    def separate(self) -> None:
        """The instruction ends, the result begins."""
        if self._open and isinstance(self._open[-1], list):
            found = _LINK.match("".join(self._open[-1]))
            self._open[-1] = found[1] if found else ""

    def end(self) -> None:
        """The innermost field ends; one without a result shows nothing."""
        if self._open:
            self._open.pop()

    def shows(self, words: str) -> bool:
        """Whether words are seen; those of an instruction are kept for it."""
        for place in self._open:
            if isinstance(place, list):
                place.append(words)
                return False
        return True

    @property
    def target(self) -> str:
        """Where the words lead."""
        return next((place for place in reversed(self._open) if isinstance(place, str) and place), "")
