"""The attachments of a mail, and the pictures of a page saved in one file."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message

from guanlan.errors import InputError
from guanlan.formats.containers.member import Budget, Member
from guanlan.formats.containers.names import safe_name, shown
from guanlan.formats.mail.bodies import is_attached, sorted_parts
from guanlan.formats.mail.headers import file_name, header
from guanlan.formats.mail.mhtml import name_of, root_of
from guanlan.formats.mail.parts import children, content, identity, kind_of, leaves, parsed
from guanlan.formats.media import BY_SUFFIX

_SUFFIXES = {kind: suffix for suffix, kind in reversed(BY_SUFFIX.items())}


def mail_members(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    """What a mail carries beside its words; a picture that its words show is named ``cid:…`` as they name it."""
    for number, part in enumerate(sorted_parts(parsed(data, name)).attachments, 1):
        budget.open_file()
        body = content(part)
        budget.take(len(body))
        if not body:
            continue
        shows = kind_of(part).startswith("image/") and identity(part) and not is_attached(part)
        raw = f"cid:{identity(part)}" if shows else _file_name(part, number)
        try:
            inside = raw if shows else safe_name(raw)
        except InputError as error:
            yield Member(shown(raw), b"", None, error)
            continue
        yield Member(inside, body, None, part_of="" if shows else None)


def page_members(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    """The pictures of a saved page by their addresses; styles, scripts and frames are left in it."""
    found = list(leaves(parsed(data, name)))
    root = root_of(found)
    for leaf in found:
        if leaf is root or not leaf.media_type.startswith("image/") or leaf.media_type == "image/svg+xml":
            continue
        address = name_of(leaf.part)
        body = content(leaf.part)
        if address and body:
            budget.open_file()
            budget.take(len(body))
            yield Member(address, body, None, part_of="")


def _file_name(part: Message, number: int) -> str:
    """The name that the mail gives; an attached mail is named by its subject, anything else by its number."""
    given = file_name(part)
    if given:
        return given
    inside = children(part)
    subject = header(inside[0], "Subject") if kind_of(part) == "message/rfc822" and inside else ""
    stem = subject.replace("/", "／").replace("\\", "＼").strip(". ")[:100] or f"附件{number}"
    return stem + _SUFFIXES.get(kind_of(part), "")
