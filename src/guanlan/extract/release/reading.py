"""The whole way from a reading to reports."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

import msgspec

from guanlan.extract.bulletin.entries import read_entry
from guanlan.extract.bulletin.lines import Line, draw_lines, words_from, words_of
from guanlan.extract.bulletin.texts import report_text
from guanlan.extract.facts import read_facts
from guanlan.extract.release.digest import Item, find_items
from guanlan.extract.release.layout import lay_out
from guanlan.records.bulletin import Paragraph, Words
from guanlan.records.reading import Reading
from guanlan.records.report import Report


def read_release(
    reading: Reading, *, publisher: str | None = None, published: date | None = None
) -> tuple[Report, ...]:
    """The reports of a release with their facts: one of most, several of a digest, none of a deleted page.

    ``publisher`` and ``published`` are what the source knows; else the page's own metadata and words are asked.
    """
    if reading.metadata.get("state"):
        return ()
    lines = draw_lines(reading)
    layout = lay_out(reading, lines)
    if not layout.body and not layout.headline.text:
        return ()
    issued = published or layout.published
    by = publisher or reading.metadata.get("publisher")
    items = find_items(reading, layout.body, layout.headline.text)
    if items:
        return tuple(_item(reading, item, issued=issued, publisher=by) for item in items)
    entry = read_entry(reading.text, "", layout.headline, layout.body)
    sources = entry.sources or layout.sources or ((Words(by),) if by else ())
    return (_report(reading, layout.headline, entry.paragraphs, sources, issued=issued, publisher=by),)


def _report(
    reading: Reading,
    headline: Words,
    paragraphs: tuple[Paragraph, ...],
    sources: tuple[Words, ...],
    *,
    issued: date | None,
    publisher: str | None,
) -> Report:
    text = report_text(reading.text, headline, paragraphs, issued=issued, publisher=publisher)
    facts = read_facts(text, sources)
    return Report(_name(reading, headline), headline, paragraphs, sources, facts=facts)


def _item(reading: Reading, item: Item, *, issued: date | None, publisher: str | None) -> Report:
    """An item of a digest; its sources are those that its own source line names, else who made the digest."""
    headline = _headline(reading, item.heading, item.at)
    entry = read_entry(reading.text, "", headline, item.lines)
    sources = entry.sources or ((Words(publisher),) if publisher else ())
    report = _report(reading, headline, entry.paragraphs, sources, issued=issued, publisher=publisher)
    name = item.link or report.name
    return msgspec.structs.replace(report, name=name, link=item.link, part=item.part, number=item.number)


def _headline(reading: Reading, lines: Sequence[Line], at: int) -> Words:
    first = words_from(reading.text, lines[0], at)
    rest = [words_of(reading.text, line.pieces) for line in lines[1:]]
    return Words(
        "".join(one.text for one in (first, *rest)), tuple(span for one in (first, *rest) for span in one.spans)
    )


def _name(reading: Reading, headline: Words) -> str:
    """The hash that names a report: of the headline as published."""
    words = "".join(reading.text[start:end] for start, end in headline.spans) or headline.text
    return hashlib.sha256(words.encode()).hexdigest()
