"""A Word file together with the way from each code point of its as-published text back to the element that says it."""

from __future__ import annotations

from typing import Any, NamedTuple

from guanlan.formats.docx.opening import open_document
from guanlan.formats.docx.reader import drawn_out
from guanlan.formats.docx.walk import Drawn


class Traced(NamedTuple):
    """A python-docx document, its as-published text, and where its words are, in text order."""

    document: Any
    text: str
    drawn: list[Drawn]


def traced(data: bytes, name: str = "-") -> Traced:
    """The document in ``data``; its text is that of the reading. Raises as the reader does."""
    document = open_document(data, name)
    drawn: list[Drawn] = []
    draft = drawn_out(document, name, drawn)
    # a text box is met inside its paragraph, whose words are written first
    drawn.sort(key=lambda one: one.start)
    return Traced(document, draft.text, drawn)
