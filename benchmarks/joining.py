"""Developments at the store: a first join of invented reports, a look when nothing is new, a day's reports more."""

from __future__ import annotations

import datetime
import hashlib
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.figures import Figure

if TYPE_CHECKING:
    from guanlan.actions.context import Context
    from guanlan.records.development import Telling

SIZE = 10_000
MORE = 100
_BATCH = 1000
_AT = datetime.datetime(2025, 1, 16, tzinfo=datetime.UTC)


def measure(size: int = SIZE) -> list[Figure]:
    """In a process and a home of its own."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        first, again, more, peak = pool.apply(joined, (size,))
    return [
        Figure(f"store: {size:,} reports joined for the first time", f"{first:.1f} s"),
        Figure("store: joined again, nothing new", f"{again:.2f} s"),
        Figure(f"store: {MORE} new reports joined", f"{more:.2f} s"),
        Figure(f"store: peak memory at {size:,}", f"{peak:.0f} MB"),
    ]


def joined(size: int) -> tuple[float, float, float, float]:
    """Seconds of the three, and peak megabytes."""
    from guanlan import store

    with tempfile.TemporaryDirectory() as folder:
        store.setup(Path(folder))
        from benchmarks.stories import tellings
        from guanlan.actions.context import Context

        context = Context(actor="bench", now=_AT)
        told = (telling for _, telling in tellings(size + MORE))
        _put(islice(told, size))
        first, again = _timed(context), _timed(context)
        _put(told)
        more = _timed(context)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    return first, again, more, peak


def _timed(context: Context) -> float:
    from guanlan.actions.list_developments import update_developments

    begun = time.perf_counter()
    update_developments(context=context)
    return time.perf_counter() - begun


def _put(told: Iterable[Telling]) -> None:
    """The reports as rows, as an import leaves them."""
    from django.db import transaction

    from guanlan.store.models import Source

    source, _ = Source.objects.get_or_create(key="site:bench.example.invalid")
    for batch in _batches(told):
        with transaction.atomic():
            _put_batch(batch, source.pk)


def _batches(told: Iterable[Telling]) -> Iterator[list[Telling]]:
    left = iter(told)
    while batch := list(islice(left, _BATCH)):
        yield batch


def _put_batch(batch: list[Telling], source: int) -> None:
    from guanlan.records.codec import content_hash, to_json
    from guanlan.store.models import Blob, Capture, Extraction, Reading, Release
    from guanlan.store.models import Report as ReportRow

    names = [hashlib.sha256(one.key.encode()).hexdigest() for one in batch]
    blobs = Blob.objects.bulk_create(Blob(sha256=name, size=1, media_type="text/plain") for name in names)
    Capture.objects.bulk_create(
        Capture(blob=blob, origin="bench", root="", name=blob.pk, at=_AT, actor="bench", grade="乙") for blob in blobs
    )
    readings = Reading.objects.bulk_create(Reading(blob=blob, reader="bench", record="{}", hash="") for blob in blobs)
    extractions = Extraction.objects.bulk_create(
        Extraction(reading=one, fingerprint="bench", shape="release", at=_AT, record="[]", hash="") for one in readings
    )
    releases = Release.objects.bulk_create(
        Release(
            key=one.origin.release,
            source_id=source,
            publisher=one.origin.publisher,
            published=one.origin.published,
            shape="release",
        )
        for one in batch
    )
    ReportRow.objects.bulk_create(
        ReportRow(
            key=one.key,
            handle=name[:12],
            release=release,
            extraction=extraction,
            name=one.key,
            record=to_json(one.report).decode(),
            hash=content_hash(one.report),
            order=0,
            headline=one.report.headline.text,
        )
        for one, name, release, extraction in zip(batch, names, releases, extractions, strict=True)
    )


if __name__ == "__main__":
    from benchmarks.figures import print_figures

    print_figures(measure(int(sys.argv[1]) if len(sys.argv) > 1 else SIZE))
