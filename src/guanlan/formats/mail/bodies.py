"""Which parts of a mail are its words, and which its attachments."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from typing import NamedTuple

from guanlan.formats.mail.headers import file_name
from guanlan.formats.mail.parts import children, identity, kind_of, leaves


class Sorted(NamedTuple):
    """The parts of a mail: ``bodies`` with their paths in the order they are shown, and all other content."""

    bodies: list[tuple[Message, str]]
    attachments: list[Message]


def sorted_parts(message: Message) -> Sorted:
    """Of alternatives the one with most form is the body, and the others are neither body nor attachment."""
    bodies = list(_bodies(message, "part"))
    chosen = {id(part) for part, _ in bodies}
    spare = {id(part) for part in _spare(message)}
    attachments = [leaf.part for leaf in leaves(message) if id(leaf.part) not in chosen | spare]
    return Sorted(bodies, attachments)


def _bodies(part: Message, path: str) -> Iterator[tuple[Message, str]]:
    kind = kind_of(part)
    inside = [(one, f"{path}[{number}]") for number, one in enumerate(children(part), 1)]
    if kind == "message/rfc822" or is_attached(part):
        return
    if not inside:
        if kind in ("text/html", "text/plain") and not part.is_multipart():
            yield part, path
    elif kind == "multipart/alternative":
        for one, where in sorted(inside, key=lambda item: _form(item[0]), reverse=True):
            found = list(_bodies(one, where))
            if found:
                yield from found
                return
    elif kind == "multipart/related":
        yield from _bodies(*inside[0])
    else:
        for one, where in inside:
            yield from _bodies(one, where)


def _form(part: Message) -> int:
    """How much of the letter's form an alternative keeps."""
    kind = kind_of(part)
    return 2 if kind in ("text/html", "multipart/related", "multipart/mixed") else 1 if kind == "text/plain" else 0


def _spare(message: Message) -> Iterator[Message]:
    """The text parts of alternatives: whichever was not chosen says the same again."""
    stack = [message]
    while stack:
        part = stack.pop()
        if kind_of(part) == "message/rfc822":
            continue
        inside = children(part)
        if kind_of(part) == "multipart/alternative":
            yield from (one for one in inside if kind_of(one).startswith("text/") and not is_attached(one))
        stack += inside


def is_attached(part: Message) -> bool:
    """Whether the mail says that a part is a file of its own."""
    disposition = (part.get_content_disposition() or "").lower()
    return disposition == "attachment" or (bool(file_name(part)) and not identity(part) and disposition != "inline")
