"""Bytes and the event of getting them, stored before anything reads them."""

from __future__ import annotations

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.steps.release_keys import Origin
from guanlan.store import blobs
from guanlan.store.models import Blob, Capture

# grades of evidence (DESIGN §3)
FROM_AUTHORITY, SAVED_PAGE, PASTED, FROM_PICTURE, FROM_UNIT = "甲", "乙", "丙", "丁", "戊"
_TOLD = ("source", "address", "hand", "document")  # of an origin, beside root and name


def keep(data: bytes, media_type: str, origin: Origin, *, given: str, context: Context) -> str:
    """Store ``data`` and its capture, in one transaction; gives the SHA-256. ``given``: what was asked for."""
    sha256 = blobs.put(data)
    with acting(context, "capture", sha256) as details:
        Blob.objects.get_or_create(sha256=sha256, defaults={"size": len(data), "media_type": media_type})
        Capture(
            blob_id=sha256,
            origin=given,
            root=origin.root,
            name=origin.name,
            at=context.now,
            actor=context.actor,
            grade=SAVED_PAGE if origin.root else PASTED,
            headers=headers_of(origin),
        ).save()
        details["origin"] = given
    return sha256


def headers_of(origin: Origin) -> dict[str, str]:
    """What a capture keeps of its origin beside root and name."""
    return {name: value for name in _TOLD if (value := getattr(origin, name))}


def origin_of(capture: Capture) -> Origin:
    """How the bytes came, as the release key needs it."""
    return Origin(capture.root, capture.name, **{name: capture.headers.get(name) for name in _TOLD})
