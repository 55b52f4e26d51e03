"""Bytes and the event of getting them, stored before anything reads them."""

from __future__ import annotations

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.steps.release_keys import Origin
from guanlan.store import blobs
from guanlan.store.models import Blob, Capture

SAVED_PAGE, PASTED = "乙", "丙"  # grades of evidence (DESIGN §3)


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
            headers={"source": origin.source} if origin.source else {},
        ).save()
        details["origin"] = given
    return sha256


def origin_of(capture: Capture) -> Origin:
    """How the bytes came, as the release key needs it."""
    return Origin(capture.root, capture.name, capture.headers.get("source"))
