"""What the actions on evidence give back."""

from __future__ import annotations

from typing import Any

import msgspec

from guanlan.records.evidence import Head


class Finding(msgspec.Struct, frozen=True):
    """Something that is not as it was left: ``code`` and ``params`` of ``errors/tables/evidence.tsv``."""

    code: str
    params: dict[str, Any] = {}


class Verified(msgspec.Struct, frozen=True):
    """``findings`` are faults; ``notes`` are what to know besides (removed by order, left over by a broken-off run).

    ``counts`` tells what was looked at; ``head`` is the newest of the chain; ``confirmed`` whether the head that was
    given from outside is that of the chain after one of its links (None: none was given).
    """

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    counts: dict[str, int]
    head: Head | None = None
    confirmed: bool | None = None


class Packed(msgspec.Struct, frozen=True):
    """An evidence pack: its captures, readings, annotations, and what was masked in it."""

    path: str
    size: int
    sha256: str
    captures: int
    annotations: int
    masked: tuple[str, ...] = ()
    withheld: int = 0
    head: Head | None = None


class Removed(msgspec.Struct, frozen=True):
    """``blobs`` are gone (the page and its pictures); ``rows`` frozen rows lost their words; ``reports`` stand no more.

    ``entries`` still tell of them: an issue's words are an editor's to change. ``kept`` are the files that went out of
    such issues: each goes by an order of its own.
    """

    blobs: tuple[str, ...]
    rows: int
    reports: int
    records: int
    entries: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


class Exported(msgspec.Struct, frozen=True):
    """A bundle that was written: its captures, bytes, and the fingerprint of the key that signed it."""

    path: str
    captures: int
    size: int
    hash: str
    key: str


class Imported(msgspec.Struct, frozen=True):
    """A bundle that came in: ``added`` captures, ``same`` that were here, ``refused`` (removed here by order) by their
    hash, and what became of the documents when they were read, by result."""

    bundle: str
    added: int
    same: int
    refused: tuple[str, ...] = ()
    read: dict[str, int] = {}
