"""All fact readers, in their order of dependence."""

from __future__ import annotations

from datetime import date

import msgspec

from guanlan.extract.bulletin.cover import issue_day
from guanlan.extract.bulletin.texts import entry_text
from guanlan.extract.citations import read_citations
from guanlan.extract.dates import read_date
from guanlan.extract.deadlines import read_deadlines
from guanlan.extract.figures import read_figures
from guanlan.extract.importance import read_importance
from guanlan.extract.instruments import read_instruments
from guanlan.extract.issuers import read_issuers
from guanlan.extract.jurisdiction import read_jurisdiction
from guanlan.extract.kind import read_kind
from guanlan.extract.penalties import read_penalties
from guanlan.extract.report_text import ReportText
from guanlan.extract.scan import Scan
from guanlan.extract.topics import read_topics
from guanlan.records.anchor import Fact, anchor_at
from guanlan.records.bulletin import Bulletin, Column, Entry, SubColumn, Words
from guanlan.records.facts import Facts
from guanlan.records.reading import Reading
from guanlan.text.foldings import fold


def read_facts(report: ReportText, sources: tuple[Words, ...] = ()) -> Facts:
    """Every fact of ``report``; ``sources`` are the names of its source line, which is no part of the text.

    The issuers settle the jurisdiction; the kind settles what the instruments are; those settle what is only cited.
    Importance looks at all of them.
    """
    scan = Scan(report._replace(sources=tuple(source.text for source in sources)) if sources else report)
    issuers = read_issuers(scan)
    kind = read_kind(scan)
    lead = read_date(scan)
    instruments = read_instruments(scan, kind.value, lead.value)
    facts = Facts(
        title=read_title(report),
        date=lead,
        sources=tuple(_source(report, source) for source in sources),
        kind=kind,
        jurisdiction=read_jurisdiction(scan, issuers),
        issuers=issuers,
        instruments=instruments,
        citations=read_citations(scan, instruments),
        penalties=read_penalties(scan, kind.value),
        figures=read_figures(scan),
        topics=read_topics(scan),
        deadlines=read_deadlines(scan, lead.value),
    )
    return msgspec.structs.replace(facts, importance=read_importance(scan, facts))


def read_title(report: ReportText) -> Fact[str]:
    """The headline as published with white space collapsed, its signs folded (brackets come in both widths)."""
    if report.headline.end <= report.headline.start:
        return Fact(reason="title.none")
    anchor = report.anchor(report.headline)
    # a headline broken over lines is put together as it is read
    words = report.headline.of(report.text) if "\n" in anchor.quote else anchor.quote
    return Fact(" ".join(fold(words).split()), (anchor,))


def _source(report: ReportText, source: Words) -> Fact[str]:
    return Fact(source.text, tuple(anchor_at(report.both.published, *span) for span in source.spans))


def with_facts(bulletin: Bulletin, reading: Reading, *, issued: date | None = None) -> Bulletin:
    """``bulletin`` with the facts of each entry; years are told from ``issued``, else from the day on its cover."""
    day = issued or issue_day(bulletin.cover)
    columns = tuple(_column(reading, column, day) for column in bulletin.columns)
    return msgspec.structs.replace(bulletin, columns=columns)


def _column(reading: Reading, column: Column, day: date | None) -> Column:
    parts = tuple(
        SubColumn(part.heading, tuple(_entry(reading, entry, day) for entry in part.entries))
        for part in column.subcolumns
    )
    return msgspec.structs.replace(column, subcolumns=parts)


def _entry(reading: Reading, entry: Entry, day: date | None) -> Entry:
    return msgspec.structs.replace(entry, facts=read_facts(entry_text(reading, entry, issued=day), entry.sources))
