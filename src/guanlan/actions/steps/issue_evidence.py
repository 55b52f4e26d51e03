"""The captures that the entries of an issue rest on."""

from __future__ import annotations

import msgspec

from guanlan.actions.steps.assemble import id_of
from guanlan.publish.render.evidence import Captured, Evidence
from guanlan.records.codec import from_json
from guanlan.records.evidence import Head
from guanlan.records.reading import Reading
from guanlan.store.models import Capture, ChainLink, Issue, Report
from guanlan.store.selectors.entries import placed_entries

_ONE_UNIT = 0xFFFF  # characters beyond it take two units of UTF-16


def evidence_of(issue: Issue) -> Evidence:
    """The captures of every entry: that of its own report first, then those of the other reports of its development
    that were in the chain when the issue was composed. What comes in later changes nothing in it.
    """
    rows = [row for row, _ in placed_entries(issue) if row.report_id is not None]
    reports = Report.objects.select_related("extraction__reading", "release")
    own = {one.pk: one for one in reports.filter(pk__in=[row.report_id for row in rows])}
    developments = {one.development_id for one in own.values() if one.development_id is not None}
    others: dict[int, list[Report]] = {}
    for one in reports.filter(development_id__in=developments, gone=False).order_by("key"):
        others.setdefault(one.development_id or 0, []).append(one)
    tellings = [*own.values(), *(one for group in others.values() for one in group)]
    captures = _captures({one.extraction.reading.blob_id for one in tellings})
    head = from_json(issue.head, Head) if issue.head else None
    last = head.number if head else 0
    known: dict[int, tuple[int, ...]] = {}
    found = {}
    for row in rows:
        first = own[row.report_id or 0]
        listed = [first, *(one for one in others.get(first.development_id or 0, []) if one.pk != first.pk)]
        made = {}
        for report in listed:
            capture = captures.get(report.extraction.reading.blob_id)
            if capture is None or (report is not first and (capture.link is None or capture.link[0] > last)):
                continue
            if capture.sha256 not in made:
                wide = _wide(report, known) if report is first else None
                made[capture.sha256] = msgspec.structs.replace(capture, wide=wide)
        found[id_of(row)] = tuple(made.values())
    return Evidence(found, head.text if head else "")


def _wide(report: Report, known: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    """The places of the characters that take two units of UTF-16 in the text that the report was read from."""
    reading = report.extraction.reading
    if reading.pk not in known:
        text = from_json(reading.record, Reading).text
        known[reading.pk] = tuple(at for at, one in enumerate(text) if ord(one) > _ONE_UNIT)
    return known[reading.pk]


def _captures(blobs: set[str]) -> dict[str, Captured]:
    """Blob → how it came first."""
    first: dict[str, Capture] = {}
    for row in Capture.objects.filter(blob_id__in=blobs).order_by("id"):
        first.setdefault(row.blob_id, row)
    numbers = {row.pk for row in first.values()}
    links = {row.ref: row for row in ChainLink.objects.filter(kind="capture", ref__in=numbers)}
    return {
        blob: Captured(
            sha256=blob,
            address=row.origin if "://" in row.origin else row.name,
            taken=row.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            grade=row.grade,
            link=(links[row.pk].number, links[row.pk].hash) if row.pk in links else None,
        )
        for blob, row in first.items()
    }
