"""PDFs and Word files made for a test."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import docx
import typst

from guanlan.publish.render.fonts import load_faces

# book layout: text of 10.5 points, two characters of indent, both edges straight, a running head, a page number
BOOK = """
#set document(date: none)
#set page(width: 210mm, height: 148mm, margin: 20mm, header: [#set text(8pt); 某期刊　2025年第1期],
  footer: [#set text(8.5pt); #h(1fr) #context counter(page).display() #h(1fr)])
#set text(font: ("Noto Serif SC", "Noto Sans SC"), size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true, leading: 0.86em, spacing: 0.98em, first-line-indent: (amount: 2em, all: true))
#show heading: set block(above: 1.6em, below: 1.2em)
#show heading: set text(font: "Noto Sans SC", size: 14pt)
"""


def typeset(source: str, preamble: str = BOOK) -> bytes:
    """The PDF of a Typst source."""
    made = typst.compile(
        {"main.typ": (preamble + source).encode()}, font_paths=load_faces().fonts, ignore_system_fonts=True
    )
    assert isinstance(made, bytes)
    return made


def word(write: Callable[[Any], None]) -> bytes:
    """The DOCX that ``write`` makes of an empty document."""
    document = docx.Document()
    write(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
