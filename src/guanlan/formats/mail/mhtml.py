"""MHTML: a page with its pictures in one file, as browsers and Word save it."""

from __future__ import annotations

import re
from email.message import Message
from urllib.parse import urljoin

import msgspec

from guanlan.errors import ReadingError
from guanlan.formats.html import READER as HTML_READER
from guanlan.formats.mail.headers import header
from guanlan.formats.mail.parts import Leaf, charset_of, content, identity, leaves, parsed
from guanlan.formats.media import MHTML
from guanlan.records.reading import Block, BlockKind, Link, Reading

_WEB = re.compile(r"https?://", re.I)
_PAGES = ("text/html", "application/xhtml+xml")


class MhtmlReader:
    """Web archives (``.mht``, ``.mhtml``)."""

    name = "mhtml"
    version = "1"
    media_types: tuple[str, ...] = (MHTML,)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """The page as the HTML reader reads it; pictures' targets are the names that its members have."""
        shown = name or "-"
        found = list(leaves(parsed(data, shown)))
        root = root_of(found)
        if root is None:
            raise ReadingError("formats.no_text", name=shown)
        address = page_address(data, root.part, shown)
        given = name if name and _WEB.match(name) else None
        reading = HTML_READER.read(content(root.part), given, charset=charset_of(root.part) or charset)
        known = names_of(found)
        blocks = tuple(_placed(block, known, address) for block in reading.blocks)
        links = tuple(Link(link.start, link.end, urljoin_or(address, link.target)) for link in reading.links)
        metadata = reading.metadata
        if _WEB.match(address) and "address" not in metadata:
            metadata = metadata | {"address": address}
        return msgspec.structs.replace(
            reading,
            reader=f"{self.name}/{self.version}",
            media_type=MHTML,
            blocks=blocks,
            links=links,
            metadata=metadata,
        )


def root_of(found: list[Leaf]) -> Leaf | None:
    """The page itself: the first part that is one (browsers write it first, whatever ``start`` says)."""
    return next((leaf for leaf in found if leaf.media_type in _PAGES), None)


def page_address(data: bytes, root: Message, shown: str) -> str:
    """Where the page was saved from; a path of somebody's disk is none, but other parts are named by it."""
    return header(parsed_head(data, shown), "Snapshot-Content-Location") or header(root, "Content-Location")


def parsed_head(data: bytes, shown: str) -> Message:
    """The headers of the whole."""
    return parsed(re.split(rb"\r?\n\r?\n", data, maxsplit=1)[0] + b"\r\n\r\n", shown)


def names_of(found: list[Leaf]) -> dict[str, str]:
    """All names that a page may show its parts by → the one name that a part has as a member."""
    known: dict[str, str] = {}
    for leaf in found:
        name = name_of(leaf.part)
        if name:
            known[name] = name
            if identity(leaf.part):
                known[f"cid:{identity(leaf.part)}"] = name
    return known


def name_of(part: Message) -> str:
    """A part's address, else its identity; empty where it has neither."""
    location = "".join(header(part, "Content-Location").split())
    return location or (f"cid:{identity(part)}" if identity(part) else "")


def _placed(block: Block, known: dict[str, str], address: str) -> Block:
    if block.kind is not BlockKind.PICTURE or not block.target:
        return block
    joined = urljoin_or(address, block.target)
    return msgspec.structs.replace(block, target=known.get(block.target) or known.get(joined) or joined)


def urljoin_or(address: str, target: str) -> str:
    """The target seen from the page; as it is where the two make no address."""
    try:
        return urljoin(address, target) if address else target
    except ValueError:
        return target


READER = MhtmlReader()
