"""The bytes of an issue's pictures, by their address."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from guanlan.records.bulletin import Bulletin


def pictures_of(bulletin: Bulletin) -> dict[str, bytes]:
    """The pictures that stand in their address (``data:``); others would have to be fetched, and are not."""
    found = {}
    for target in _targets(bulletin):
        if target.startswith("data:image/") and (data := _decoded(target)):
            found[target] = data
    return found


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
