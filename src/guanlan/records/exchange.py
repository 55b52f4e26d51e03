"""One request and its answer, and where the two were put by as evidence."""

from __future__ import annotations

import datetime

import msgspec


class Stored(msgspec.Struct, frozen=True):
    """Where the WARC records of an exchange lie: ``file`` below ``HOME/warc``, bytes ``offset`` to ``offset + length``
    of it (the request and response records together, each a gzip member), and the SHA-256 of exactly these bytes.

    ``payload`` is the SHA-256 of the answer's body as it came over the wire (content coding kept, chunks joined).
    """

    file: str
    offset: int
    length: int
    sha256: str
    payload: str
    request_id: str
    response_id: str


class Exchange(msgspec.Struct, frozen=True):
    """``asked`` is the address that was asked for, ``address`` the one that answered after redirects.

    ``body`` is the answer's body with content coding undone. Headers are pairs as sent, names as written.
    ``redirects`` are the addresses that were passed on the way, ``hops`` where their exchanges lie. ``drawn``: a
    browser made ``body`` of the answer (then it is the document as drawn, and the answer itself lies in the WARC file).
    """

    asked: str
    address: str
    at: datetime.datetime
    status: int
    request_headers: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    remote: str | None = None  # the address of the machine that answered
    redirects: tuple[str, ...] = ()
    hops: tuple[Stored, ...] = ()
    drawn: bool = False
    stored: Stored | None = None
