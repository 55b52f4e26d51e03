"""Stored bytes → laws of the library, by batches: each in one transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from guanlan.actions.act import NOTHING, acting
from guanlan.actions.context import Context
from guanlan.actions.steps.law_files import SHAPE, LawFile
from guanlan.actions.steps.law_rows import ReadLaw, Taken, keep_laws, law_fingerprint, read_in_law, sync_works
from guanlan.actions.steps.settle import keep_unread
from guanlan.errors import GuanlanError, InputError, ReadingError
from guanlan.store import blobs
from guanlan.store.models import Blob, LawVersion, Unread, Work
from guanlan.store.selectors.intake import first_capture

_AT_ONCE = 200


class Said(NamedTuple):
    """What was read in a batch, by SHA-256, and why nothing was in the others; what was read before is in neither."""

    laws: dict[str, ReadLaw]
    faults: dict[str, GuanlanError]


def take_laws(taken: Sequence[Taken], verb: str, context: Context) -> Said:
    """Read the bytes that this code did not read yet, and keep what they say: all of it, or nothing."""
    said = Said({}, {})
    for one in _unread(taken):
        try:
            said.laws[one.sha256] = read_in_law(one)
        except (InputError, ReadingError) as error:
            said.faults[one.sha256] = error
    with acting(context, verb, taken[0].file.shown if taken else "") as details:
        keep_laws(list(said.laws.values()))
        for sha256, fault in said.faults.items():
            keep_unread(sha256, SHAPE, fault, law_fingerprint(), context)
        some = said.laws or said.faults
        details.update({"laws": len(said.laws), "unread": len(said.faults)} if some else {NOTHING: True})
    return said


def build_library(context: Context) -> None:
    """Make the works those of the versions held."""
    with acting(context, "build works", "laws") as details:
        sync_works()
        details["works"] = Work.objects.count()


def reread_laws(context: Context) -> int:
    """Read anew the stored laws that other code read, and what it could not read; gives how many. A version that this
    code can make nothing of stays as it was."""
    stale = list(LawVersion.objects.exclude(fingerprint=law_fingerprint()).values_list("pk", flat=True))
    refused = Unread.objects.filter(shape=SHAPE, blob__law_version=None)
    known = refused.filter(fingerprint=law_fingerprint()).values_list("blob_id", flat=True)
    stale += refused.exclude(blob__in=known).values_list("blob_id", flat=True).distinct()
    source = iter(sorted(stale))
    while batch := list(islice(source, _AT_ONCE)):
        take_laws(list(_stored(batch)), "reread laws", context)
    if stale:
        build_library(context)
    return len(stale)


def _stored(names: Sequence[str]) -> Iterator[Taken]:
    for blob in Blob.objects.filter(pk__in=names, removal=None).order_by("pk"):
        capture = first_capture(blob.pk)
        file = LawFile(capture.origin, capture.root, capture.name, Path(capture.root, capture.name), (blob.size, 0))
        yield Taken(file, blobs.get(blob.pk), blob.pk, blob.media_type)


def _unread(taken: Sequence[Taken]) -> list[Taken]:
    """Those that this code did not read yet, each of their bytes once."""
    read = LawVersion.objects.filter(fingerprint=law_fingerprint(), pk__in=[one.sha256 for one in taken])
    known = set(read.values_list("pk", flat=True))
    return list({one.sha256: one for one in reversed(taken) if one.sha256 not in known}.values())[::-1]
