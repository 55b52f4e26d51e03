"""Opening a Word file that may be hostile."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx

from guanlan.errors import ReadingError
from guanlan.formats.zips import check_archive, refuse_entities

# What the library opens, and what it would refuse for a name: a file with macros and the templates hold the same words
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ALIKE = (
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    b"application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_TYPES = "[Content_Types].xml"


def open_document(data: bytes, name: str) -> Any:
    """A python-docx document. InputError for an archive that would burst; ReadingError for a broken or hostile one."""
    check_archive(data, name)
    refuse_entities(data, name, broken="formats.docx_broken", hostile="formats.docx_hostile")
    try:
        document = docx.Document(io.BytesIO(_as_document(data)))
        document.element.body.tag  # noqa: B018  a package without a body fails here and not later
    except Exception as error:
        # The library looks up parts by name and trusts them: a damaged package fails in ways without end (KeyError,
        # AttributeError, XMLSyntaxError …), and all of them say the same: it is no whole Word file.
        raise ReadingError("formats.docx_broken", name=name) from error
    return document


def _as_document(data: bytes) -> bytes:
    """A file with macros, or a template, under the name of a plain document; others as they are."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read(_TYPES)
        changed = types
        for alike in _ALIKE:
            changed = changed.replace(alike, _MAIN)
        if changed == types:
            return data
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as copy:
            for member in archive.infolist():
                copy.writestr(member.filename, changed if member.filename == _TYPES else archive.read(member))
    return buffer.getvalue()
