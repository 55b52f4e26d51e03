"""Bytes and the event of getting them, stored before anything reads them."""

from __future__ import annotations

import datetime

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.steps.release_keys import Origin
from guanlan.actions.steps.removals import refuse_removed
from guanlan.records.codec import to_json
from guanlan.records.exchange import Exchange
from guanlan.store import blobs
from guanlan.store.models import Blob, Capture, Visit
from guanlan.store.models import Exchange as ExchangeRow

# grades of evidence (DESIGN §3)
UNKNOWN = "application/octet-stream"
"""The media type of bytes that were kept as evidence although no reader knows their kind."""

FROM_AUTHORITY, SAVED_PAGE, PASTED, FROM_PICTURE, FROM_UNIT = "甲", "乙", "丙", "丁", "戊"
# of an origin, beside root and name
_TOLD = ("source", "address", "hand", "document", "publisher", "title", "date", "zone", "charset")


def keep(data: bytes, media_type: str, origin: Origin, *, given: str, context: Context) -> str:
    """Store ``data`` and its capture, in one transaction; gives the SHA-256. ``given``: what was asked for.

    Raises ``InputError`` where these bytes were removed by order.
    """
    refuse_removed(blobs.sha256_of(data))
    sha256 = blobs.put(data)
    with acting(context, "capture", sha256) as details:
        got = Got(media_type, given, SAVED_PAGE if origin.root else PASTED)
        put_by(data, got, origin, context=context)
        details["origin"] = given
    return sha256


class Got(msgspec.Struct, frozen=True):
    """How some bytes came: their type, what was asked for, the grade of evidence, and the page they are a part of."""

    media_type: str
    given: str
    grade: str
    part_of: str | None = None
    at: datetime.datetime | None = None


def put_by(data: bytes, got: Got, origin: Origin, *, context: Context) -> Capture:
    """Store ``data`` and its capture, within the caller's transaction; gives the capture. Raises ``InputError`` where
    these bytes were removed by order.
    """
    refuse_removed(blobs.sha256_of(data))
    sha256 = blobs.put(data)
    Blob.objects.get_or_create(sha256=sha256, defaults={"size": len(data), "media_type": got.media_type})
    capture = Capture(
        blob_id=sha256,
        part_of_id=got.part_of,
        origin=got.given[:2000],
        root=origin.root,
        name=origin.name,
        at=got.at or context.now,
        actor=context.actor,
        grade=got.grade,
        headers=headers_of(origin),
    )
    capture.save()
    return capture


def put_exchange(
    capture: Capture, exchange: Exchange, *, visit: Visit | None = None, parent: str = "", asked: str | None = None
) -> None:
    """Say how ``capture`` was fetched and where its evidence lies, within the transaction that stores it.

    ``asked`` is the document's own address where it came inside the answer to another (an item of a feed).
    """
    stored = exchange.stored
    record = msgspec.structs.replace(exchange, body=b"")
    ExchangeRow(
        capture=capture,
        visit=visit,
        asked=(asked or exchange.asked)[:2000],
        address=exchange.address[:2000],
        parent=parent[:2000],
        status=exchange.status,
        file=stored.file if stored else "",
        offset=stored.offset if stored else 0,
        length=stored.length if stored else 0,
        sha256=stored.sha256 if stored else "",
        record=to_json(record).decode(),
    ).save()


def headers_of(origin: Origin) -> dict[str, str]:
    """What a capture keeps of its origin beside root and name."""
    return {name: value for name in _TOLD if (value := getattr(origin, name))}


def origin_of(capture: Capture) -> Origin:
    """How the bytes came, as the release key needs it."""
    return Origin(capture.root, capture.name, **{name: capture.headers.get(name) for name in _TOLD})
