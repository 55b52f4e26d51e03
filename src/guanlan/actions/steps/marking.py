"""Reports → their marks: drawn anew for those that came, went, or read otherwise than when they were marked."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple, TypeVar

from django.db.models import Min

from guanlan.actions.steps.draft import telling_of
from guanlan.extract.fingerprint import fingerprint
from guanlan.extract.likeness import mark_of
from guanlan.extract.triage import is_out
from guanlan.records.codec import to_json
from guanlan.records.development import Telling
from guanlan.store.models import Capture, Mark
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.intake import best_grades
from guanlan.store.selectors.reports import present_reports

T = TypeVar("T")

BATCH = 500  # rows held at a time


class Marked(NamedTuple):
    """Reports (primary keys) whose marks are new, other or gone, with the days on which they stood or stand."""

    reports: frozenset[int]
    days: frozenset[datetime.date]


def mark_reports() -> Marked:
    """Bring the marks up to date.

    Entries of imported bulletins are no releases: they are others' words about them, and are not told again.
    """
    known = {pk: (digest, day) for pk, digest, day in Mark.objects.values_list("pk", "digest", "day")}
    grades = best_grades()
    digests = dict(_digests(grades))
    stale = [pk for pk, digest in digests.items() if pk not in known or known[pk][0] != digest]
    gone = known.keys() - digests.keys()
    days = {known[pk][1] for pk in (*stale, *gone) if pk in known}
    for batch in batches(sorted(gone)):
        Mark.objects.filter(pk__in=batch).delete()
    for batch in batches(stale):
        rows = [_mark(row, telling, digests[row.pk]) for row, telling in tellings_of(batch, grades)]
        Mark.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["report"], update_fields=["day", "digest", "out", "record"]
        )
        days.update(row.day for row in rows)
    return Marked(frozenset((*stale, *gone)), frozenset(days))


def tellings_of(reports: Iterable[int], grades: dict[int, str]) -> Iterator[tuple[ReportRow, Telling]]:
    """The rows of these reports with what they tell, in the order of their keys; some hundreds at a time."""
    for batch in batches(sorted(reports)):
        found = ReportRow.objects.filter(pk__in=batch).select_related("release", "extraction__reading")
        rows = list(found.order_by("pk"))
        blobs = {row.extraction.reading.blob_id for row in rows}
        first = Capture.objects.filter(blob_id__in=blobs, part_of=None).values("blob_id").annotate(at=Min("at"))
        taken = {one["blob_id"]: one["at"].date().isoformat() for one in first}
        for row in rows:
            yield row, telling_of(row, grades[row.extraction_id], taken=taken.get(row.extraction.reading.blob_id))


def _digests(grades: dict[int, str]) -> Iterator[tuple[int, str]]:
    """What each present report's mark is made of, as one hash."""
    rows = present_reports().exclude(release__shape="bulletin").order_by("pk")
    fields = ("pk", "hash", "key", "extraction_id", "release__key", "release__publisher", "release__published")
    code = fingerprint()
    told = rows.values_list(*fields).iterator(chunk_size=2000)
    for pk, record, key, extraction, release, publisher, published in told:
        parts = (code, record, key, grades[extraction], release, publisher or "", str(published))
        yield pk, hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _mark(row: ReportRow, telling: Telling, digest: str) -> Mark:
    mark = mark_of(telling)
    day = datetime.date.fromisoformat(mark.day)
    return Mark(report=row, day=day, digest=digest, out=is_out(telling.report) or "", record=to_json(mark).decode())


def batches(keys: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """The keys, some hundreds at a time."""
    left = iter(keys)
    while batch := list(islice(left, size)):
        yield batch
