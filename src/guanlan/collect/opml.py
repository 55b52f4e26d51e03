"""Lists of feeds as other readers write and read them: OPML 2.0 (http://opml.org/spec2.opml)."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from guanlan.errors import InputError
from guanlan.records.source import SourceSpec

_MOST = 4 * 2**20  # bytes: the longest lists that readers exchange hold some thousand feeds
_PLAIN = re.compile(r"[^a-z0-9]+")


def read_opml(text: str, shown: str = "-") -> tuple[SourceSpec, ...]:
    """The feeds of an OPML file, each once, in its order; ``shown`` is how the file is called in errors.

    An outline without ``xmlUrl`` is a folder or a bookmark, and no feed. InputError for what is no OPML.
    """
    found: dict[str, SourceSpec] = {}
    for outline in _root(text, shown).iter("outline"):
        address = (outline.get("xmlUrl") or "").strip()
        if _is_web(address):
            found.setdefault(address, _spec_of(outline, address))
    return tuple(found.values())


def to_opml(specs: Iterable[SourceSpec]) -> str:
    """An OPML file of the sources, grouped by level: feeds as ``rss`` outlines, the others as links to their homes."""
    whole = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(whole, "head"), "title").text = "Guanlan 观澜"
    body = etree.SubElement(whole, "body")
    groups: dict[str, Any] = {}
    for spec in specs:
        if spec.level not in groups:
            groups[spec.level] = etree.SubElement(body, "outline", text=spec.level)
        etree.SubElement(groups[spec.level], "outline", dict(_attributes(spec)))
    written: bytes = etree.tostring(whole, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written.decode()


def _attributes(spec: SourceSpec) -> Iterator[tuple[str, str]]:
    yield "text", spec.name
    yield "title", spec.name
    if spec.kind == "feed":
        yield "type", "rss"
        yield "xmlUrl", spec.address
    else:
        yield "type", "link"
        yield "url", spec.address or spec.home
    if spec.home:
        yield "htmlUrl", spec.home


def _root(text: str, shown: str) -> Any:
    """The tree; a document type is refused, since entities it declares could grow without end or lead to files."""
    data = text.encode("utf-8", errors="replace")
    if len(data) > _MOST:
        raise InputError("sources.opml", name=shown, why=f"{len(data)} > {_MOST} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError("sources.opml", name=shown, why=str(error)) from error
    if root.getroottree().docinfo.doctype:
        raise InputError("sources.opml", name=shown, why="<!DOCTYPE>")
    if etree.QName(root).localname.lower() != "opml":
        raise InputError("sources.opml", name=shown, why=f"<{etree.QName(root).localname}>")
    return root


def _spec_of(outline: Any, address: str) -> SourceSpec:
    name = (
        " ".join((outline.get("title") or outline.get("text") or "").split()) or urlsplit(address).hostname or address
    )
    home = (outline.get("htmlUrl") or "").strip()
    return SourceSpec(
        key=key_of(address),
        name=name,
        authority=name,
        kind="feed",
        address=address,
        home=home if _is_web(home) else "",
        level="media",
    )


def key_of(address: str) -> str:
    """A key for a source that has none: host and path, with a few digits that tell apart what looks alike.

    >>> key_of("https://www.a.example/rss.xml")
    'www-a-example-rss-xml-ead5f5'
    """
    parts = urlsplit(address)
    plain = _PLAIN.sub("-", f"{parts.hostname or ''}{parts.path}".lower()).strip("-")[:60] or "feed"
    return f"{plain}-{hashlib.sha256(address.encode()).hexdigest()[:6]}"


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
