"""What a paragraph's style makes of it: heading, contents line, caption, list item."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from guanlan.formats.docx.names import W, child, integer, value
from guanlan.records.reading import BlockKind

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_CONTENTS = re.compile(r"(?:toc|目录)\s*\d", re.I)
_CONTENTS_HEADING = re.compile(r"toc heading|目录标题", re.I)
_CAPTION = re.compile(r"caption|题注", re.I)
_TITLE = re.compile(r"title|标题", re.I)
_DEEPEST = 12  # Word allows styles to be based on one another so far


class Look(NamedTuple):
    """What a style says; None where it is silent."""

    kind: BlockKind | None = None
    level: int | None = None
    list_id: int | None = None
    list_level: int = 0


class Styles:
    """The styles of a document, by id."""

    def __init__(self, document: Any) -> None:
        part = getattr(document, "styles", None)
        self._styles = {style.get(f"{W}styleId"): style for style in part.element.iter(f"{W}style")} if part else {}
        self._looks: dict[str | None, Look] = {None: Look()}

    def look(self, style_id: str | None) -> Look:
        """What a style says, with those it is based on."""
        if style_id not in self._looks:
            self._looks[style_id] = self._read(style_id)
        return self._looks[style_id]

    def _read(self, style_id: str | None) -> Look:
        look = Look()
        for _ in range(_DEEPEST):
            style = self._styles.get(style_id)
            if style is None:
                break
            look = _filled(look, _own(style))
            style_id = value(child(style, "basedOn"))
        return look


def _own(style: Any) -> Look:
    name = (value(child(style, "name")) or "").strip()
    properties = child(style, "pPr")
    numbering = child(properties, "numPr")
    list_id, list_level = integer(child(numbering, "numId")), integer(child(numbering, "ilvl")) or 0
    outline = integer(child(properties, "outlineLvl"))
    heading = _HEADING.fullmatch(name)
    if _CONTENTS.match(name):
        return Look(BlockKind.CONTENTS, None, list_id, list_level)
    if _CAPTION.fullmatch(name):
        return Look(BlockKind.CAPTION, None, list_id, list_level)
    if heading or (outline is not None and outline < 9):
        return Look(BlockKind.HEADING, int(heading[1]) if heading else (outline or 0) + 1, list_id, list_level)
    if _TITLE.fullmatch(name) or _CONTENTS_HEADING.fullmatch(name):
        return Look(BlockKind.HEADING, 1, list_id, list_level)
    return Look(None, None, list_id, list_level)


def _filled(look: Look, base: Look) -> Look:
    kind, level = (look.kind, look.level) if look.kind is not None else (base.kind, base.level)
    listed = look if look.list_id is not None else base
    return Look(kind, level, listed.list_id, listed.list_level)
