"""The words of every format, and of an issue as it was read again."""

from __future__ import annotations

import io
import re
import zipfile

import pypdfium2

from guanlan.records.bulletin import Bulletin, ParagraphKind
from guanlan.text.foldings import fold

WITHOUT_ENTRIES = {"ics", "press-cover", "evidence"}  # deadlines only, the cover only, captures only
_PAGES = (".xml", ".xhtml", ".html", ".txt", ".json")


def text_of(data: bytes) -> str:
    """The words of a file, blanks left out: of a PDF, of all pages of an archive, of plain text."""
    if data.startswith(b"%PDF"):
        file = pypdfium2.PdfDocument(data)
        return "".join("".join(page.get_textpage().get_text_range().split()) for page in file)
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            pages = [name for name in archive.namelist() if name.endswith(_PAGES)]
            return "".join("".join(archive.read(name).decode().split()) for name in pages)
    return "".join(data.decode().split())


def dense(text: str) -> str:
    """Text as it is read, without white space."""
    return re.sub(r"\s", "", fold(text))


def entries(bulletin: Bulletin) -> list[tuple[str, str, list[str], list[str]]]:
    """Id, title, sources and paragraphs; pictures have no words of their own."""
    return [
        (
            entry.id,
            dense(entry.title.text),
            [words.text for words in entry.sources],
            [dense(one.words.text) for one in entry.paragraphs if one.kind is not ParagraphKind.PICTURE],
        )
        for entry in bulletin.entries()
    ]
