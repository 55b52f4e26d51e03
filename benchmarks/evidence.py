"""What the chain costs: a link per capture, many at once, the newest head, and verifying it all."""

from __future__ import annotations

import datetime
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure

EACH, MANY = 2_000, 100_000
NOW = datetime.datetime(2025, 1, 16, 1, 0, tzinfo=datetime.UTC)


def measure() -> list[Figure]:
    """In a home of its own."""
    from guanlan import store
    from guanlan.store.opening import close

    with tempfile.TemporaryDirectory() as folder:
        store.setup(Path(folder))
        figures = [*_linking(), *_looking()]
        close()
    return figures


def _linking() -> Iterator[Figure]:
    from django.db import transaction

    from guanlan.store import blobs
    from guanlan.store.chain import link_captures
    from guanlan.store.models import Blob, Capture

    data = b"evidence"
    sha256 = blobs.put(data)
    Blob(sha256=sha256, size=len(data), media_type="text/plain").save()
    facts = {"blob_id": sha256, "origin": "/in/a.txt", "root": "/in", "name": "a.txt", "at": NOW, "actor": "编辑甲"}

    def capture() -> Capture:
        return Capture(**facts, grade="乙", headers={})

    spent = []
    for linked in (False, True):
        begun = time.perf_counter()
        for _ in range(EACH):
            with transaction.atomic():
                capture().save()
                if linked:
                    link_captures(NOW)
        spent.append(time.perf_counter() - begun)
        if not linked:
            with transaction.atomic():
                link_captures(NOW)
    yield Figure("a capture and its transaction", f"{spent[0] / EACH * 1e3:.2f} ms")
    yield Figure("the same with its link", f"{spent[1] / EACH * 1e3:.2f} ms")
    with transaction.atomic():
        Capture.objects.bulk_create((capture() for _ in range(MANY)), batch_size=2_000)
        begun = time.perf_counter()
        link_captures(NOW)
    yield Figure(f"{MANY:,} captures linked at once", f"{time.perf_counter() - begun:.1f} s")


def _looking() -> Iterator[Figure]:
    from guanlan.actions.context import Context
    from guanlan.actions.steps.heads import current_head
    from guanlan.actions.verify import verify

    begun = time.perf_counter()
    head = current_head()
    assert head is not None
    yield Figure(f"the newest head, of a day of {head.count:,} links", f"{time.perf_counter() - begun:.2f} s")
    begun = time.perf_counter()
    done = verify(context=Context(actor="编辑甲", now=NOW), head=head.text)
    assert done.findings == ()
    yield Figure(f"verify of {done.counts['links']:,} links", f"{time.perf_counter() - begun:.1f} s")
