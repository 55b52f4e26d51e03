"""Rows of the tables beside the readers, read once: they are asked for with every page."""

from __future__ import annotations

from functools import cache

from guanlan.text.tables_reading import table_rows


@cache
def rows(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The cells of ``package``'s ``tables/name``, its comment lines left out; the last cell is the source."""
    return tuple(tuple(row) for row in table_rows(name, package))
