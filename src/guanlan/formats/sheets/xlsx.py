"""XLSX through openpyxl: values only. Formulas give what was last computed, links to elsewhere are never followed."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import Any

import openpyxl

from guanlan.errors import ReadingError
from guanlan.formats.draft import Draft
from guanlan.formats.media import XLSX
from guanlan.formats.sheets.values import words_of
from guanlan.formats.sheets.writing import Row, write_rows
from guanlan.formats.zips import check_archive, has_macros, refuse_entities
from guanlan.records.reading import BlockKind, Reading

_USUAL_NAME = re.compile(r"(?:sheet|工作表|表)\s?\d*", re.I)
# Lists of apps have some hundred rows and ten columns. A sheet may say that a cell stands at row 1,048,576: rows and
# columns in between would be made up one by one.
_MOST_COLUMNS = 256
_MOST_CELLS = 2_000_000
_MOST_EMPTY = 5_000  # rows in a row: below so many stands nothing that belongs to the table


class XlsxReader:
    """Workbooks since 2007, with or without macros (noted in ``metadata["macros"]``, never run)."""

    name = "xlsx"
    version = "1"
    media_types: tuple[str, ...] = (XLSX,)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """Each visible sheet: its title lines, then its cells by row and column, of which row 1 is the header. Merged
        cells stand where they begin. ReadingError for a broken, hostile or empty file.
        """
        shown = name or "-"
        check_archive(data, shown, broken="formats.xlsx_broken")
        refuse_entities(data, shown, broken="formats.xlsx_broken", hostile="formats.xml_hostile")
        draft = Draft()
        # The library trusts what is in the file: a damaged one fails in ways without end, which all say the same
        try:
            title = _drawn_out(data, draft)
        except Exception as error:
            raise ReadingError("formats.xlsx_broken", name=shown) from error
        if not draft.text.strip():
            raise ReadingError("formats.no_text", name=shown)
        metadata = {"title": title} if title else {}
        if has_macros(data):
            metadata["macros"] = "ignored"
        return Reading(f"{self.name}/{self.version}", XLSX, draft.text, None, tuple(draft.blocks), (), (), metadata)


def _drawn_out(data: bytes, draft: Draft) -> str:
    """All sheets into ``draft``; gives the title."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of extensions that it leaves out, none of which holds words
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            budget = _MOST_CELLS
            for number, sheet in enumerate(book.worksheets, 1):
                if sheet.sheet_state != "visible":
                    continue
                rows = []
                for row in _rows(sheet, budget):
                    budget -= len(row[1])
                    rows.append(row)
                if rows and not _USUAL_NAME.fullmatch(sheet.title.strip()):
                    draft.add(BlockKind.HEADING, " ".join(sheet.title.split()), path=f"sheet[{number}]", level=2)
                write_rows(draft, rows, f"sheet[{number}]")
        finally:
            book.close()
    first = next((block for block in draft.blocks if block.kind is BlockKind.HEADING and block.level == 1), None)
    return draft.text[first.start : first.end] if first is not None else ""


def _rows(sheet: Any, budget: int) -> Iterator[Row]:
    empty = 0
    sheet.reset_dimensions()  # what a sheet says of its size is often wrong, and sometimes a lie
    for number, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1):
        words = [words_of(cell.value, cell.number_format or "") if cell.value is not None else "" for cell in cells]
        while words and not words[-1]:
            words.pop()
        empty = 0 if words else empty + 1
        budget -= len(words)
        if empty > _MOST_EMPTY or budget < 0:
            return
        if words:
            yield number, words


READER = XlsxReader()
