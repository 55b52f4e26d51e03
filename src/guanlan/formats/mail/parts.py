"""The tree of parts of a mail or a saved page."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email import policy
from email.message import Message
from typing import NamedTuple

from guanlan.errors import ReadingError

_MOST_PARTS = 2_000
_DEEPEST = 20  # boundaries inside boundaries; mail programs write four at most
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")


class Leaf(NamedTuple):
    """A part that holds content: where it is in the tree, and its type."""

    part: Message
    path: str
    media_type: str


def parsed(data: bytes, name: str) -> Message:
    """The tree. ReadingError where there are no headers, or more parts or levels than any program writes."""
    if not _HEADER.match(data.lstrip(b"\xef\xbb\xbf\r\n")[:1000]):
        raise ReadingError("formats.mail_broken", name=name)
    try:
        message = email.message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"), policy=policy.compat32)
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError) as error:
        # the parser forgives nearly all; what it does not forgive is beyond repair
        raise ReadingError("formats.mail_broken", name=name) from error
    _check(message, name)
    return message


def _check(message: Message, name: str) -> None:
    count = 0
    stack = [(message, 0)]
    while stack:
        part, depth = stack.pop()
        count += 1
        if count > _MOST_PARTS or depth > _DEEPEST:
            raise ReadingError("formats.mail_broken", name=name)
        stack += [(one, depth + 1) for one in children(part)]


def children(part: Message) -> list[Message]:
    """The parts of a part; none for content."""
    inside = part.get_payload()
    return [one for one in inside if isinstance(one, Message)] if isinstance(inside, list) else []


def kind_of(part: Message) -> str:
    """The media type in lower case; what the headers leave out is text."""
    return part.get_content_type().lower()


def leaves(message: Message, path: str = "part") -> Iterator[Leaf]:
    """All content in order; an attached mail is content and is not entered."""
    stack = [(message, path)]
    while stack:
        part, here = stack.pop()
        kind = kind_of(part)
        inside = children(part) if kind != "message/rfc822" else []
        if part.is_multipart() and kind != "message/rfc822":
            numbered = [(one, f"{here}[{number}]") for number, one in enumerate(inside, 1)]
            stack += reversed(numbered)
        else:
            yield Leaf(part, here, kind)


def content(part: Message) -> bytes:
    """The bytes of a part, its transfer encoding undone as far as it is sound."""
    if kind_of(part) == "message/rfc822":
        inside = children(part)
        return _written(inside[0]) if inside else b""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, LookupError, TypeError, AssertionError):
        return b""
    return data if isinstance(data, bytes) else b""


def _written(message: Message) -> bytes:
    try:
        return message.as_bytes(policy=policy.compat32)
    except (ValueError, LookupError, TypeError, RecursionError, KeyError, AttributeError):
        return b""  # headers that cannot be written out again


def charset_of(part: Message) -> str | None:
    """What the part's header says its charset is."""
    value = part.get_param("charset")
    return str(value[2] if isinstance(value, tuple) else value).strip().strip("\"'") if value else None


def identity(part: Message) -> str:
    """The part's Content-ID without its brackets; empty where it has none."""
    return str(part.get("Content-ID") or "").strip().strip("<>").strip()
