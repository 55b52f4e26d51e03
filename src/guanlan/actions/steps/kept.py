"""The bytes that went out: kept when a file of a signed-off issue is built, and had again whatever changed since."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from guanlan.actions.context import Context
from guanlan.errors import InputError
from guanlan.publish.render import MEDIA_TYPES
from guanlan.store import blobs
from guanlan.store.models import Blob, Issue, KeptFile, Removal
from guanlan.store.selectors.developments import SIGNED_OFF


def keep_files(issue: Issue, files: Iterable[tuple[str, bytes]], number: int, context: Context) -> None:
    """Keep the files of a signed-off issue after ``number`` amendments, within the action that builds them; of a draft
    nothing is kept.
    """
    if issue.state != SIGNED_OFF:
        return
    for format, data in files:
        sha256 = blobs.put(data)
        Blob.objects.get_or_create(sha256=sha256, defaults={"size": len(data), "media_type": MEDIA_TYPES[format]})
        KeptFile.objects.get_or_create(
            issue=issue,
            format=format,
            amendments=number,
            blob_id=sha256,
            defaults={"at": context.now, "actor": context.actor},
        )


def kept_files(issue: Issue, state: int, formats: Collection[str]) -> dict[str, bytes]:
    """Format → the bytes that went out of this state of the issue: the first that were built of it. Formats that were
    never built then are left out. Raises ``InputError`` for bytes that were removed by order since.
    """
    found: dict[str, KeptFile] = {}
    for row in KeptFile.objects.filter(issue=issue, amendments=state, format__in=list(formats)).order_by("id"):
        found.setdefault(row.format, row)
    return {format: bytes_of(row) for format, row in found.items()}


def bytes_of(row: KeptFile) -> bytes:
    """What was kept. Raises ``InputError`` where it was removed by order."""
    removal = Removal.objects.filter(blob=row.blob_id).first()
    if removal is not None:
        raise InputError("amending.kept_removed", format=row.format, order=removal.order)
    return blobs.get(row.blob_id)
