"""Opening a Word file that may be hostile."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

import docx

from guanlan.errors import ReadingError
from guanlan.formats.zips import check_archive

_LARGEST_XML = 96 * 2**20  # the body of a book of a million characters has some 30 MB


def open_document(data: bytes, name: str) -> Any:
    """A python-docx document. InputError for an archive that would burst; ReadingError for a broken or hostile one."""
    check_archive(data, name)
    _refuse_entities(data, name)
    try:
        document = docx.Document(io.BytesIO(data))
        document.element.body.tag  # noqa: B018  a package without a body fails here and not later
    except Exception as error:
        # The library looks up parts by name and trusts them: a damaged package fails in ways without end (KeyError,
        # AttributeError, XMLSyntaxError …), and all of them say the same: it is no whole Word file.
        raise ReadingError("formats.docx_broken", name=name) from error
    return document


def _refuse_entities(data: bytes, name: str) -> None:
    """Word writes no document type: one that is there brings entities that grow, or files from elsewhere."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if not member.filename.endswith((".xml", ".rels")):
                    continue
                if member.file_size > _LARGEST_XML:
                    raise ReadingError("formats.docx_hostile", name=name)
                # UTF-16 would hide the mark behind zero bytes
                if b"<!DOCTYPE" in archive.read(member).replace(b"\0", b""):
                    raise ReadingError("formats.docx_hostile", name=name)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise ReadingError("formats.docx_broken", name=name) from error
