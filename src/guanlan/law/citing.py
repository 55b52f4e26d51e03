"""Everything that a law text cites: other instruments by name, its own provisions by where the words stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from guanlan.law.context import Here, Reference, find_references, given_names
from guanlan.law.library import Opened
from guanlan.text.citations import Citation, find_citations
from guanlan.text.reading_map import ReadingMap
from guanlan.text.span import Found


class Cited(NamedTuple):
    """What code points ``start`` to ``end`` of the as-published text cite, and where they stand.

    ``resolve(one.value, library, on=…, here=one.here)`` tells what that says.
    """

    start: int
    end: int
    value: Citation | Reference
    here: Here


def cited_in(ref: str, opened: Opened) -> Iterator[Cited]:
    """All citations and references of the version ``ref``, in the order of its text."""
    both = ReadingMap.of(opened.published)
    names = given_names(both.read)
    citations = list(find_citations(both.read))
    everything: list[Found[Citation] | Found[Reference]] = [
        *citations,
        *find_references(both.read, citations=citations),
    ]
    for found in sorted(everything, key=lambda one: (one.start, -one.end)):
        start, end = both.to_published(found.start, found.end)
        yield Cited(start, end, found.value, Here(ref, opened.provisions.unit_at(start), names))
