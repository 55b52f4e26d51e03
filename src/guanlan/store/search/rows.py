"""Row ids that are an order: level, day (the newest first, the undated last), document, passage.

Engines give rows in the order of their ids, so the first twenty are the useful ones without any sorting; and a window
of days inside a level is one range of ids.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import NamedTuple

LEVELS = 1 << 5
DAYS = 1 << 22  # counted from the year 1: 9999-12-31 is 3,652,059
DOCUMENTS = 1 << 20  # of one level and day
PASSAGES = 1 << 16  # of one document


class Stretch(NamedTuple):
    """Row ids from ``first`` to ``last``, both included."""

    first: int
    last: int


EVERYTHING = Stretch(0, LEVELS * DAYS * DOCUMENTS * PASSAGES - 1)


def base_of(level: int, day: date | None, document: int) -> int:
    """The id of a document's first passage."""
    return ((level * DAYS + _newest_first(day)) * DOCUMENTS + document % DOCUMENTS) * PASSAGES


def document_of(row: int) -> int:
    """The base of the document that has the passage ``row``."""
    return row - row % PASSAGES


def number_for(kind: str, ref: str) -> int:
    """Where a document stands among those of its level and day: chance, but always the same."""
    return int.from_bytes(hashlib.sha256(f"{kind} {ref}".encode()).digest()[:3], "big") % DOCUMENTS


def stretch_of(level: int, since: date | None = None, until: date | None = None) -> Stretch:
    """The ids of a level, of the days ``since`` to ``until`` where either is given; the undated are in no window."""
    first = _newest_first(until) if until else 0
    last = _newest_first(since) if since else DAYS - 1
    if (since or until) and last == DAYS - 1:
        last -= 1
    width = DOCUMENTS * PASSAGES
    return Stretch((level * DAYS + first) * width, (level * DAYS + last + 1) * width - 1)


def stretch_of_document(base: int) -> Stretch:
    """The ids of the passages of one document."""
    return Stretch(base, base + PASSAGES - 1)


def _newest_first(day: date | None) -> int:
    return DAYS - 1 - (day.toordinal() if day else 0)
