"""Remove bytes by a recorded order: what they say goes, that they were here stays."""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.db import connection

from guanlan.actions.act import acting, permit
from guanlan.actions.context import Context
from guanlan.actions.evidence_summaries import Removed
from guanlan.actions.steps.blanking import blank_rows, forget_words, kept_of, told_in
from guanlan.actions.steps.warc_removal import Place, described, overwrite, places_of
from guanlan.errors import InputError
from guanlan.store import blobs
from guanlan.store.chain import link_removal
from guanlan.store.models import Blob, Capture, Removal
from guanlan.store.search.choosing import engine

VERB = "remove blob"
_HASH = re.compile(r"[0-9a-f]{64}")


def remove_blob(which: str, *, order: str, reason: str = "", context: Context) -> Removed:
    """Remove the bytes of SHA-256 ``which`` and the pictures that came with them and with nothing else: blob files,
    WARC records, readings, extractions, reports, corrections, passages of search. Captures, hashes and the chain stay.

    The order is recorded first, in one transaction with all rows; then the files go. A removal that was broken off is
    finished by asking again. Raises ``InputError`` where there is no such blob, and where no order is given.
    """
    permit(context, VERB)
    sha256 = which.strip().lower()
    if not order.strip():
        raise InputError("evidence.no_order")
    if not _HASH.fullmatch(sha256) or not Blob.objects.filter(pk=sha256).exists():
        raise InputError("evidence.no_blob", which=which[:80])
    names = [sha256, *_pictures(sha256)]
    entries, kept = told_in(sha256), kept_of(sha256)
    _scrub(secure=True)
    counts = [0, 0]
    if not Removal.objects.filter(blob_id=sha256).exists():
        with acting(context, VERB, sha256) as details:
            counts = _record(names, order.strip(), reason.strip(), context)
            details.update(order=order.strip(), reason=reason.strip(), blobs=names)
    rows = list(Removal.objects.filter(blob_id__in=names))
    records = _remove_files(rows)
    _scrub(secure=False)
    return Removed(tuple(row.blob_id for row in rows), counts[0], counts[1], records, entries, kept)


def _record(names: Sequence[str], order: str, reason: str, context: Context) -> list[int]:
    """The rows: the removals, what they take, and their links. Gives the numbers of blanked rows and of reports."""
    first: Removal | None = None
    counts = [0, 0]
    for sha256 in names:
        if Removal.objects.filter(blob_id=sha256).exists():
            continue
        replaced = [described(place, sha256, context.now) for place in places_of(sha256)]
        row = Removal(
            blob_id=sha256,
            of=first,
            at=context.now,
            actor=context.actor,
            order=order,
            reason=reason,
            replaced=replaced,
        )
        row.save()
        first = first or row
        counts[1] += forget_words(sha256)
        counts[0] += blank_rows(row)
        link_removal(row, context.now)
    return counts


def _pictures(sha256: str) -> list[str]:
    """Blobs that came as parts of this one, and in no other way."""
    parts = set(Capture.objects.filter(part_of_id=sha256).values_list("blob_id", flat=True))
    others = Capture.objects.filter(blob_id__in=parts).exclude(part_of_id=sha256).values_list("blob_id", flat=True)
    return sorted(parts - set(others))


def _remove_files(rows: Sequence[Removal]) -> int:
    """Blob files and WARC records; gives how many of the latter."""
    records = 0
    for row in rows:
        blobs.path_of(row.blob_id).unlink(missing_ok=True)
        recorded = [Place(one["file"], one["offset"], one["length"]) for one in row.replaced]
        for place in {*recorded, *places_of(row.blob_id)}:  # a later visit may have brought them once more
            overwrite(place, row.blob_id, row.at)
            records += 1
    return records


def _scrub(*, secure: bool) -> None:
    """Deleted words are overwritten in the database's file; afterwards nothing is left in its free pages, in pieces of
    the search index that wait to be merged, or in its log.
    """
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA secure_delete=ON")
        if secure:
            return
        engine().tidy()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
