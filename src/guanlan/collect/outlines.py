"""OPML (http://opml.org/spec2.opml): feeds in, every source out."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from urllib.parse import urlsplit

from guanlan.errors import InputError
from guanlan.records.source import SourceSpec

_BOMBS = ("<!doctype", "<!entity")  # an outline has neither; what declares entities may be made to burst


def read_outline(text: str, shown: str = "-") -> tuple[SourceSpec, ...]:
    """A feed for each ``xmlUrl`` that is an address of the web, once. The key is told by the host and the address.

    InputError (``sources.opml``) for what is no OPML.

    >>> [one.kind for one in read_outline('<opml><body><outline text="甲" xmlUrl="https://a.cn/r"/></body></opml>')]
    ['feed']
    """
    if any(bomb in text.lower() for bomb in _BOMBS):
        raise InputError("sources.opml", name=shown, why="DOCTYPE")
    try:
        root = ET.fromstring(text)  # no DOCTYPE gets here
    except ET.ParseError as error:
        raise InputError("sources.opml", name=shown, why=str(error)) from error
    if root.tag != "opml":
        raise InputError("sources.opml", name=shown, why=f"<{root.tag}>")
    feeds = [_feed(outline) for outline in root.iter("outline") if _is_web((outline.get("xmlUrl") or "").strip())]
    return tuple({feed.address: feed for feed in feeds}.values())


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # a host in brackets that is no address
        return False


def _feed(outline: ET.Element) -> SourceSpec:
    address = (outline.get("xmlUrl") or "").strip()
    name = (outline.get("title") or outline.get("text") or address).strip()
    host = urlsplit(address).hostname or "feed"
    key = f"{host.replace('.', '-')}-{hashlib.sha256(address.encode()).hexdigest()[:6]}"
    return SourceSpec(key, name, name, "feed", address, home=(outline.get("htmlUrl") or "").strip(), level="media")


def to_outline(specs: Iterable[SourceSpec], title: str = "观澜") -> str:
    """An outline of the sources, grouped by level; feeds have their ``xmlUrl``, the others their home."""
    root = ET.Element("opml", version="2.0")
    ET.SubElement(ET.SubElement(root, "head"), "title").text = title
    body = ET.SubElement(root, "body")
    groups: dict[str, ET.Element] = {}
    for spec in sorted(specs, key=lambda one: (one.level, one.key)):
        if spec.level not in groups:
            groups[spec.level] = ET.SubElement(body, "outline", text=spec.level)
        fields = {"text": spec.name, "title": spec.name}
        if spec.kind == "feed":
            fields |= {"type": "rss", "xmlUrl": spec.address}
        if spec.home or spec.kind != "feed":
            fields["htmlUrl"] = spec.home or spec.address
        ET.SubElement(groups[spec.level], "outline", fields)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"
