"""What every check needs: the document, the library, the day, and a way to say what was found."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from guanlan.law.checkup.cited import Document
from guanlan.law.checkup.findings import Finding
from guanlan.law.library import Library
from guanlan.text.reading_map import ReadingMap
from guanlan.text.span import Span


class Opened(NamedTuple):
    """A document that is being checked."""

    both: ReadingMap
    document: Document
    library: Library
    on: date

    def finding(
        self,
        code: str,
        at: Span,
        params: dict[str, str] | None = None,
        *,
        mend: str | None = None,
        suggestions: tuple[str, ...] = (),
        ref: str | None = None,
    ) -> Finding:
        """A finding at a place of the text as read."""
        start, end = self.both.to_published(*at)
        quote = self.both.published[start:end]
        told = {"quote": at.of(self.both.read), **(params or {})}
        return Finding(code, start, end, quote, told, mend, tuple(dict.fromkeys(suggestions)), ref)
