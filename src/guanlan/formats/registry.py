"""The readers that are installed, ours and others', and the one that reads a media type."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Protocol

from guanlan.errors import ReadingError
from guanlan.formats.door import admit
from guanlan.formats.media import (
    CSV,
    DOC,
    DOCX,
    EML,
    HTML,
    JPEG,
    MARKDOWN,
    MHTML,
    OFD,
    OLE,
    PDF,
    PNG,
    PPT,
    RTF,
    TXT,
    WEBP,
    XHTML,
    XLS,
    XLSX,
)
from guanlan.records.reading import Reading

GROUP = "guanlan.formats"
# the stream in which an office file locked by a password keeps its content (MS-OFFCRYPTO §2.3.4.4)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Reader(Protocol):
    """What an entry point of the group ``guanlan.formats`` leads to (by custom a module's ``READER``).

    ``name/version`` goes into each reading: a reader that would read any bytes otherwise than before gets a new
    version.
    """

    @property
    def name(self) -> str: ...

    @property
    def version(self) -> str: ...

    @property
    def media_types(self) -> tuple[str, ...]: ...

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """The reading of ``data``; ReadingError where no text can be drawn out. ``charset`` is what a header said."""
        ...


@cache
def _entries() -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=GROUP)}


@cache
def _loaded(name: str) -> Reader:
    reader: Reader = _entries()[name].load()
    return reader


def readers() -> tuple[Reader, ...]:
    """Every installed reader, by name. Loads them all, with their libraries."""
    return tuple(_loaded(name) for name in sorted(_entries()))


@cache
def reader_for(media_type: str) -> Reader:
    """The reader of a media type; ReadingError where none is installed.

    The entry whose name stands for the type is tried before the others are loaded.
    """
    likely = _LIKELY.get(media_type)
    if likely in _entries() and media_type in _loaded(likely).media_types:
        return _loaded(likely)
    for reader in readers():
        if media_type in reader.media_types:
            return reader
    raise ReadingError(_OLD.get(media_type, "formats.no_reader"), type=media_type)


# our own readers, so that a text file does not load the libraries of PDF
_LIKELY = {
    TXT: "txt",
    MARKDOWN: "markdown",
    HTML: "html",
    XHTML: "html",
    CSV: "csv",
    RTF: "rtf",
    PDF: "pdf",
    DOCX: "docx",
    XLSX: "xlsx",
    DOC: "doc",
    OFD: "ofd",
    EML: "eml",
    MHTML: "mhtml",
    PNG: "picture",
    JPEG: "picture",
    WEBP: "picture",
}
# formats from before 2007 that no reader takes, and compound files of no known kind
_OLD = {XLS: "formats.old_excel", PPT: "formats.old_slides", OLE: "formats.old_office"}


def read(data: bytes, *, name: str | None = None, media_type: str | None = None) -> Reading:
    """The reading of ``data``.

    ``name`` is the file's name or address, where known; ``media_type`` what a header or a person says it is, with its
    ``charset`` where given. Without it the type is told by the content first and the name second.

    Raises InputError for what the door refuses (nothing should be stored), ReadingError for what cannot be read
    (keep the bytes, mark them unread).

    >>> read("一、总则".encode()).blocks[0].end
    4
    """
    admitted = admit(data, name, pictures=True)
    charset = None
    if media_type is not None:
        media_type, charset = _split(media_type)
    if admitted == OLE and _ENCRYPTED in data:
        raise ReadingError("formats.office_encrypted", name=name or "-")
    return reader_for(media_type or admitted).read(data, name, charset=charset)


def _split(media_type: str) -> tuple[str, str | None]:
    """``text/html; charset="GBK"`` → its type and its charset."""
    essence, *parameters = media_type.split(";")
    charset = None
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "charset":
            charset = value.strip().strip("\"'") or None
    return essence.strip().lower(), charset
