"""The whole way from a reading to a bulletin."""

from __future__ import annotations

from guanlan.records.bulletin import Bulletin
from guanlan.records.reading import Reading


def read_bulletin(reading: Reading) -> Bulletin:
    """The structure of the bulletin in ``reading``; entries carry no facts yet (``guanlan.extract.facts.with_facts``).

    Raises ``ReadingError("extract.no_columns")`` where no column with numbered entries is found.
    """
    raise NotImplementedError


def looks_like_bulletin(reading: Reading) -> bool:
    """Whether ``reading`` has the marks of a bulletin: an issue number, and columns with numbered entries."""
    raise NotImplementedError
