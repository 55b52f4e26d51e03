"""What is held → what search finds: laws by articles, reports and entries by paragraphs, developments by headlines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from guanlan.law.ranks import place_of, rank_of
from guanlan.law.reading.words import span_words, unit_words
from guanlan.records.bulletin import Entry, Paragraph
from guanlan.records.codec import from_json
from guanlan.records.development import Development
from guanlan.records.law import LawText, Level, Unit
from guanlan.records.report import Report
from guanlan.store.models import Development as DevelopmentRow
from guanlan.store.models import Entry as EntryRow
from guanlan.store.models import Report as ReportRow
from guanlan.store.models import Revision

LAW, REPORT, ENTRY, DEVELOPMENT = KINDS = ("law", "report", "entry", "development")
# Levels of the order in which hits are shown. Laws take those of their rank, 0 to 8; what tells of them comes after.
LEVELS = {REPORT: 16, ENTRY: 17, DEVELOPMENT: 18}
MOST = 60_000  # passages of one document; what is beyond goes into the last one (ids have room for 65,536)
_ABOVE = (Level.PART, Level.SUBPART, Level.CHAPTER, Level.SECTION, Level.ANNEX)


class Cut(NamedTuple):
    """A document as search finds it. ``passages`` are pairs of where (``article:59``, ``paragraph:3``) and words.

    ``place`` is a code, or several joined with ``|``.
    """

    kind: str
    ref: str
    title: str
    level: int
    place: str
    day: date | None
    passages: tuple[tuple[str, str], ...]

    @property
    def digest(self) -> str:
        """The hash of all of it."""
        return hashlib.sha256(repr(tuple(self)).encode()).hexdigest()


def cut_law(ref: str, published: str, law: LawText) -> Cut:
    """A version: its title, the lines of its history, its headings, and its articles or paragraphs; together they have
    every word of its body."""
    days = [law.effective, *(event.day for event in law.history)]
    return Cut(
        LAW,
        ref,
        law.title,
        int(rank_of(law)),
        place_of(law),
        max(filter(None, days), default=None),
        _whole([("title", "\n".join((law.title, *law.aliases))), *_history(published, law), *_units(published, law)]),
    )


def cut_report(row: ReportRow) -> Cut:
    """A report: its headline and its paragraphs."""
    report = from_json(row.record, Report)
    passages = _whole([("headline", row.headline), *_paragraphs(report.paragraphs)])
    return Cut(REPORT, str(row.pk), row.headline, LEVELS[REPORT], row.jurisdiction or "", row.date_until, passages)


def cut_entry(row: EntryRow, revision: Revision) -> Cut:
    """An entry of an issue: its title and its paragraphs."""
    entry = from_json(revision.record, Entry)
    facts = entry.facts
    told = facts.date.value.date.rpartition("/")[2] if facts.date.value else None
    return Cut(
        ENTRY,
        str(row.pk),
        entry.title.text,
        LEVELS[ENTRY],
        facts.jurisdiction.value or "",
        date.fromisoformat(told) if told else row.issue.date,
        _whole([("headline", entry.title.text), *_paragraphs(entry.paragraphs)]),
    )


def cut_development(row: DevelopmentRow) -> Cut:
    """A development: the headlines under which it was told."""
    development = from_json(row.record, Development)
    headlines = dict.fromkeys(telling.report.headline.text for telling in development.tellings)
    facts = development.lead.report.facts
    day = facts.date.value.date.rpartition("/")[2] if facts.date.value else None
    return Cut(
        DEVELOPMENT,
        str(row.pk),
        development.lead.report.headline.text,
        LEVELS[DEVELOPMENT],
        facts.jurisdiction.value or "",
        date.fromisoformat(day) if day else None,
        _whole([("headline", "\n".join(headlines))]),
    )


def _history(published: str, law: LawText) -> Iterator[tuple[str, str]]:
    """The lines outside of the body that tell how the text came about."""
    lines: dict[int, int] = {}
    for event in law.history:
        if event.end > event.start and not law.body[0] <= event.start < law.body[1]:
            end = published.find("\n", event.end)
            lines[published.rfind("\n", 0, event.start) + 1] = end if end >= 0 else len(published)
    for number, (start, end) in enumerate(sorted(lines.items()), 1):
        yield f"history:{number}", published[start:end]


def _units(published: str, law: LawText) -> Iterator[tuple[str, str]]:
    """Headings without what stands under them, and the units that stand under headings, whole."""
    units = law.units
    has_under = {unit.parent for unit in units}
    for index, unit in enumerate(units):
        if unit.parent >= 0 and units[unit.parent].level not in _ABOVE:
            continue
        if unit.level in _ABOVE and index in has_under:
            yield _where(unit), span_words(published, law, unit.start, units[index + 1].start)
        elif unit.level is Level.ANNEX:
            lines = unit_words(published, law, index).split("\n")
            yield from ((_where(unit), line) for line in lines)
        else:
            yield _where(unit), unit_words(published, law, index)


def _where(unit: Unit) -> str:
    return f"{unit.level.value}:{unit.number}"[:40]


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> Iterator[tuple[str, str]]:
    for number, paragraph in enumerate(paragraphs, 1):
        yield f"paragraph:{number}", paragraph.words.text


def _whole(passages: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """The passages with words in them; too many of them are put together at the end."""
    kept = [(where, words.strip()) for where, words in passages if words.strip()]
    if len(kept) > MOST:
        kept[MOST - 1 :] = [(kept[MOST - 1][0], "\n".join(words for _, words in kept[MOST - 1 :]))]
    return tuple(kept)
