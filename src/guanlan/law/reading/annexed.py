"""A decision with the text it changed behind it, all under that text's title: the decision is the lead of the law."""

from __future__ import annotations

from guanlan.law.reading.front import folded
from guanlan.law.reading.marks import Kind, Mark
from guanlan.law.reading.sequence import Entry

_LINES_OF_TITLE = 4  # a title of 60 characters takes three lines of a page


def with_own_text(text: str, entries: list[Entry], title: str) -> list[Entry]:
    """The entries with 附： as a plain line where what follows bears ``title`` and no article stands before."""
    for place, entry in enumerate(entries):
        if entry.mark.kind is Kind.ARTICLE:
            return entries
        if entry.mark.kind is Kind.ANNEX and _bears(text, entries[place + 1 : place + 1 + _LINES_OF_TITLE], title):
            plain = Entry(entry.line, Mark(Kind.PLAIN, 0, 0, entry.line.start))
            return [*entries[:place], plain, *entries[place + 1 :]]
    return entries


def _bears(text: str, following: list[Entry], title: str) -> bool:
    """Whether the next lines, put together, are the title or its end (最高人民法院 may be left out)."""
    words = ""
    wanted = folded(title)
    for entry in following:
        words += folded(text[entry.line.start : entry.line.end])
        if len(words) >= 6 and wanted and (wanted == words or wanted.endswith(words) or words.endswith(wanted)):
            return True
    return False
