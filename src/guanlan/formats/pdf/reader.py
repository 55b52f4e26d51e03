"""The PDF reader: pages → lines → tables and paragraphs → reading."""

from __future__ import annotations

import re
from typing import Any

from guanlan.errors import ReadingError
from guanlan.formats.draft import Draft
from guanlan.formats.media import PDF
from guanlan.formats.pdf.flow import write
from guanlan.formats.pdf.sheets import Sheet, opened, sheets_of
from guanlan.formats.pdf.tables import tables_of
from guanlan.records.reading import Reading

# what programs write for a title when nobody gave one
_NO_TITLE = re.compile(
    r"(?:Microsoft (?:Word|PowerPoint)\b.*|untitled|无标题|文档\d*|.*\.(?:docx?|wps|indd|pdf|tmp))", re.I
)
_SCAN_WORDS = 20  # a page: a stamp or a footer over a scan has no more


class PdfReader:
    """PDF files with a text layer; scans of paper with the extra ``ocr``."""

    name = "pdf"
    version = "1"
    media_types: tuple[str, ...] = (PDF,)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """Paragraphs across pages. ReadingError with a code of its own for a locked file, a damaged one, and one of
        pictures only where the extra is missing; ``metadata["unread_pages"]`` lists pages that are pictures among
        others that are not. A scan comes line by line, with ``metadata["ocr"]``.
        """
        shown = name or "-"
        with opened(data, shown) as document:
            sheets = sheets_of(document, shown)
            draft = Draft()
            if _is_scan(sheets):
                metadata = _metadata(document, []) | _seen(document, sheets, draft, shown)
            else:
                write(draft, sheets, tables_of(data, document, sheets))
                metadata = _metadata(document, sheets)
        if not draft.text.strip():
            raise ReadingError("formats.no_text", name=shown)
        return Reading(
            f"{self.name}/{self.version}", PDF, draft.text, None, tuple(draft.blocks), tuple(draft.pages), (), metadata
        )


def _is_scan(sheets: list[Sheet]) -> bool:
    words = sum(len(line.words) for sheet in sheets for line in sheet.lines)
    scans = sum(sheet.scanned or bool(sheet.pictures) for sheet in sheets)
    return scans * 2 > len(sheets) and words <= _SCAN_WORDS * len(sheets)


def _seen(document: Any, sheets: list[Sheet], draft: Draft, name: str) -> dict[str, str]:
    """The words of a scan into ``draft``; gives what is known of it."""
    from guanlan.formats.ocr import available

    if not available():
        raise ReadingError("formats.pdf_pictures", name=name, pages=len(sheets))
    from guanlan.formats.pdf.scans import facts_of, seen_pages
    from guanlan.formats.pdf.seen import write_seen

    pages = seen_pages(document, name)
    write_seen(draft, pages)
    return facts_of(pages)


def _metadata(document: Any, sheets: list[Sheet]) -> dict[str, str]:
    found = {}
    title = " ".join((document.get_metadata_value("Title") or "").replace("\0", "").split())
    if title and not _NO_TITLE.fullmatch(title):
        found["title"] = title
    unread = [str(sheet.number) for sheet in sheets if not sheet.lines and (sheet.scanned or sheet.pictures)]
    if unread:
        found["unread_pages"] = ",".join(unread)
    return found


READER = PdfReader()
