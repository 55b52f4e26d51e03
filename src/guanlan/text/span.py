"""Where a value stands in a text. Offsets are code points, half-open."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

import msgspec

T = TypeVar("T")


class Span(NamedTuple):
    """Code points ``start`` to ``end`` (not included) of some text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this span.

        >>> Span(2, 4).of("依据网络安全法")
        '网络'
        """
        return text[self.start : self.end]

    def shift(self, by: int) -> Span:
        """The same span, ``by`` code points further on."""
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


class Found(msgspec.Struct, Generic[T], frozen=True, gc=False):
    """A value and where it was read.

    ``context`` is None when the words of the span alone give the value; else it is what they were read with (for a
    date, the day that gave the year), and ``parse_x(words, context)`` gives the value again.
    """

    start: int
    end: int
    value: T
    context: object = None

    @property
    def span(self) -> Span:
        """The place of the value."""
        return Span(self.start, self.end)

    def of(self, text: str) -> str:
        """The words the value was read from."""
        return text[self.start : self.end]
