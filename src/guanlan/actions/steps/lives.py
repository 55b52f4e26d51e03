"""What reports, entries and laws that are held tell of instruments, for the threads of the law room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import msgspec

from guanlan.law.thread_records import ToldLaw, ToldReport
from guanlan.law.works import Work as WorkRecord
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.bulletin import Paragraph
from guanlan.records.codec import from_json
from guanlan.records.facts import Facts
from guanlan.records.law import Event, LawText
from guanlan.records.reading import Reading
from guanlan.records.report import Report
from guanlan.store.models import Entry, LawVersion, Work
from guanlan.store.selectors.entries import with_latest
from guanlan.store.selectors.reports import present_reports

_SEVERAL = 400  # as many parameters as any build of SQLite takes in one question, with room to spare


class _Brief(msgspec.Struct, frozen=True):
    """What threads need of a law text: its units, by far the most of it, stay unread."""

    title: str
    history: tuple[Event, ...] = ()
    effective: date | None = None
    repeals: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()


def reports_told() -> Iterator[ToldReport]:
    """Every report that stands in its release, and every entry of an issue that has no report behind it."""
    for handle, record in present_reports().select_related(None).values_list("handle", "record").iterator():
        report = from_json(record, Report)
        yield ToldReport(handle, report.facts, _words(report.paragraphs, report.facts))
    entries = Entry.objects.filter(report=None, position__isnull=False).select_related("issue")
    for entry, revision in with_latest(entries.order_by("issue_id", "column", "subcolumn", "position")):
        item = from_json(revision.record, EntryRecord)
        issue = entry.issue.number if entry.issue.number is not None else entry.issue.title
        key = f"{issue}/{entry.column}.{entry.subcolumn}.{entry.position:02d}"
        yield ToldReport(key, item.facts, _words(item.paragraphs, item.facts))


def _words(paragraphs: Iterable[Paragraph], facts: Facts) -> str:
    """A report's own words, only where it tells of a call for comments: its addresses are read from them."""
    called = any(
        one.value is not None and (one.value.comment_until or one.value.stage_note) for one in facts.instruments
    )
    return "\n".join(one.words.text for one in paragraphs) if called else ""


def laws_told() -> Iterator[ToldLaw]:
    """Every law text that is held, without its words."""
    rows = LawVersion.objects.order_by("pk").values_list("pk", "record")
    for ref, record in rows.iterator():
        brief = from_json(record, _Brief)
        law = LawText(
            brief.title, history=brief.history, repeals=brief.repeals, amends=brief.amends, effective=brief.effective
        )
        yield ToldLaw(ref, law)


def with_words(laws: Iterable[ToldLaw]) -> Iterator[ToldLaw]:
    """``laws`` with their as-published texts, which the anchors of their steps point into."""
    held = {law.key: law for law in laws}
    refs = sorted(held)
    for at in range(0, len(refs), _SEVERAL):
        rows = LawVersion.objects.filter(pk__in=refs[at : at + _SEVERAL]).order_by("pk")
        for ref, record in rows.values_list("pk", "reading__record").iterator():
            yield msgspec.structs.replace(held[ref], published=from_json(record, Reading).text)


def works_held() -> Iterator[WorkRecord]:
    """Every work."""
    for record in Work.objects.order_by("key").values_list("record", flat=True).iterator():
        yield from_json(record, WorkRecord)
