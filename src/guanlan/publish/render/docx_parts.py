"""Pieces of WordprocessingML that python-docx has no words for: fields, bookmarks, links, the archive itself."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive knows; the issue's own day stands in its properties


def element(name: str, /, **attributes: str) -> Any:
    """An element of the main namespace with attributes of the same."""
    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def run(text: str) -> Any:
    """A run of plain text."""
    made = OxmlElement("w:r")
    words = OxmlElement("w:t")
    words.text = text
    words.set(qn("xml:space"), "preserve")
    made.append(words)
    return made


def tab() -> Any:
    """A run that is a tab."""
    made = OxmlElement("w:r")
    made.append(OxmlElement("w:tab"))
    return made


def mark(kind: str) -> Any:
    """A run that holds a mark of a field: ``begin``, ``separate`` or ``end``."""
    made = OxmlElement("w:r")
    made.append(element("fldChar", fldCharType=kind))
    return made


def instruction(words: str) -> Any:
    """A run that holds what a field does."""
    made = OxmlElement("w:r")
    told = OxmlElement("w:instrText")
    told.text = f" {words} "
    told.set(qn("xml:space"), "preserve")
    made.append(told)
    return made


def field(words: str, shown: str) -> list[Any]:
    """A whole field: what it does, and what it shows until Word works it out."""
    return [mark("begin"), instruction(words), mark("separate"), run(shown), mark("end")]


def link(bookmark: str, runs: list[Any]) -> Any:
    """A link to a bookmark of the same file."""
    made = element("hyperlink", anchor=bookmark, history="1")
    made.extend(runs)
    return made


def bookmarked(paragraph: Any, name: str, number: int) -> None:
    """Puts a bookmark around the words of a paragraph."""
    begin = element("bookmarkStart", id=str(number), name=name)
    first = paragraph._p.find(qn("w:r"))
    first.addprevious(begin)
    paragraph._p.append(element("bookmarkEnd", id=str(number)))


def repacked(data: bytes) -> bytes:
    """The same archive with its parts sorted, stored and undated, without the template's thumbnail."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(packed, "w") as made:
        for name in sorted(given.namelist()):
            info = zipfile.ZipInfo(name, _ZIP_DAY)
            info.create_system, info.external_attr = 3, 0o644 << 16
            made.writestr(info, given.read(name))
    return packed.getvalue()
