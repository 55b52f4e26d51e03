"""What every check needs: the document, the library, the day, and a way to say what was found."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from guanlan.law.checkup.cited import Document
from guanlan.law.checkup.findings import Finding
from guanlan.law.library import Library
from guanlan.text.reading_map import ReadingMap
from guanlan.text.span import Span

# What works remark where a version's first day is not in its own text, or two texts speak for one day
_UNSURE = frozenset(
    ("law.effect_from_amendment", "law.effect_from_publication", "law.effect_from_adoption", "law.two_texts_one_day")
)


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
        suggestions = tuple(dict.fromkeys(suggestions))
        return Finding(
            code, start, end, quote, told, mend, suggestions, ref, self.on, ref is not None and self._open(ref)
        )

    def _open(self, ref: str) -> bool:
        """Whether the days of a version had to be taken from elsewhere than its own words."""
        work = self.library.work_of(ref)
        versions = work.versions if work is not None else ()
        remarks = {code for version in versions if version.value.ref == ref for code in version.value.remarks}
        return bool(remarks & _UNSURE)
