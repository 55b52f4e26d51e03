"""CSV: the same as a sheet."""

from __future__ import annotations

import csv
import io

from guanlan.errors import ReadingError
from guanlan.formats.draft import Draft
from guanlan.formats.encodings import decode
from guanlan.formats.media import CSV
from guanlan.formats.sheets.writing import write_rows
from guanlan.records.reading import Reading

_SEPARATORS = ",\t;"
_HEAD = 8192


class CsvReader:
    """Tables as text, in any encoding that text comes in. The as-published text is that of the cells, one a line."""

    name = "csv"
    version = "1"
    media_types: tuple[str, ...] = (CSV,)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """Title lines and cells as of a sheet; ReadingError where there are none.

        >>> CsvReader().read("应用名称,问题\\n某应用,违规收集".encode()).blocks[3].column
        2
        """
        shown = name or "-"
        text, encoding = decode(data, shown, charset=charset)
        head = text[:_HEAD]
        separator = max(_SEPARATORS, key=lambda mark: (head.count(mark), mark == ","))
        draft = Draft()
        try:
            rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
            write_rows(draft, ((number, cells) for number, cells in enumerate(rows, 1)), "row")
        except csv.Error as error:
            raise ReadingError("formats.undecodable", name=shown) from error
        if not draft.text.strip():
            raise ReadingError("formats.no_text", name=shown)
        return Reading(f"{self.name}/{self.version}", CSV, draft.text, encoding, tuple(draft.blocks))


READER = CsvReader()
