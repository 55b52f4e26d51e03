"""Rows of a sheet → blocks: what stands above the table is its title, the table begins with its header."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from guanlan.formats.draft import Draft
from guanlan.formats.lines import BREAKS
from guanlan.records.reading import BlockKind

_TITLES = 6  # lines above a table: 附件, a title, a unit, a note on how to fill it in
_LETTERS = 26
_BREAK = str.maketrans(dict.fromkeys(BREAKS, "\n"))

Row = tuple[int, list[str]]  # the sheet's own number of a row, from 1, and the words of its cells


def write_rows(draft: Draft, rows: Iterable[Row], path: str) -> None:
    """A sheet into ``draft``. Rows with one filled cell above the first with more are no cells: the first of them is a
    heading. Row 1 of the table is its header, whatever row of the sheet that is; ``path`` keeps the sheet's own name.
    """
    rest = iter(rows)
    above: list[Row] = []
    for row in rest:
        if _filled(row) > 1:
            _write_titles(draft, above, path)
            _write_table(draft, chain([row], rest), path)
            return
        above += [row] if _filled(row) else []
        if len(above) > _TITLES:  # one column: a list without a header
            for number, cells in chain(above, rest):
                _write_line(draft, BlockKind.PARAGRAPH, cells, number, path)
            return
    _write_titles(draft, above, path)


def _filled(row: Row) -> int:
    return sum(bool(words.strip()) for words in row[1])


def _write_titles(draft: Draft, rows: list[Row], path: str) -> None:
    longest = max((len(_only(row)) for row in rows), default=0)
    titled = False
    for number, cells in rows:
        # 附件1 often stands above the title
        heads = not titled and len(_only((number, cells))) * 2 >= min(longest, 12)
        titled = titled or heads
        _write_line(draft, BlockKind.HEADING if heads else BlockKind.PARAGRAPH, cells, number, path)


def _only(row: Row) -> str:
    return next((words.strip() for words in row[1] if words.strip()), "")


def _write_line(draft: Draft, kind: BlockKind, cells: list[str], number: int, path: str) -> None:
    for column, words in enumerate(cells, 1):
        for index, line in enumerate(_lines(words)):
            place = f"{path}/{column_name(column)}{number}"
            heading = kind is BlockKind.HEADING
            draft.add(kind, line, path=place, level=1 if heading else None, continues=heading and index > 0)


def _write_table(draft: Draft, rows: Iterable[Row], path: str) -> None:
    row = 0
    for number, cells in rows:
        row += 1 if any(words.strip() for words in cells) else 0
        for column, words in enumerate(cells, 1):
            for line in _lines(words):
                draft.add(BlockKind.CELL, line, path=f"{path}/{column_name(column)}{number}", cell=(row, column))


def _lines(words: str) -> Iterator[str]:
    """A cell's lines; they are blocks of one place."""
    for line in words.translate(_BREAK).split("\n"):
        plain = line.strip(" \t\u3000\u00a0\ufeff\u200b")
        if plain.strip():
            yield plain


def column_name(column: int) -> str:
    """A column's letters.

    >>> column_name(1), column_name(28)
    ('A', 'AB')
    """
    name = ""
    while column > 0:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name
