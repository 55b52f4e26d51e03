"""Records ↔ JSON, and the hash that names a record's content."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="deterministic")


def to_json(record: object) -> bytes:
    """The record as JSON: keys in field order, mappings sorted, no white space; equal records give equal bytes."""
    return _ENCODER.encode(record)


def from_json(data: bytes | str, kind: type[T]) -> T:
    """The record of ``kind`` that ``data`` holds; raises ``msgspec.ValidationError`` where it holds none."""
    return msgspec.json.decode(data, type=kind)


def content_hash(record: object) -> str:
    """SHA-256 of the record's JSON, in hexadecimal."""
    return hashlib.sha256(to_json(record)).hexdigest()
