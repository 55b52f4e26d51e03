"""The DOCX reader: body, notes, heads and feet → reading."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.parser import parse_xml

from guanlan.errors import ReadingError
from guanlan.formats.docx.names import W
from guanlan.formats.docx.opening import open_document
from guanlan.formats.docx.walk import Drawn, Place, Walk
from guanlan.formats.draft import Draft
from guanlan.formats.media import DOCX
from guanlan.formats.zips import has_macros
from guanlan.records.reading import BlockKind, Reading

_NO_TITLE = re.compile(r"(?:word document|无标题|文档\s?\d*|untitled.*|.*\.docx?)", re.I)


class DocxReader:
    """Word files since 2007. Macros are noted (``metadata["macros"]``) and never run."""

    name = "docx"
    version = "1"
    media_types: tuple[str, ...] = (DOCX,)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """The visible text; ReadingError for a broken, hostile or empty file."""
        shown = name or "-"
        document = open_document(data, shown)
        draft = drawn_out(document, shown)
        metadata = _metadata(document, draft)
        if has_macros(data):
            metadata["macros"] = "ignored"
        return Reading(
            f"{self.name}/{self.version}",
            DOCX,
            draft.text,
            None,
            tuple(draft.blocks),
            (),
            tuple(draft.links),
            metadata,
        )


def drawn_out(document: Any, shown: str, drawn: list[Drawn] | None = None) -> Draft:
    """The visible text of a document, ReadingError where it has none; ``drawn`` gets where each element's words are."""
    draft = Draft()
    walk = Walk(document, draft, drawn)
    walk.container(document.element.body, Place(document.part, "body"))
    if not draft.text.strip():
        raise ReadingError("formats.no_text", name=shown)
    _notes(document, walk)
    _heads_and_feet(document, walk)
    return draft


def _parts(document: Any, kind: str) -> list[Any]:
    """The parts of a kind (``footnotes``, ``header`` …), each once, in the order of their names."""
    found = {}
    for relation in document.part.rels.values():
        if relation.reltype.rsplit("/", 1)[-1] == kind and not relation.is_external:
            found[str(relation.target_part.partname)] = relation.target_part
    return [found[name] for name in sorted(found)]


def _root(part: Any) -> Any:
    """The XML of a part; the library parses only the parts that it knows."""
    element = getattr(part, "element", None)
    if element is not None:
        return element
    try:
        return parse_xml(part.blob)
    except SyntaxError:  # what lxml's own error for broken XML is a kind of
        return None


def _notes(document: Any, walk: Walk) -> None:
    """The notes that the body refers to, in the order of the references."""
    known: dict[str, tuple[Any, Any]] = {}
    for kind in ("foot", "end"):
        for part in _parts(document, f"{kind}notes"):
            root = _root(part)
            for note in root.iter(f"{W}{kind}note") if root is not None else ():
                known[kind + (note.get(f"{W}id") or "")] = (part, note)
    for number, reference in enumerate(walk.notes, 1):
        if reference.key in known:
            part, note = known[reference.key]
            walk.container(note, Place(part, f"note[{number}]", carrier=reference.element))


def _heads_and_feet(document: Any, walk: Walk) -> None:
    first = next(document.element.body.iter(f"{W}p"), None)
    for kind in ("header", "footer"):
        for number, part in enumerate(_parts(document, kind), 1):
            root = _root(part)
            if root is not None:
                walk.container(root, Place(part, f"{kind}[{number}]", furniture=True, carrier=first))


def _metadata(document: Any, draft: Draft) -> dict[str, str]:
    try:
        title = " ".join((document.core_properties.title or "").split())
    except (ValueError, AttributeError, KeyError):
        title = ""
    if not title or _NO_TITLE.fullmatch(title):
        first = next((block for block in draft.blocks if block.kind is BlockKind.HEADING and block.level == 1), None)
        title = draft.text[first.start : first.end] if first is not None else ""
    return {"title": title} if title else {}


READER = DocxReader()
