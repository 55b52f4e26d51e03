"""What a bundle carries → rows and files, one capture a transaction."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.records.carried import Carried, CarriedExchange, CarriedSource, CarriedVisit
from guanlan.records.codec import from_json, to_json
from guanlan.records.exchange import Exchange, Stored
from guanlan.store import blobs, home
from guanlan.store.models import Blob, Bundle, BundleItem, Capture, ChainLink, Handover, Source, Visit
from guanlan.store.models import Exchange as ExchangeRow

_FOLDER = "warc"
Read = Callable[[str], bytes]
"""Name of a piece → its bytes."""


def is_here(link: str) -> bool:
    """Whether the capture of this link came in before, or was linked here in the first place."""
    return BundleItem.objects.filter(link=link).exists() or ChainLink.objects.filter(hash=link).exists()


def keep_sources(sources: tuple[CarriedSource, ...]) -> None:
    """The watched sources that are not known here; one that is stays as it is."""
    for one in sources:
        Source.objects.get_or_create(key=one.key, defaults={"zone": one.zone, "spec": one.spec, "paused": True})


def keep_carried(one: Carried, bundle: Bundle, read: Read, context: Context) -> Capture:
    """Store a capture with the facts that it had over there, whole or not at all."""
    data = read(f"blobs/{one.blob}")
    blobs.put(data)
    with acting(context, "import capture", one.blob) as details:
        Blob.objects.get_or_create(sha256=one.blob, defaults={"size": one.size, "media_type": one.media_type})
        capture = Capture(
            blob_id=one.blob,
            part_of_id=one.part_of,
            origin=one.origin,
            root=one.root,
            name=one.name,
            at=one.at,
            actor=one.actor,
            grade=one.grade,
            headers=one.headers,
        )
        capture.save()
        if one.exchange is not None:
            _keep_exchange(capture, one.exchange, bundle, read)
        if one.handover is not None:
            container = _capture_of(one.handover.container)
            told = {"role": one.handover.role, "who": one.handover.who, "note": one.handover.note}
            Handover(capture=capture, container=container, **told).save()
        record = to_json({"link": one.link, "statement": one.statement, "nonce": one.nonce}).decode()
        BundleItem(bundle=bundle, capture=capture, link=one.link, shape=one.shape, record=record).save()
        details.update(bundle=bundle.hash, link=one.link)
    return capture


def cut_unfinished(bundle: Bundle) -> None:
    """Cut off what an import that was broken off left at the end of the bundle's WARC file."""
    name = _file_of(bundle)
    path = home() / _FOLDER / name
    if not path.exists():
        return
    rows = ExchangeRow.objects.filter(file=name).values_list("offset", "length")
    os.truncate(path, max((offset + length for offset, length in rows), default=0))


def _keep_exchange(capture: Capture, carried: CarriedExchange, bundle: Bundle, read: Read) -> None:
    exchange = from_json(carried.record, Exchange)
    stored = _placed(exchange.stored, carried.piece, bundle, read) if exchange.stored else None
    exchange = msgspec.structs.replace(exchange, stored=stored)
    ExchangeRow(
        capture=capture,
        visit=_visit(carried.visit) if carried.visit else None,
        asked=carried.asked[:2000],
        address=exchange.address[:2000],
        parent=carried.parent[:2000],
        status=exchange.status,
        file=stored.file if stored else "",
        offset=stored.offset if stored else 0,
        length=stored.length if stored else 0,
        sha256=stored.sha256 if stored else "",
        record=to_json(exchange).decode(),
    ).save()


def _placed(stored: Stored, piece: str, bundle: Bundle, read: Read) -> Stored | None:
    """Put the records into the bundle's WARC file, as they are; those that several captures share, once."""
    if not piece:
        return None
    name = _file_of(bundle)
    there = ExchangeRow.objects.filter(file=name, sha256=piece).first()
    if there is not None:
        return msgspec.structs.replace(stored, file=name, offset=there.offset, length=there.length)
    data = read(f"warc/{piece}")
    offset = _append(home() / _FOLDER / name, data)
    return msgspec.structs.replace(stored, file=name, offset=offset, length=len(data))


def _append(path: Path, data: bytes) -> int:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        offset = file.tell()
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return offset


def _visit(carried: CarriedVisit) -> Visit:
    """The visit over there, as a row of its source."""
    source = Source.objects.get(key=carried.source)
    counts = {"found": carried.found, "kept": carried.kept, "lists": carried.lists, "events": carried.events}
    row, _ = Visit.objects.get_or_create(
        source=source, began=_utc(carried.began), defaults={"ended": carried.ended, **counts}
    )
    return row


def _capture_of(link: str | None) -> Capture | None:
    if link is None:
        return None
    item = BundleItem.objects.filter(link=link).select_related("capture").first()
    if item is not None:
        capture: Capture = item.capture
        return capture
    own = ChainLink.objects.filter(kind="capture", hash=link).first()
    found: Capture | None = Capture.objects.filter(pk=own.ref).first() if own else None
    return found


def _file_of(bundle: Bundle) -> str:
    return f"bundles/{bundle.hash[:32]}.warc.gz"


def _utc(instant: datetime.datetime) -> datetime.datetime:
    return instant.astimezone(datetime.UTC)
