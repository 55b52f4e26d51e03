"""What a bundle carries from one network to another."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

FORMAT = "guanlan-bundle/1"


class CarriedSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A watched source as it stood over there; ``spec`` is a ``records.SourceSpec`` as JSON."""

    key: str
    zone: str
    spec: str


class CarriedVisit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The visit that brought a capture: ``source`` is the key of its source."""

    source: str
    began: datetime.datetime
    ended: datetime.datetime | None
    found: int
    kept: int
    lists: int
    events: dict[str, int]


class CarriedExchange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a capture was fetched: ``record`` is a ``records.Exchange`` as JSON; ``piece`` the SHA-256 of its WARC
    records, under which the bundle holds them ("" where they were removed by order); ``asked`` is the document's own
    address, ``parent`` that of the page which an attachment belongs to.
    """

    record: str
    asked: str
    parent: str
    piece: str
    visit: CarriedVisit | None = None


class CarriedHandover(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who handed a capture in; ``container`` is the link of the capture that it came out of."""

    role: str
    who: str
    note: str
    container: str | None = None


class Carried(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One capture with the facts of its getting, as its row over there has them. ``link`` is its link in the chain over
    there, ``statement`` what was linked, ``nonce`` what opens it. ``shape`` is as what it was read: ``bulletin``,
    ``release``, ``law``, ``part`` (a picture of a page), ``kept`` (not read at all), or ``auto``.
    """

    link: str
    statement: str
    nonce: str
    shape: str
    blob: str
    size: int
    media_type: str
    part_of: str | None
    origin: str
    root: str
    name: str
    at: datetime.datetime
    actor: str
    grade: str
    headers: dict[str, Any]
    exchange: CarriedExchange | None = None
    handover: CarriedHandover | None = None


class Piece(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file in a bundle."""

    name: str
    size: int
    sha256: str


class CarriedList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is signed: every file of the bundle, when it was made, by which key, and the head of the chain then."""

    format: str
    made: datetime.datetime
    key: str
    head: str
    captures: int
    pieces: tuple[Piece, ...]
