"""The door of the room: a bulletin in, the bytes of one format out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from guanlan.errors import InputError
from guanlan.publish.journal import Journal
from guanlan.publish.render.docx import word
from guanlan.publish.render.docx_template import WordTemplate, by_template
from guanlan.publish.render.epub import epub
from guanlan.publish.render.evidence import Evidence
from guanlan.publish.render.html import html
from guanlan.publish.render.jsonl import jsonl
from guanlan.publish.render.markdown import markdown
from guanlan.publish.render.pdf import pages_as_png, pdf, unprintable
from guanlan.publish.render.pictures import printable
from guanlan.publish.render.press import press, press_cover
from guanlan.publish.render.sheet import lay_out
from guanlan.publish.render.web import WEB_ENDINGS, WEB_TYPES, web
from guanlan.records.bulletin import Bulletin

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html",
    "md": "text/markdown",
    "jsonl": "application/jsonl",
    "epub": "application/epub+zip",
    "press": "application/pdf",
    "press-cover": "application/pdf",
    **WEB_TYPES,
}
FORMATS = tuple(MEDIA_TYPES)
READING = ("pdf", "docx", "html", "md", "jsonl", "epub")  # what a reader opens; the others go to a press or a server
# what a file of a format ends with, where that is not the format's own name
ENDINGS = {"press": "press.pdf", "press-cover": "press-cover.pdf", **WEB_ENDINGS}


def build(
    bulletin: Bulletin,
    journal: Journal | None,
    format: str,
    *,
    pictures: Mapping[str, bytes] | None = None,
    fonts: Path | None = None,
    evidence: Evidence | None = None,
    template: WordTemplate | None = None,
) -> bytes:
    """The issue in ``format`` (``pdf``, ``docx``, ``html``, ``md``, ``jsonl``); raises ``InputError`` for any other.

    What the page shows comes from the bulletin; what a bulletin leaves out (names, masthead, notices) from the
    journal. ``pictures`` holds the bytes of pictures by their address (a paragraph's ``target``); a picture whose
    bytes are not given is left out, its caption stays. ``fonts`` is a folder of faces that stand in for the bundled
    ones in the PDF. ``evidence`` holds the captures that the entries rest on. ``template`` is the institute's own, for
    the DOCX.
    """
    if format not in MEDIA_TYPES:
        raise InputError("publish.format", value=format, known="、".join(FORMATS))
    if format == "jsonl":
        return jsonl(bulletin, evidence)
    shown = printable(pictures or {})
    sheet = lay_out(bulletin, journal, shown)
    if format in WEB_TYPES:
        return web(format, bulletin, sheet, shown, evidence)
    if format == "html":
        return html(sheet, shown)
    if format == "epub":
        return epub(sheet, shown)
    if format == "press":
        return press(sheet, shown, fonts)
    if format == "press-cover":
        return press_cover(sheet, shown, fonts, journal.press if journal else None)
    if format == "docx":
        return by_template(sheet, shown, template) if template else word(sheet, shown)
    if format == "md":
        return markdown(sheet, shown)
    return pdf(sheet, shown, fonts)


def missing_characters(
    bulletin: Bulletin, journal: Journal | None = None, *, fonts: Path | None = None
) -> tuple[str, ...]:
    """The characters of an issue that the faces of its PDF lack, in code order; the PDF shows 〓 in their place.

    A folder of ``fonts`` that has them mends it.
    """
    return unprintable(lay_out(bulletin, journal), fonts)


def page_pictures(
    bulletin: Bulletin,
    journal: Journal | None = None,
    *,
    pictures: Mapping[str, bytes] | None = None,
    ppi: float = 96,
) -> list[bytes]:
    """The pages of the PDF as PNG, for looking at them."""
    shown = printable(pictures or {})
    return pages_as_png(lay_out(bulletin, journal, shown), shown, ppi=ppi)
