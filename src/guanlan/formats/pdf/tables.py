"""Tables of a page with rules: their cells, and the lines that stand in them."""

from __future__ import annotations

import io
import logging
from typing import Any, NamedTuple

from guanlan.formats.pdf.lines import SEAM
from guanlan.formats.pdf.rules import Box
from guanlan.formats.pdf.sheets import Sheet

_LEAST_FILLED = 0.5  # of the cells hold words; else the rules are ornament
_LARGEST = 0.97  # of the page's area: a frame around the page


class Cell(NamedTuple):
    """Row and column from 1, and the words."""

    row: int
    column: int
    words: str


class Table(NamedTuple):
    """A table's place and its cells, row by row."""

    box: Box
    cells: list[Cell]


def tables_of(data: bytes, document: Any, sheets: list[Sheet]) -> dict[int, list[Table]]:
    """Page number → tables, for the pages on which rules cross."""
    ruled = [sheet for sheet in sheets if sheet.ruled]
    if not ruled:
        return {}
    import pdfplumber  # a third of a second to load: only documents with rules need it

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    found: dict[int, list[Table]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data), pages=[sheet.number for sheet in ruled]) as plumbed:
            for sheet, page in zip(ruled, plumbed.pages, strict=True):
                found[sheet.number] = _on_page(document, sheet, page)
    except Exception:
        # The second library stumbles over files that the first one reads, in ways without end. A table is then lines.
        return found
    return found


def _on_page(document: Any, sheet: Sheet, page: Any) -> list[Table]:
    textpage = document[sheet.number - 1].get_textpage()
    try:
        tables = [_table(textpage, sheet, table) for table in page.find_tables()]
    finally:
        textpage.close()
    return [table for table in tables if table is not None]


def _table(textpage: Any, sheet: Sheet, table: Any) -> Table | None:
    x0, top, x1, bottom = table.bbox
    box = Box(x0, sheet.height - bottom, x1, sheet.height - top)
    rows = table.rows
    if len(rows) < 2 or max(len(row.cells) for row in rows) < 2:
        return None
    if (box.x1 - box.x0) * (box.y1 - box.y0) > _LARGEST * sheet.width * sheet.height:
        return None
    cells = [
        Cell(number, column, _words(textpage, sheet, place))
        for number, row in enumerate(rows, 1)
        for column, place in enumerate(row.cells, 1)
        if place is not None
    ]
    filled = [cell for cell in cells if cell.words]
    return Table(box, filled) if len(filled) >= max(_LEAST_FILLED * len(cells), 3) else None


def _words(textpage: Any, sheet: Sheet, place: tuple[float, float, float, float]) -> str:
    x0, top, x1, bottom = place
    words = textpage.get_text_bounded(x0, sheet.height - bottom, x1, sheet.height - top)
    lines = [" ".join(line.split()) for line in words.splitlines()]
    joined = ""
    for line in lines:
        latin = joined[-1:].isascii() and joined[-1:].isalnum() and line[:1].isascii() and line[:1].isalnum()
        joined += (" " if latin else "") + line
    return SEAM.sub("", joined.strip())
