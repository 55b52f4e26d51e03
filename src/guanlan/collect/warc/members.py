"""Gzip members and the WARC record in each: the byte level of reading."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

_CHUNK = 1 << 20
MOST_UNPACKED = 1 << 30  # of one record: answers are capped far below, so more is a bomb
_GZIP = 16 + zlib.MAX_WBITS
_MOST_HEAD = 1 << 16


class Member(NamedTuple):
    """A whole gzip member: where it lies and what it unpacks to."""

    offset: int
    length: int
    data: bytes


class Broken(ValueError):
    """The bytes from ``offset`` on are no whole member or no record."""

    def __init__(self, offset: int) -> None:
        super().__init__(f"broken at {offset}")
        self.offset = offset


def members(file: BinaryIO) -> Iterator[Member]:
    """The members of an open file in order, from where it stands; Broken at the first that is not whole."""
    start, pending = file.tell(), b""
    while pending or (pending := file.read(_CHUNK)):
        data, used, pending = _unpack(file, pending, start)
        yield Member(start, used, data)
        start += used


def _unpack(file: BinaryIO, pending: bytes, start: int) -> tuple[bytes, int, bytes]:
    unpacker, parts, fed, size = zlib.decompressobj(_GZIP), [], 0, 0
    while True:
        fed += len(pending)
        try:
            part = unpacker.decompress(pending, MOST_UNPACKED - size + 1)
        except zlib.error:
            raise Broken(start) from None
        parts.append(part)
        size += len(part)
        if size > MOST_UNPACKED:
            raise Broken(start)
        if unpacker.eof:
            return b"".join(parts), fed - len(unpacker.unused_data), unpacker.unused_data
        pending = file.read(_CHUNK)
        if not pending:
            raise Broken(start)


def parts_of(record: bytes, offset: int = 0) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """The header fields of an unpacked record, and its block; Broken where it is none."""
    head, end, rest = record.partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")
    if not end or len(head) > _MOST_HEAD or not lines[0].startswith(b"WARC/1."):
        raise Broken(offset)
    fields = tuple(_field(line, offset) for line in lines[1:])
    length = dict(fields).get("Content-Length", "")
    if not length.isascii() or not length.isdigit() or rest[int(length) :] != b"\r\n\r\n":
        raise Broken(offset)
    return fields, rest[: int(length)]


def _field(line: bytes, offset: int) -> tuple[str, str]:
    name, colon, value = line.partition(b":")
    try:
        text = value.strip().decode("utf-8")
    except UnicodeDecodeError:
        raise Broken(offset) from None
    if not colon or not name.isascii():
        raise Broken(offset)
    return name.decode("ascii"), text
