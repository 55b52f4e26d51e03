"""What kind of document some bytes are: their content first, their name second."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from guanlan.errors import InputError
from guanlan.formats.encodings import decode_or_none
from guanlan.formats.mail_marks import mail_type
from guanlan.formats.media import (
    CSV,
    DOC,
    DOCX,
    HTML,
    JPEG,
    MARKDOWN,
    OFD,
    OLE,
    PDF,
    PNG,
    PPT,
    RAR,
    RTF,
    SEVENZIP,
    TXT,
    WEBP,
    XLS,
    XLSX,
    ZIP,
    by_name,
)

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVENZIP),
    (b"{\\rtf", RTF),
    (b"PK\x05\x06", ZIP),  # with nothing in it
)
# pictures, sound, programs and archives that no reader of text takes, whatever their name says
_FOREIGN = (
    b"\x89PNG",
    b"GIF8",
    b"\x7fELF",
    b"MZ\x90",
    b"\x1f\x8b",
    b"BZh9",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"Rar!",
    b"ID3",
    b"SQLite format 3\x00",
)
# the streams by which compound files tell themselves apart; the names stand in their directory as UTF-16. A locked
# file since 2007 keeps all its content in a stream of its own, so it is none of these
_STREAMS = (("WordDocument", DOC), ("Workbook", XLS), ("PowerPoint Document", PPT), ("Book", XLS))
# the part by which packages tell themselves apart, and what of it a damaged one still shows
_PARTS = (("word/document.xml", DOCX, b"word/"), ("xl/workbook.xml", XLSX, b"xl/"), ("OFD.xml", OFD, b"OFD.xml"))
_HEAD = 4096  # bytes looked at; PDF allows 1,024 before its mark, and pages open with a doctype or comments
_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|meta)\b", re.I)
_PROLOGUE = re.compile(r"\s*(?:<\?xml[^>]*>|<!--(?:(?!-->).)*-->)", re.S)
_FRAGMENT = re.compile(r"\s*<(?:div|p|table|section|article|span|h[1-6]|ul|ol|title|main)\b[^>]*>", re.I)
_FRONT_MATTER = re.compile(r"---\r?\n(?:[^\n]*\n){1,60}?---[ \t]*\r?\n")
_HEADING_FIRST = re.compile(r"\s*#{1,6}[ \t]+\S")
_TEXTS = (TXT, MARKDOWN, HTML, CSV)


def sniff(data: bytes, name: str | None = None) -> str:
    """The media type of ``data``; InputError where it is none that is known here.

    >>> sniff("# 标题".encode(), "a.bin")
    'text/markdown'
    >>> sniff(b"<!DOCTYPE html><p>x", "a.txt")
    'text/html'
    """
    media_type = known(data, name)
    if media_type is None:
        raise InputError("formats.unknown_type", name=name or "-")
    return media_type


def known(data: bytes, name: str | None = None) -> str | None:
    """As :func:`sniff`, with None for what is not known."""
    head = data[:_HEAD]
    if head.startswith(_OLE_MAGIC):
        return _ole_type(data, by_name(name))
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(data, name)
    for magic, media_type in _MAGIC:
        if head.startswith(magic):
            return media_type
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(_FOREIGN):
        return None
    return mail_type(head, by_name(name)) or _text_type(data, by_name(name))


def _ole_type(data: bytes, named: str | None) -> str:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return OLE
    fallback = named if named in (DOC, XLS, PPT) else OLE  # one that is cut short has lost its directory
    return next((kind for stream, kind in _STREAMS if f"{stream}\0".encode("utf-16-le") in data), fallback)


def _zip_type(data: bytes, name: str | None) -> str:
    named = by_name(name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError):
        if named in (DOCX, XLSX, OFD, ZIP):
            return named
        return next((kind for _, kind, mark in _PARTS if mark in data), ZIP)
    for part, kind, _ in _PARTS:
        if part in names or (named == kind != OFD and "[Content_Types].xml" in names):
            return kind
    return ZIP


def _text_type(data: bytes, named: str | None) -> str | None:
    head = decode_or_none(data, lenient=named == HTML or data.lstrip()[:1] == b"<")
    if head is None:
        # the name says text: then it is text that nobody can decode, to be kept and marked unread
        return named if named in _TEXTS else None
    start = head[:_HEAD]
    at = 0
    while (found := _PROLOGUE.match(start, at)) is not None:
        at = found.end()
    if _PAGE.match(start, at):
        return HTML
    if named in _TEXTS:
        return named
    if _FRAGMENT.match(start):
        return HTML
    return MARKDOWN if _FRONT_MATTER.match(start) or _HEADING_FIRST.match(start) else TXT
