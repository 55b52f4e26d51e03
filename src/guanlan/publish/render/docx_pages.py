"""On which page a heading of the Word file will stand, as far as can be told without Word.

The contents list is filled with these numbers so that it reads well unopened; its fields give the true ones as soon as
Word updates them. Lines have exact heights, so the count of lines decides.
"""

from __future__ import annotations

import math

from guanlan.publish.render.docx_styles import LOOKS, TEXT_HEIGHT, TEXT_WIDTH

_HALF = 0x2E80  # characters below this code (Latin letters, digits, signs) take about half an em


class Pages:
    """Counts pages while paragraphs are added."""

    def __init__(self) -> None:
        self.page = 1
        self._used = 0.0

    def add(self, style: str, text: str) -> int:
        """Sets a paragraph; gives the page that it begins on."""
        look = LOOKS[style]
        if look.new_page and (self._used or self.page > 1):
            self.turn()
        lines = self._lines(style, text)
        # a heading stays with two lines of what follows
        needed = look.before + look.line * (lines if look.keep else min(lines, 2)) + (36 if look.keep else 0)
        if self._used and self._used + needed > TEXT_HEIGHT:
            self.turn()
        began = self.page
        self._used += look.before if self._used else 0
        for _ in range(lines):
            if self._used + look.line > TEXT_HEIGHT:
                self.turn()
            self._used += look.line
        self._used += look.after
        return began

    def add_height(self, height: float) -> None:
        """Sets something of that many points: a picture, a row of a table."""
        if self._used and self._used + height > TEXT_HEIGHT:
            self.turn()
        self._used += height

    def turn(self) -> None:
        """Begins a new page."""
        self.page += 1
        self._used = 0.0

    @staticmethod
    def _lines(style: str, text: str) -> int:
        look = LOOKS[style]
        ems = look.first + sum(0.5 if ord(character) < _HALF else 1 for character in text)
        return max(1, math.ceil(ems * look.size / (TEXT_WIDTH - look.left)))
