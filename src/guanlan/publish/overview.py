"""What an issue holds, counted: the numbers behind the page 本期一览."""

from __future__ import annotations

import msgspec

from guanlan.records.bulletin import Bulletin


class ColumnCount(msgspec.Struct, frozen=True):
    """A column's entries by kind, in the order of ``Kind`` (None last: the kind is not known)."""

    series: str
    heading: str
    kinds: tuple[tuple[str | None, int], ...]
    total: int


class DayCount(msgspec.Struct, frozen=True):
    """The entries of one ISO day, by kind as in :class:`ColumnCount`."""

    date: str
    kinds: tuple[tuple[str | None, int], ...]
    total: int


class Coming(msgspec.Struct, frozen=True):
    """Something due after the day of the issue. ``sort`` is ``deadline``, ``effective`` or ``comment``."""

    date: str
    sort: str
    what: str
    whom: str | None
    entry: str


class Overview(msgspec.Struct, frozen=True):
    """The counts of one issue. ``places`` counts ISO 3166-2 codes of the province level, ``national`` is CN, and
    ``abroad`` holds the others by code, most first; an entry of two jurisdictions counts in both.
    """

    total: int
    columns: tuple[ColumnCount, ...] = ()
    kinds: tuple[tuple[str | None, int], ...] = ()
    places: tuple[tuple[str, int], ...] = ()
    national: int = 0
    abroad: tuple[tuple[str, int], ...] = ()
    days: tuple[DayCount, ...] = ()
    coming: tuple[Coming, ...] = ()


def overview(bulletin: Bulletin) -> Overview:
    """The counts of ``bulletin``; what its facts leave unknown is not counted, but stands in ``total``."""
    raise NotImplementedError
