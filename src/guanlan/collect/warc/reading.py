"""WARC files read back: one exchange by where it lies, or all records of a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from guanlan.records.exchange import Stored


class Record(msgspec.Struct, frozen=True):
    """A record of a WARC file: the bytes ``offset`` to ``offset + length`` of the file (one gzip member) hold it.

    ``kind`` is ``warcinfo``, ``request`` or ``response``; ``block`` is what the header lines speak of, unpacked: for a
    request or response the HTTP message. ``headers`` are the record's own, names as written.
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
    raise NotImplementedError


def records_of(file: Path) -> Iterator[Record]:
    """Every record of a WARC file in order; InputError (``warc.broken``) where the rest cannot be read."""
    raise NotImplementedError
