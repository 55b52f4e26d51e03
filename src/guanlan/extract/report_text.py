"""A report as the fact readers see it: as-read text with its parts, and the way home to the published words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from guanlan.records.anchor import Anchor, Fact, anchor_at
from guanlan.records.bulletin import ParagraphKind
from guanlan.text.reading_map import ReadingMap
from guanlan.text.span import Span

T = TypeVar("T")


class Part(NamedTuple):
    """A paragraph: its place in the as-read text and what it is."""

    span: Span
    kind: ParagraphKind


class ReportText(NamedTuple):
    """``both.read`` is the headline, a line break, then the paragraphs, one a line; the source line is not in it.

    ``body`` reaches from the first paragraph to the last.
    ``issued`` is the day from which years are told (the bulletin's date, the release's own day).
    """

    both: ReadingMap
    headline: Span
    parts: tuple[Part, ...]
    issued: date | None = None
    publisher: str | None = None  # who published the release, where the page or the source says
    sources: tuple[str, ...] = ()  # the source line, which is in no part

    @property
    def text(self) -> str:
        """The as-read text, headline first."""
        return self.both.read

    @property
    def body(self) -> Span:
        """From the first paragraph to the last."""
        if not self.parts:
            return Span(self.headline.end, self.headline.end)
        return Span(self.parts[0].span.start, self.parts[-1].span.end)

    def anchor(self, span: Span) -> Anchor:
        """The published words behind an as-read span."""
        return anchor_at(self.both.published, *self.both.to_published(*span))

    def fact(self, value: T, spans: Iterable[Span], candidates: tuple[T, ...] = ()) -> Fact[T]:
        """``value`` with the published words behind each of ``spans``."""
        return Fact(value, tuple(self.anchor(span) for span in spans), candidates)
