"""The pages of a PDF with all that paragraphs are made from; what cannot be opened is named."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from guanlan.errors import ReadingError
from guanlan.formats.pdf.lines import Line, lines_of
from guanlan.formats.pdf.rules import Box, cross

# The trailer stands at the very end; some servers send a little after it
_TAIL = 4096
_MAX_PAGES = 5_000
_MAX_OBJECTS = 20_000  # a page of more is a drawing
_PICTURE = 36.0  # points: half an inch; smaller images are marks and seals' parts
_WHOLE_PAGE = 0.85  # of the page: a ground or a scan


class Sheet(NamedTuple):
    """One page: its lines in content order, the places of its pictures, and whether rules cross on it."""

    number: int
    width: float
    height: float
    lines: list[Line]
    pictures: list[Box]
    scanned: bool
    ruled: bool


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """The document; ReadingError for one that is cut, damaged or locked."""
    if b"%%EOF" not in data[-_TAIL:]:
        raise ReadingError("formats.pdf_broken", name=name)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise ReadingError("formats.pdf_encrypted" if locked else "formats.pdf_broken", name=name) from error
    try:
        yield document
    finally:
        document.close()


def sheets_of(document: Any, name: str) -> list[Sheet]:
    """Every page; ReadingError where one cannot be loaded, since a part would pass for the whole."""
    count = len(document)
    if not 0 < count <= _MAX_PAGES:
        raise ReadingError("formats.pdf_broken", name=name)
    found = []
    for index in range(count):
        try:
            found.append(_sheet(document, index))
        except (pdfium.PdfiumError, ValueError) as error:
            raise ReadingError("formats.pdf_broken", name=name) from error
    return found


def _sheet(document: Any, index: int) -> Sheet:
    page = document[index]
    try:
        width, height = page.get_size()
        textpage = page.get_textpage()
        try:
            lines = lines_of(textpage)
        finally:
            textpage.close()
        pictures, scanned, ruled = _drawn(page, width, height)
        return Sheet(index + 1, width, height, lines, pictures, scanned, ruled)
    finally:
        page.close()


def _drawn(page: Any, width: float, height: float) -> tuple[list[Box], bool, bool]:
    """The pictures in the page, whether one covers it, and whether rules run both ways."""
    pictures: list[Box] = []
    paths: list[Box] = []
    scanned = False
    count = raw.FPDFPage_CountObjects(page)
    for number in range(min(count, _MAX_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, number)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            paths.append(_bounds(item))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(item)
            wide, high = box.x1 - box.x0, box.y1 - box.y0
            if wide * high >= _WHOLE_PAGE * width * height:
                scanned = True
            elif wide >= _PICTURE and high >= _PICTURE:
                pictures.append(box)
    return pictures, scanned, count <= _MAX_OBJECTS and cross(paths, height)


def _bounds(item: Any) -> Box:
    sides = tuple(ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, *sides):
        return Box(0, 0, 0, 0)
    return Box(*(side.value for side in sides))
