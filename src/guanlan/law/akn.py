"""A version of an instrument as Akoma Ntoso 3.0 (OASIS LegalDocML), its elements named by the naming convention."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from guanlan.law.akn_meta import Names, add_meta, names_of
from guanlan.law.holding import Holding
from guanlan.law.tree import Node, lines_of, tree_of
from guanlan.records.law import LawText, Level

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

# Each level's element, and its short name in eIds (Akoma Ntoso Naming Convention 1.0, §5.2)
_ELEMENTS = {
    Level.PART: ("part", "part"),
    Level.SUBPART: ("subpart", "subpart"),
    Level.CHAPTER: ("chapter", "chp"),
    Level.SECTION: ("section", "sec"),
    Level.ARTICLE: ("article", "art"),
    Level.PARAGRAPH: ("paragraph", "para"),
    Level.ITEM: ("point", "point"),
    Level.SUBITEM: ("indent", "indent"),
    Level.TEXT: ("paragraph", "para"),
    Level.PREAMBLE: ("hcontainer", "hcontainer"),
}
_LISTED = (Level.ITEM, Level.SUBITEM)
# Articles and the paragraphs of a text without articles are counted through: their eIds need none of those above
_COUNTED_THROUGH = (Level.ARTICLE, Level.TEXT)
# XML 1.0 §2.2: what a document may not hold even as a reference
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def akoma_ntoso(published: str, law: LawText, holding: Holding) -> bytes:
    """The XML of a version, valid against the published schema; equal input gives equal bytes.

    ``published`` is the as-published text that the spans of ``law`` point into.
    """
    root = ET.Element("akomaNtoso", {"xmlns": NAMESPACE})
    kind = "singleVersion" if _is_amended(law) else "originalVersion"
    act = ET.SubElement(root, "act", {"name": "act", "contains": kind})
    names = names_of(law, holding)
    add_meta(act, law, holding, names)
    _preface(act, published, law)
    parts = tree_of(published, law)
    writer = _Writer()
    preamble = [part for part in parts if isinstance(part, Node) and part.unit.level is Level.PREAMBLE]
    annexes = [part for part in parts if isinstance(part, Node) and part.unit.level is Level.ANNEX]
    if preamble:
        _blocks(ET.SubElement(act, "preamble"), _said(preamble[0]))
    body = ET.SubElement(act, "body")
    writer.inside(body, [part for part in parts if part not in preamble[:1] and part not in annexes], "")
    if len(body) == 0:
        writer.anonymous(body, "", [""])
    if annexes:
        _attach(ET.SubElement(act, "attachments"), annexes, names, writer)
    ET.indent(root, " ")
    return (
        _NOT_XML.sub("", ET.tostring(root, encoding="unicode", xml_declaration=False))
        .join(('<?xml version="1.0" encoding="UTF-8"?>\n', "\n"))
        .encode()
    )


def _is_amended(law: LawText) -> bool:
    return any(event.act in ("修正", "修订", "修改") for event in law.history)


def _preface(act: ET.Element, published: str, law: LawText) -> None:
    preface = ET.SubElement(act, "preface")
    ET.SubElement(ET.SubElement(preface, "longTitle"), "p").text = law.title
    if law.number:
        ET.SubElement(ET.SubElement(preface, "p"), "docNumber").text = law.number
    for line in dict.fromkeys(
        line for event in law.history for line in lines_of(published, law, event.start, event.end)
    ):
        ET.SubElement(preface, "p").text = line


def _attach(attachments: ET.Element, annexes: Sequence[Node], names: Names, writer: _Writer) -> None:
    for number, node in enumerate(annexes, 1):
        name = f"att_{number}"
        attachment = ET.SubElement(attachments, "attachment", {"eId": name})
        ET.SubElement(attachment, "heading").text = f"{node.numeral} {node.heading}".strip()
        doc = ET.SubElement(attachment, "doc", {"name": "annex"})
        add_meta(doc, None, None, names.component(name))
        main = ET.SubElement(doc, "mainBody")
        writer.inside(main, node.parts, name)
        if len(main) == 0:
            ET.SubElement(main, "p")


def _blocks(parent: ET.Element, lines: Sequence[str]) -> None:
    for line in lines or [""]:
        ET.SubElement(parent, "p").text = line


def _said(node: Node) -> list[str]:
    """Everything that a node says, as lines."""
    head = f"{node.numeral}{'　' if node.numeral and node.heading else ''}{node.heading}"
    lines = [head] if head else []
    for number, part in enumerate(node.parts):
        inner = [part] if isinstance(part, str) else _said(part)
        # a number and the words behind it are one line
        if node.numeral and not node.heading and number == 0 and inner:
            lines[0] += inner.pop(0)
        lines += inner
    return lines


class _Writer:
    """Writes nodes, each with an eId of its own."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def inside(self, parent: ET.Element, parts: Sequence[str | Node], prefix: str) -> None:
        """The contents of a body or a division; loose lines become paragraphs without a number."""
        for part in parts:
            if isinstance(part, Node):
                self._node(parent, part, prefix)
            else:
                self.anonymous(parent, prefix, [part])

    def anonymous(self, parent: ET.Element, prefix: str, lines: Sequence[str]) -> None:
        """Lines that no unit has."""
        made = ET.SubElement(parent, "hcontainer", {"name": "lines", "eId": self._name(prefix, "hcontainer", "1")})
        self._content(made, lines)

    def _node(self, parent: ET.Element, node: Node, prefix: str) -> None:
        tag, short = _ELEMENTS[node.unit.level]
        above = _attachment(prefix) if node.unit.level in _COUNTED_THROUGH else prefix
        name = self._name(above, short, node.unit.number or "1")
        made = ET.SubElement(parent, tag, {"eId": name} if tag != "hcontainer" else {"eId": name, "name": "preamble"})
        if node.numeral:
            ET.SubElement(made, "num").text = node.numeral
        if node.heading:
            ET.SubElement(made, "heading").text = node.heading
        parts = self._parts(node)
        if not any(isinstance(part, Node) for part in parts):
            self._content(made, [part for part in parts if isinstance(part, str)])
        elif node.unit.level in (Level.PARAGRAPH, *_LISTED):
            # intro, points, wrap-up; a paragraph keeps its points in a list of their own
            inner, below = made, name
            if node.unit.level is Level.PARAGRAPH:
                below = self._name(name, "list", "1")
                inner = ET.SubElement(made, "list", {"eId": below})
            self._list(inner, parts, below)
        else:
            self.inside(made, parts, name)

    def _parts(self, node: Node) -> list[str | Node]:
        """Its parts; the paragraphs of a list item without articles are its own lines."""
        if node.unit.level not in _LISTED:
            return node.parts
        parts: list[str | Node] = []
        for part in node.parts:
            parts += _said(part) if isinstance(part, Node) and part.unit.level is Level.TEXT else [part]
        return parts

    def _list(self, parent: ET.Element, parts: Sequence[str | Node], prefix: str) -> None:
        first = next(at for at, part in enumerate(parts) if isinstance(part, Node))
        last = max(at for at, part in enumerate(parts) if isinstance(part, Node))
        name = prefix
        if first:
            intro = ET.SubElement(parent, "intro", {"eId": self._name(name, "intro", "")})
            _blocks(intro, [part for part in parts[:first] if isinstance(part, str)])
        self.inside(parent, parts[first : last + 1], prefix)
        if rest := [part for part in parts[last + 1 :] if isinstance(part, str)]:
            _blocks(ET.SubElement(parent, "wrapUp", {"eId": self._name(name, "wrapup", "")}), rest)

    @staticmethod
    def _content(parent: ET.Element, lines: Sequence[str]) -> None:
        _blocks(ET.SubElement(parent, "content"), lines)

    def _name(self, prefix: str, short: str, number: str) -> str:
        """An eId that is not given yet: a number that comes twice gets the next free one behind it."""
        plain = re.sub("[^0-9A-Za-z-]", "", number)
        base = f"{prefix}__" if prefix else ""
        base += f"{short}_{plain}" if plain else short
        name, count = base, 1
        while name in self._given:
            count += 1
            name = f"{base}-bis{count}"
        self._given.add(name)
        return name


def _attachment(prefix: str) -> str:
    """The attachment that an eId lies in, or none."""
    return prefix.split("__", 1)[0] if prefix.startswith("att_") else ""
