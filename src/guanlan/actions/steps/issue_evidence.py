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


def evidence_of(issue: Issue, *, texts: bool = False) -> Evidence:
    """The captures of every entry: that of its own report first, then those of the other reports of its development.

    With ``texts``, the first of each holds the text that the anchors of the entry count in.
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
    known: dict[int, str] = {}
    found = {}
    for row in rows:
        first = own[row.report_id or 0]
        listed = [first, *(one for one in others.get(first.development_id or 0, []) if one.pk != first.pk)]
        made = {}
        for report in listed:
            capture = captures.get(report.extraction.reading.blob_id)
            if capture is not None and capture.sha256 not in made:
                text = _text(report, known) if texts and report is first else ""
                made[capture.sha256] = msgspec.structs.replace(capture, text=text)
        found[id_of(row)] = tuple(made.values())
    head = from_json(issue.head, Head).text if issue.head else ""
    return Evidence(found, head)


def _text(report: Report, known: dict[int, str]) -> str:
    reading = report.extraction.reading
    if reading.pk not in known:
        known[reading.pk] = from_json(reading.record, Reading).text
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
