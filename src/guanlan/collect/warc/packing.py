"""One request and its answer → two WARC records, each a gzip member.

Written by hand rather than with warcio's writer, which packs at zlib's slowest level and passes each record through a
temporary file; warcio reads and checks what is written here (see the tests).

A body whose transfer was chunked is stored joined, because archive tools disagree about the payload digest of a chunked
one; the header field is then named ``X-Archive-Orig-Transfer-Encoding``. Nothing else of the message is changed.
"""

from __future__ import annotations

import datetime
import hashlib
import uuid
import zlib
from typing import NamedTuple

_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 1  # a third larger than the default and four times as quick; most of the time of a fetch would go here


class Message(NamedTuple):
    """An exchange as it went over the wire; ``head`` is the answer to its empty line, ``request`` is whole."""

    address: str
    at: datetime.datetime
    request: bytes
    head: bytes
    body: bytes
    remote: str | None = None


class Packed(NamedTuple):
    """The two members, one behind the other, and what ``Stored`` says of them."""

    data: bytes
    sha256: str
    payload: str
    request_id: str
    response_id: str


def packed(message: Message) -> Packed:
    """The request record and the response record of ``message``."""
    request_id, response_id = f"<{uuid.uuid4().urn}>", f"<{uuid.uuid4().urn}>"
    payload = hashlib.sha256(message.body).hexdigest()
    request = _record("request", request_id, message, (("WARC-Concurrent-To", response_id),), message.request)
    response = _record(
        "response",
        response_id,
        message,
        (("WARC-Concurrent-To", request_id), ("WARC-Payload-Digest", f"sha256:{payload}")),
        message.head + message.body,
    )
    data = _member(request) + _member(response)
    return Packed(data, hashlib.sha256(data).hexdigest(), payload, request_id, response_id)


def packed_info(at: datetime.datetime, name: str, software: str) -> bytes:
    """The record that opens a file and says who wrote it."""
    block = f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode()
    fields = (
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", f"<{uuid.uuid4().urn}>"),
        ("WARC-Date", _instant(at)),
        ("WARC-Filename", name),
        ("Content-Type", "application/warc-fields"),
    )
    return _member(_lines(fields, block))


def _record(
    kind: str, record_id: str, message: Message, more: tuple[tuple[str, str], ...], block: bytes
) -> tuple[bytes, bytes]:
    remote = (("WARC-IP-Address", message.remote),) if message.remote else ()
    fields = (
        ("WARC-Type", kind),
        ("WARC-Record-ID", record_id),
        ("WARC-Date", _instant(message.at)),
        ("WARC-Target-URI", message.address),
        *remote,
        *more,
        ("Content-Type", f"application/http; msgtype={kind}"),
    )
    return _lines(fields, block)


def _lines(fields: tuple[tuple[str, str], ...], block: bytes) -> tuple[bytes, bytes]:
    digest = hashlib.sha256(block).hexdigest()
    written = "".join(f"{name}: {value}\r\n" for name, value in fields)
    end = f"WARC-Block-Digest: sha256:{digest}\r\nContent-Length: {len(block)}\r\n\r\n"
    return f"WARC/1.1\r\n{written}{end}".encode(), block


def _member(record: tuple[bytes, bytes]) -> bytes:
    head, block = record
    return zlib.compress(b"".join((head, block, b"\r\n\r\n")), _LEVEL, _GZIP)


def _instant(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
