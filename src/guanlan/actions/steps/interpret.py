"""Bytes → what they say: a bulletin, or the reports of a release. No row is touched here."""

from __future__ import annotations

import hashlib
from typing import Literal

import msgspec

from guanlan.extract import bulletin as bulletins
from guanlan.extract import facts as fact_readers
from guanlan.extract import release as releases
from guanlan.records.bulletin import Bulletin, Column, Entry, SubColumn, Words
from guanlan.records.reading import Reading
from guanlan.records.report import Report

Shape = Literal["auto", "bulletin", "release"]


class Interpreted(msgspec.Struct, frozen=True):
    """``bulletin`` is there for the shape ``bulletin`` only; ``reports`` always, in the order of the document."""

    shape: str
    reports: tuple[Report, ...]
    bulletin: Bulletin | None = None


def interpret(reading: Reading, shape: Shape, *, publisher: str | None = None) -> Interpreted:
    """What ``reading`` says, read as ``shape``. Raises ``ReadingError`` where nothing can be made of it.

    ``publisher`` is whom the user named as the source; a page that names its publisher itself is believed first.
    """
    if shape == "bulletin" or (shape == "auto" and bulletins.looks_like_bulletin(reading)):
        whole = fact_readers.with_facts(bulletins.read_bulletin(reading), reading)
        return Interpreted("bulletin", distinct(bulletin_reports(whole, reading)), whole)
    return Interpreted(
        "release", distinct(releases.read_release(reading, publisher=reading.metadata.get("publisher") or publisher))
    )


def bulletin_reports(bulletin: Bulletin, reading: Reading) -> tuple[Report, ...]:
    """One report an entry, in body order. ``part`` is the heading it stands under."""
    return tuple(
        entry_report(entry, reading, part=shown_heading(column, subcolumn), number=number)
        for column in bulletin.columns
        for subcolumn in column.subcolumns
        for number, entry in enumerate(subcolumn.entries, 1)
    )


def entry_report(entry: Entry, reading: Reading, *, part: str, number: int) -> Report:
    """The entry as a report of the bulletin's release."""
    return Report(
        name=hashlib.sha256(as_published(entry.title, reading).encode()).hexdigest(),
        headline=entry.title,
        paragraphs=entry.paragraphs,
        sources=entry.sources,
        part=part,
        number=number,
        facts=entry.facts,
    )


def shown_heading(column: Column, subcolumn: SubColumn) -> str:
    """The heading of the sub-column, else of the column, else its series."""
    return subcolumn.heading.text or column.heading.text or column.series


def as_published(words: Words, reading: Reading) -> str:
    """The published words behind ``words``; the words themselves where they have no place."""
    return "".join(reading.text[start:end] for start, end in words.spans) or words.text


def distinct(reports: tuple[Report, ...]) -> tuple[Report, ...]:
    """The reports with names that differ: a name's second bearer is called ``name~2``."""
    seen: dict[str, int] = {}
    named = []
    for report in reports:
        count = seen[report.name] = seen.get(report.name, 0) + 1
        named.append(report if count == 1 else msgspec.structs.replace(report, name=f"{report.name}~{count}"))
    return tuple(named)
