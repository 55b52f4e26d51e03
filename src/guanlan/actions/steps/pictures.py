"""Pictures that come with a page: kept with it, found again for its entries, given to the printer."""

from __future__ import annotations

import base64
import binascii
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes, urlsplit

import msgspec

from guanlan.actions.context import Context
from guanlan.actions.steps.keep import SAVED_PAGE, Got, put_by
from guanlan.actions.steps.release_keys import Origin
from guanlan.actions.steps.removals import was_removed
from guanlan.records.bulletin import Bulletin, Entry
from guanlan.records.reading import BlockKind, Reading
from guanlan.store import blobs
from guanlan.store.models import Capture, Report
from guanlan.store.selectors.intake import parts_of

KEPT = "sha256:"
"""The address of a picture that is kept begins so: a name below one page's folder may be another picture elsewhere."""

_MAGIC = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}
# of pictures of one page, and of one picture: what a page shows, not an archive
_MOST, _LARGEST = 200, 16 * 2**20


def keep_pictures(sha256: str, reading: Reading, origin: Origin, context: Context) -> None:
    """Store the picture files that the page of ``sha256`` shows, where they lie beside it below the imported root."""
    if not origin.root or _came_by_bundle(sha256):
        return
    known = parts_of(sha256)
    for target in shown_pictures(reading):
        found = _beside(origin, target) if target not in known else None
        if found is None:
            continue
        data, media_type, path = found
        if was_removed(blobs.sha256_of(data)):
            continue
        got = Got(media_type, str(path), SAVED_PAGE, sha256)
        put_by(data, got, Origin(origin.root, target), context=context)


def _came_by_bundle(sha256: str) -> bool:
    """Whether the page lies on the disk of another machine only: a path there leads to somebody else's file here."""
    captures = Capture.objects.filter(blob_id=sha256)
    return captures.exists() and not captures.filter(bundle_item=None).exists()


def shown_pictures(reading: Reading) -> tuple[str, ...]:
    """The addresses of the pictures that a page shows, each once, as the page writes them."""
    targets = [block.target for block in reading.blocks if block.kind is BlockKind.PICTURE and block.target]
    return tuple(dict.fromkeys(targets))[:_MOST]


def picture_type(data: bytes) -> str | None:
    """The media type of a picture that is kept with its page; None for anything else, and for what is too large."""
    if len(data) > _LARGEST:
        return None
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for magic, kind in _MAGIC.items() if data.startswith(magic)), None)


def kept_pictures(report: Report) -> dict[str, str]:
    """The pictures of the report's page: their address in it → the hash they are kept under."""
    return {name: capture.blob_id for name, capture in parts_of(report.extraction.reading.blob_id).items()}


def with_kept_pictures(entry: Entry, kept: dict[str, str]) -> Entry:
    """The entry with its pictures' addresses leading to what is kept."""
    if not kept:
        return entry
    paragraphs = tuple(
        msgspec.structs.replace(one, target=KEPT + kept[one.target]) if one.target in kept else one
        for one in entry.paragraphs
    )
    return msgspec.structs.replace(entry, paragraphs=paragraphs)


def pictures_of(bulletin: Bulletin) -> dict[str, bytes]:
    """The bytes of the pictures that are kept, or stand in their address (``data:``); others would have to be fetched,
    and are not.
    """
    return {target: data for target in _targets(bulletin) if (data := picture_bytes(target)) is not None}


def picture_bytes(target: str) -> bytes | None:
    """The bytes behind one address; None where they were removed, or are not here."""
    if target.startswith(KEPT):
        sha256 = target.removeprefix(KEPT)
        return None if was_removed(sha256) else blobs.get(sha256)
    return (_decoded(target) or None) if target.startswith("data:image/") else None


def _beside(origin: Origin, target: str) -> tuple[bytes, str, Path] | None:
    """A picture file with its type; None where there is none, or where the page points outside the imported root."""
    if "\0" in target or urlsplit(target).scheme or target.startswith("/"):
        return None
    root = Path(origin.root)
    path = Path(os.path.normpath((root / origin.name).parent / unquote(urlsplit(target).path)))
    try:
        inside = path.resolve().is_relative_to(root.resolve())
        if not inside or not path.is_file() or path.stat().st_size > _LARGEST:
            return None
        data = path.read_bytes()
    except (OSError, ValueError):
        return None
    media_type = picture_type(data)
    return (data, media_type, path) if media_type else None


def _targets(bulletin: Bulletin) -> Iterator[str]:
    for entry in bulletin.entries():
        for paragraph in entry.paragraphs:
            if paragraph.target:
                yield paragraph.target


def _decoded(address: str) -> bytes | None:
    """The bytes of a ``data:`` address; None where it is broken.

    >>> _decoded("data:image/png;base64,iVBORw==")
    b'\\x89PNG'
    """
    head, _, body = address.partition(",")
    if not head.endswith(";base64"):
        return unquote_to_bytes(body)
    try:
        return base64.b64decode(unquote_to_bytes(body), validate=True)
    except (binascii.Error, ValueError):
        return None
