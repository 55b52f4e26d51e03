"""The words a value was read from, and the value together with them."""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")

CONTEXT = 32  # code points kept before and after a quote (DESIGN §3)


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """Code points ``start`` to ``end`` of the as-published text of a reading; ``quote`` is exactly what stands there.

    ``before`` and ``after`` hold up to 32 characters of the neighbourhood, so that the quote can be found again in
    another copy (W3C Web Annotation, TextQuoteSelector). Which reading it is, the owner of the anchor knows.
    """

    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""


def anchor_at(published: str, start: int, end: int) -> Anchor:
    """The anchor of ``published[start:end]``.

    >>> anchor_at("违反《网络安全法》", 2, 9).quote
    '《网络安全法》'
    """
    return Anchor(
        start,
        end,
        published[start:end],
        published[max(0, start - CONTEXT) : start],
        published[end : end + CONTEXT],
    )


class Fact(msgspec.Struct, Generic[T], frozen=True):
    """A value with its anchors. Where the text leaves it open, ``value`` is None, ``reason`` is the code that says why,
    and ``candidates`` holds what it may be. A derived value anchors the words that decided it.
    """

    value: T | None = None
    anchors: tuple[Anchor, ...] = ()
    candidates: tuple[T, ...] = ()
    reason: str | None = None
