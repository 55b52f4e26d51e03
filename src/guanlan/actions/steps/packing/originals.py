"""The captured bytes of a pack, as WARC records with what is said of each."""

from __future__ import annotations

import hashlib
import uuid
import zlib
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from guanlan.actions.steps.removals import replaced_places
from guanlan.collect.warc import read_exchange
from guanlan.errors import GuanlanError
from guanlan.records.codec import from_json
from guanlan.records.evidence import instant_text
from guanlan.records.exchange import Exchange
from guanlan.store import blobs, home
from guanlan.store.models import Capture, ChainLink

_FOLDER = "warc"
_INFO = b"software: guanlan\r\nformat: WARC File Format 1.1\r\n"


class Originals(NamedTuple):
    """``data`` is the WARC file; ``rows`` say of each capture where it lies in it, or why it does not."""

    data: bytes
    rows: list[dict[str, Any]]


def originals(links: Iterable[ChainLink], captures: dict[int, Capture], why_not: Callable[[Capture], str]) -> Originals:
    """The bytes of the captures of ``links``. ``why_not`` tells why those of one are withheld, if they are."""
    parts = [_member({"WARC-Type": "warcinfo", "Content-Type": "application/warc-fields"}, _INFO, "info")]
    size = len(parts[0])
    rows: list[dict[str, Any]] = []
    for link in links:
        capture = captures[link.ref]
        if reason := why_not(capture):
            rows.append({"link": link.hash, "kind": "withheld", "why": reason})
            continue
        for kind, data in _records(capture):
            rows.append({"link": link.hash, "kind": kind, "offset": size, "length": len(data)})
            parts.append(data)
            size += len(data)
    return Originals(b"".join(parts), rows)


def _records(capture: Capture) -> list[tuple[str, bytes]]:
    """The exchange as it lies; the bytes themselves where there is none, or where they are not its body."""
    exchange = getattr(capture, "exchange", None)
    data = blobs.get(capture.blob_id)
    if exchange is None or not exchange.length or (exchange.file, exchange.offset) in replaced_places():
        return [("resource", _resource(capture, data))]
    stored = from_json(exchange.record, Exchange).stored
    assert stored is not None
    with (home() / _FOLDER / exchange.file).open("rb") as file:
        file.seek(exchange.offset)
        found = [("exchange", file.read(exchange.length))]
    body = read_exchange(home() / _FOLDER, stored)[1].partition(b"\r\n\r\n")[2]
    if hashlib.sha256(body).hexdigest() != capture.blob_id:  # packed, or a part of it: the bytes that were read, too
        found.append(("resource", _resource(capture, data)))
    return found


def _resource(capture: Capture, data: bytes) -> bytes:
    fields = {
        "WARC-Type": "resource",
        "WARC-Target-URI": f"urn:sha256:{capture.blob_id}",
        "WARC-Date": instant_text(capture.at),
        "WARC-Payload-Digest": f"sha256:{capture.blob_id}",
        "Content-Type": capture.blob.media_type,
    }
    return _member(fields, data, capture.blob_id)


def _member(fields: dict[str, str], block: bytes, name: str) -> bytes:
    """A gzip member with one record; the same record, the same bytes."""
    whole = {
        "WARC-Record-ID": f"<{uuid.uuid5(uuid.NAMESPACE_URL, name).urn}>",
        "WARC-Date": "2000-01-01T00:00:00Z",
        **fields,
        "Content-Length": str(len(block)),
    }
    lines = "".join(f"{field}: {value}\r\n" for field, value in whole.items())
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    return packer.compress(b"".join((f"WARC/1.1\r\n{lines}\r\n".encode(), block, b"\r\n\r\n"))) + packer.flush()


def is_whole(capture: Capture) -> bool:
    """Whether the bytes are there to be packed."""
    try:
        blobs.get(capture.blob_id)
    except GuanlanError:
        return False
    return True


def carried(capture: Capture) -> tuple[bytes, ...]:
    """The body of the answer that brought a capture: that of a feed brings many documents."""
    exchange = getattr(capture, "exchange", None)
    if exchange is None or not exchange.length or (exchange.file, exchange.offset) in replaced_places():
        return ()
    stored = from_json(exchange.record, Exchange).stored
    assert stored is not None
    body = read_exchange(home() / _FOLDER, stored)[1].partition(b"\r\n\r\n")[2]
    try:
        return (body, zlib.decompressobj(32 + zlib.MAX_WBITS).decompress(body, 1 << 28))
    except zlib.error:
        return (body,)
