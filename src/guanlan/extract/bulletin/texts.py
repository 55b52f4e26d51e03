"""An entry as the fact readers see it."""

from __future__ import annotations

from datetime import date

from guanlan.extract.report_text import ReportText
from guanlan.records.bulletin import Entry
from guanlan.records.reading import Reading


def entry_text(reading: Reading, entry: Entry, *, issued: date | None = None) -> ReportText:
    """The title, then the paragraphs of ``entry``, each one line; pieces cut by a page break are put together."""
    raise NotImplementedError
