"""Rows of the tables beside the readers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The cells of ``package``'s ``tables/name``, its comment lines left out; the last cell is the source."""
    text = (files(package) / "tables" / name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("# "))
