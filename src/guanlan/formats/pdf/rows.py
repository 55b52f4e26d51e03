"""Pieces of text with a place → rows from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from guanlan.formats.pdf.lines import Line

_SAME_ROW = 0.35  # of the size: baselines nearer than that are one row
_TAB, _BLANK = 1.6, 0.3  # of the size: a gap that no justified line has, and one that is a blank


def in_rows(pieces: Sequence[Line]) -> list[Line]:
    """One line for each row; its pieces from left to right, a tab where they stand apart."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda one: (-one.y, one.x0)):
        near = rows[-1][0] if rows else None
        if (
            near is not None
            and near.upright == piece.upright
            and near.y - piece.y <= _SAME_ROW * max(near.size, piece.size)
        ):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_row(sorted(row, key=lambda one: one.x0)) for row in rows]


def _row(row: list[Line]) -> Line:
    words = row[0].words.strip()
    for before, piece in pairwise(row):
        size = max(before.size, piece.size)
        gap = piece.x0 - before.x1
        words += ("\t" if gap > _TAB * size else " " if gap > _BLANK * size else "") + piece.words.strip()
    largest = max(row, key=lambda piece: len(piece.words))
    return Line(words.strip(), row[0].x0, max(piece.x1 for piece in row), largest.y, largest.size, row[0].upright)
