"""WARC files read back: one exchange by where it lies, or all records of a file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import msgspec

from guanlan.collect.warc.members import Broken, Member, members, parts_of
from guanlan.errors import InputError
from guanlan.records.exchange import Stored


class Record(msgspec.Struct, frozen=True):
    """A record of a WARC file: the bytes ``offset`` to ``offset + length`` of the file (one gzip member) hold it.

    ``kind`` is ``warcinfo``, ``request``, ``response`` or ``conversion``; ``block`` is what the header lines speak of,
    unpacked: for a request or response the HTTP message. ``headers`` are the record's own, names as written.
    """

    kind: str
    record_id: str
    address: str | None
    offset: int
    length: int
    headers: tuple[tuple[str, str], ...]
    block: bytes


def read_exchange(root: Path, stored: Stored) -> tuple[bytes, bytes]:
    """The HTTP request and the HTTP response (head and body, content coding kept) that ``stored`` points at, from the
    file below ``root`` (``HOME/warc``). Looks at nothing but these bytes.

    InputError where the file is not there or too short (``warc.missing``), or the bytes are no two such records
    (``warc.broken``). Whether they are the very bytes that were written is for the caller to compare
    (``stored.sha256``).
    """
    file = _inside(root, stored.file)
    try:
        with file.open("rb") as opened:
            opened.seek(stored.offset)
            data = opened.read(stored.length)
    except OSError:
        raise InputError("warc.missing", file=stored.file, offset=stored.offset) from None
    if len(data) != stored.length:
        raise InputError("warc.missing", file=stored.file, offset=stored.offset)
    try:
        records = [_record(one, stored.offset) for one in members(io.BytesIO(data))]
    except Broken as error:
        raise InputError("warc.broken", file=stored.file, offset=stored.offset + error.offset) from None
    if [one.kind for one in records] != ["request", "response"]:
        raise InputError("warc.broken", file=stored.file, offset=stored.offset)
    return records[0].block, records[1].block


def records_of(file: Path) -> Iterator[Record]:
    """Every record of a WARC file in order; InputError (``warc.broken``) where the rest cannot be read."""
    try:
        opened = file.open("rb")
    except OSError:
        raise InputError("warc.missing", file=file.name, offset=0) from None
    with opened:
        try:
            for one in members(opened):
                yield _record(one)
        except Broken as error:
            raise InputError("warc.broken", file=file.name, offset=error.offset) from None


def _record(member: Member, base: int = 0) -> Record:
    headers, block = parts_of(member.data, member.offset)
    named = dict(headers)
    return Record(
        kind=named.get("WARC-Type", ""),
        record_id=named.get("WARC-Record-ID", ""),
        address=named.get("WARC-Target-URI"),
        offset=base + member.offset,
        length=member.length,
        headers=headers,
        block=block,
    )


def _inside(root: Path, name: str) -> Path:
    """The file below ``root``: a bundle's ``../`` leads nowhere."""
    file = root / name
    if not file.resolve().is_relative_to(root.resolve()):
        raise InputError("warc.missing", file=name, offset=0)
    return file
