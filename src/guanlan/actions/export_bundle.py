"""Captures into one signed file, for a network that cannot fetch."""

from __future__ import annotations

import datetime
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from guanlan.actions.act import acting, permit
from guanlan.actions.context import Context
from guanlan.actions.evidence_summaries import Exported
from guanlan.actions.steps.bundle_keys import fingerprint, private_key, sign
from guanlan.actions.steps.carrying import carried, sources_of
from guanlan.actions.steps.heads import current_head
from guanlan.errors import InputError
from guanlan.records.carried import FORMAT, Carried, CarriedList, Piece
from guanlan.records.codec import content_hash, to_json
from guanlan.store import blobs, home
from guanlan.store.blobs import sha256_of
from guanlan.store.models import Capture, ChainLink, Exchange

VERB = "export bundle"
LIST, SIGNATURE, CAPTURES, SOURCES = "bundle.json", "bundle.sig", "captures.jsonl", "sources.json"
_DAY = (2000, 1, 1, 0, 0, 0)
_AT_ONCE = 500


def export_bundle(
    out: Path, key: Path, *, context: Context, since: datetime.date | None = None, sources: Sequence[str] = ()
) -> Exported:
    """Write captures to ``out``, signed with the private key in the file ``key``: those linked on ``since`` or later,
    of ``sources`` (keys; ``watched:`` may be left out); all, where neither is given. What was removed is left out.

    Raises ``InputError`` where there is nothing to write, where ``out`` is there already or cannot be written.
    """
    permit(context, VERB)
    signer = private_key(key)
    if out.exists():
        raise InputError("bundles.exists", path=str(out))
    links = _links(since, sources)
    if not links:
        raise InputError("bundles.nothing")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".bundle-", dir=out.parent) as folder:
            part = Path(folder, "part")
            with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
                pieces = list(_pieces(archive, links, context))
                head = current_head()
                name = fingerprint(signer.public_key())
                listed = CarriedList(FORMAT, context.now, name, head.text if head else "", len(links), tuple(pieces))
                _put(archive, LIST, data := to_json(listed))
                _put(archive, SIGNATURE, sign(signer, data))
            with acting(context, VERB, str(out)) as details:
                details.update(hash=content_hash(listed), captures=len(links), key=name)
                os.replace(part, out)
    except OSError as error:
        raise InputError("actions.cannot_write", path=str(out), why=error.strerror or str(error)) from error
    return Exported(str(out), len(links), out.stat().st_size, content_hash(listed), name)


def _links(since: datetime.date | None, sources: Sequence[str]) -> list[ChainLink]:
    rows = ChainLink.objects.filter(kind="capture").order_by("number")
    if since is not None:
        rows = rows.filter(day__gte=since)
    removed = set(Capture.objects.filter(blob__removal__isnull=False).values_list("pk", flat=True))
    found = [row for row in rows if row.ref not in removed]
    if since is not None:  # a picture needs its page, though that came earlier
        parts = Capture.objects.filter(pk__in=[row.ref for row in found], part_of__isnull=False)
        pages = set(Capture.objects.filter(blob_id__in=parts.values("part_of")).values_list("pk", flat=True)) - removed
        known = {row.ref for row in found}
        earlier = ChainLink.objects.filter(kind="capture", ref__in=pages - known)
        found = sorted([*found, *earlier], key=lambda row: row.number)
    if sources:
        keys = {name for key in sources for name in (key, f"watched:{key}")}
        asked = Exchange.objects.filter(visit__source__key__in=keys).values_list("capture__blob_id", flat=True)
        own = Capture.objects.filter(blob__versions__release__source__key__in=keys).values_list("blob_id", flat=True)
        wanted = {*asked, *own}
        ours = Capture.objects.filter(blob_id__in=wanted) | Capture.objects.filter(part_of_id__in=wanted)
        kept = set(ours.values_list("pk", flat=True))
        found = [row for row in found if row.ref in kept]
    return found


def _pieces(archive: zipfile.ZipFile, links: Sequence[ChainLink], context: Context) -> Iterator[Piece]:
    """Every file of the bundle, as it is written."""
    lines: list[bytes] = []
    written: set[str] = set()
    for start in range(0, len(links), _AT_ONCE):
        context.tell(start, len(links), "captures")
        for one in carried(links[start : start + _AT_ONCE]):
            lines.append(to_json(one))
            yield from _bytes(archive, one, written)
    yield _piece(archive, SOURCES, to_json(sources_of(links)))
    yield _piece(archive, CAPTURES, b"\n".join(lines) + b"\n")
    context.tell(len(links), len(links))


def _bytes(archive: zipfile.ZipFile, one: Carried, written: set[str]) -> Iterable[Piece]:
    name = f"blobs/{one.blob}"
    if name not in written:
        written.add(name)
        yield _piece(archive, name, blobs.get(one.blob))
    if one.exchange is not None and one.exchange.piece and f"warc/{one.exchange.piece}" not in written:
        written.add(f"warc/{one.exchange.piece}")
        row = Exchange.objects.filter(sha256=one.exchange.piece, length__gt=0).first()
        assert row is not None
        with (home() / "warc" / row.file).open("rb") as file:
            file.seek(row.offset)
            data = file.read(row.length)
        if sha256_of(data) != one.exchange.piece:
            raise InputError("bundles.spoilt", blob=one.blob)
        yield _piece(archive, f"warc/{one.exchange.piece}", data)


def _piece(archive: zipfile.ZipFile, name: str, data: bytes) -> Piece:
    _put(archive, name, data)
    return Piece(name, len(data), sha256_of(data))


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _DAY), data)
