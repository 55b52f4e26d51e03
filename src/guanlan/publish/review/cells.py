"""Characters of a copy that came back, each with who put it in and who took it out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

END = "\n"  # the mark that ends a paragraph


class Touch(NamedTuple):
    """Who changed something, and when as the program wrote it; ``move`` is the name that both ends of a move share."""

    author: str
    at: str
    move: str | None = None


class Cell(NamedTuple):
    """One character, or the end of a paragraph. ``style`` is the name of its paragraph's style."""

    sign: str
    ins: Touch | None = None
    gone: Touch | None = None
    style: str = ""


def given_words(cells: Iterable[Cell]) -> str:
    """What the copy says with everything rejected."""
    return "".join(cell.sign for cell in cells if cell.ins is None)


def new_words(cells: Iterable[Cell]) -> str:
    """What the copy says with everything accepted."""
    return "".join(cell.sign for cell in cells if cell.gone is None)
