"""The whole way from a reading to reports."""

from __future__ import annotations

from datetime import date

from guanlan.records.reading import Reading
from guanlan.records.report import Report


def read_release(
    reading: Reading, *, publisher: str | None = None, published: date | None = None
) -> tuple[Report, ...]:
    """The reports of a release with their facts: one of most, several of a digest, none of a deleted page.

    ``publisher`` and ``published`` are what the source knows; else the page's own metadata and words are asked.
    """
    raise NotImplementedError
