"""The whole way from a reading to reports."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from guanlan.extract.bulletin.entries import read_entry
from guanlan.extract.bulletin.lines import Line, draw_lines, words_from, words_of
from guanlan.extract.bulletin.texts import report_text
from guanlan.extract.facts import read_facts
from guanlan.extract.release.digest import Item, find_items
from guanlan.extract.release.layout import lay_out
from guanlan.extract.release.mending import mended
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
    page = _Page(reading, published or layout.published, publisher or reading.metadata.get("publisher"))
    items = find_items(reading, layout.body, layout.headline.text)
    if items:
        return tuple(_item(page, item) for item in items)
    entry = read_entry(reading.text, "", layout.headline, mended(reading, layout.body))
    return (_report(page, layout.headline, entry.paragraphs, entry.sources or layout.sources),)


class _Page(NamedTuple):
    """A release and what is known of all of it."""

    reading: Reading
    issued: date | None
    publisher: str | None


def _report(page: _Page, headline: Words, paragraphs: tuple[Paragraph, ...], named: tuple[Words, ...]) -> Report:
    """The report with its facts; where no source is ``named``, who published the page is."""
    sources = named or ((Words(page.publisher),) if page.publisher else ())
    text = report_text(page.reading.text, headline, paragraphs, issued=page.issued, publisher=page.publisher)
    return Report(_name(page.reading, headline), headline, paragraphs, sources, facts=read_facts(text, sources))


def _item(page: _Page, item: Item) -> Report:
    """A story of a digest, named by the address of its original."""
    headline = _headline(page.reading, item.heading, item.at)
    entry = read_entry(page.reading.text, "", headline, mended(page.reading, item.lines))
    report = _report(page, headline, entry.paragraphs, entry.sources)
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
