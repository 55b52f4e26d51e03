"""Exchanges in WARC files → a record of the same length that says they were removed.

In place, so that no other exchange moves: a gzip header has room for a comment of any length, and every archive tool
passes over it.
"""

from __future__ import annotations

import binascii
import datetime
import hashlib
import os
import struct
import uuid
import zlib
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from guanlan.collect.warc import Record, records_of
from guanlan.errors import InputError
from guanlan.records.evidence import instant_text
from guanlan.store import home
from guanlan.store.models import Exchange

FOLDER = "warc"
_HEAD = b"\x1f\x8b\x08\x10\0\0\0\0\0\xff"  # deflate, with a comment, no time, unknown system


class Place(NamedTuple):
    """Bytes of a WARC file."""

    file: str
    offset: int
    length: int


def places_of(sha256: str) -> list[Place]:
    """Where exchanges that brought these bytes lie: those of captures, and answers that brought them again."""
    rows = Exchange.objects.filter(capture__blob_id=sha256, length__gt=0)
    found = {Place(row.file, row.offset, row.length) for row in rows}
    payloads = {sha256, *(payload for row in rows if (payload := _payload(row.record)))}
    known = {Place(*row) for row in Exchange.objects.values_list("file", "offset", "length")}
    for file in sorted((home() / FOLDER).rglob("*.warc.gz")):
        name = file.relative_to(home() / FOLDER).as_posix()
        for place, record in _answers(file, name):
            if place not in known and _brought(record, sha256, payloads):
                found.add(place)
    return sorted(found)


def replacement(place: Place, sha256: str, at: datetime.datetime) -> bytes:
    """What stands in ``place`` from now on: exactly as long."""
    record = _record(place, sha256, at)
    body = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = body.compress(record) + body.flush()
    tail = packed + struct.pack("<II", binascii.crc32(record), len(record) & 0xFFFFFFFF)
    padding = place.length - len(_HEAD) - 1 - len(tail)
    if padding < 0:  # shorter than any exchange can be: nothing but noughts
        return bytes(place.length)
    return _HEAD + b" " * padding + b"\0" + tail


def described(place: Place, sha256: str, at: datetime.datetime) -> dict[str, Any]:
    """``place`` with the hash of its replacement, as the removal's row keeps it."""
    data = replacement(place, sha256, at)
    return {**place._asdict(), "sha256": hashlib.sha256(data).hexdigest()}


def overwrite(place: Place, sha256: str, at: datetime.datetime) -> None:
    """Put the replacement in; a file that is gone needs none."""
    path = home() / FOLDER / place.file
    if not path.is_file() or path.stat().st_size < place.offset + place.length:
        return
    with path.open("rb+", buffering=0) as file:
        file.seek(place.offset)
        file.write(replacement(place, sha256, at))
        os.fsync(file.fileno())


def _record(place: Place, sha256: str, at: datetime.datetime) -> bytes:
    block = f"removed-sha256: {sha256}\r\nremoved: {instant_text(at)}\r\n".encode()
    # the same place gives the same id, so that a removal that was broken off is finished with the same bytes
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{place.file} {place.offset} {sha256}")
    head = (
        f"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <{name.urn}>\r\nWARC-Date: {instant_text(at)}\r\n"
        f"Content-Type: application/warc-fields\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _answers(file: Path, name: str) -> Iterator[tuple[Place, Record]]:
    """Each pair of request and answer with the place of both."""
    before: Record | None = None
    try:
        for record in records_of(file):
            if record.kind == "response" and before is not None and before.kind == "request":
                yield Place(name, before.offset, before.length + record.length), record
            before = record
    except InputError:  # the rest of a spoilt file: verify names it
        return


def _brought(record: Record, sha256: str, payloads: Collection[str]) -> bool:
    body = record.block.partition(b"\r\n\r\n")[2]
    if hashlib.sha256(body).hexdigest() in payloads:
        return True
    return any(hashlib.sha256(one).hexdigest() == sha256 for one in _unpacked(body))


def _unpacked(body: bytes) -> Iterator[bytes]:
    """The body with content codings undone that servers use."""
    for window in (16 + zlib.MAX_WBITS, zlib.MAX_WBITS, -zlib.MAX_WBITS):
        try:
            yield zlib.decompressobj(window).decompress(body, 1 << 28)
        except zlib.error:
            continue
    try:
        import brotli  # type: ignore[import-untyped]

        yield brotli.decompress(body)
    except Exception:  # whatever the part raises for bytes that are not its own
        return


def _payload(record: str) -> str | None:
    import msgspec

    from guanlan.records.exchange import Exchange as Record_

    stored = msgspec.json.decode(record.encode(), type=Record_).stored
    return stored.payload if stored else None
