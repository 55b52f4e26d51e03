"""An entry as the fact readers see it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guanlan.extract.bulletin.lines import CELL_JOINER, between
from guanlan.extract.report_text import Part, ReportText
from guanlan.records.bulletin import Entry, Paragraph, Words
from guanlan.records.reading import Reading
from guanlan.text.reading_map import Piece, ReadingMap
from guanlan.text.span import Span


def entry_text(
    reading: Reading, entry: Entry, *, issued: date | None = None, publisher: str | None = None
) -> ReportText:
    """The title, then the paragraphs of ``entry``, each one line; pieces cut by a page break are put together.

    ``issued`` is the day from which years are told.
    """
    return report_text(reading.text, entry.title, entry.paragraphs, issued=issued, publisher=publisher)


def report_text(
    text: str,
    headline: Words,
    paragraphs: Iterable[Paragraph],
    *,
    issued: date | None = None,
    publisher: str | None = None,
) -> ReportText:
    """The same of any headline and paragraphs read from ``text``; paragraphs without words (pictures) are left out."""
    shown = [paragraph for paragraph in paragraphs if paragraph.words.spans]
    pieces = _pieces(text, headline)
    if not pieces:
        at = shown[0].words.spans[0][0] if shown else 0
        pieces = [Piece(at, at)]
    for paragraph in shown:
        pieces.extend(_pieces(text, paragraph.words))
    both = ReadingMap(text, pieces)
    parts: list[Part] = []
    start, lines = 0, both.read.split("\n")
    for index, line in enumerate(lines):
        if 0 < index <= len(shown):
            parts.append(Part(Span(start, start + len(line)), shown[index - 1].kind))
        start += len(line) + 1
    return ReportText(both, Span(0, len(lines[0])), tuple(parts), issued, publisher)


def _pieces(text: str, words: Words) -> list[Piece]:
    """A line break before the first piece; before the others what stands between them in the words as read."""
    found: list[Piece] = []
    cells = words.text.count(CELL_JOINER) >= len(words.spans) - 1 > 0
    read = ""
    for start, end in words.spans:
        joiner = "\n"
        if found:
            joiner = between(text, found, Piece(start, end, ""))
            if cells and text[start] not in "，," and words.text.startswith(CELL_JOINER, len(read)):
                joiner = CELL_JOINER
        found.append(Piece(start, end, joiner))
        if cells:
            read += ("" if joiner == "\n" else joiner) + ReadingMap(text, [Piece(start, end)]).read
    return found
