"""Limits on documents that are zip archives, looked at before anything is unpacked.

The standard library unpacks no more of a member than its header announces, and ends in an error where the header lied;
so what the headers add up to bounds what can come out, whatever members overlap.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from guanlan.errors import InputError, ReadingError

# A Word file of 500 pages with pictures has some hundred members and unpacks to well under 100 MB
MAX_MEMBERS = 5_000
MAX_UNPACKED = 512 * 2**20
# XML packs 10 to 40 times; deflate cannot exceed about 1,030. Small members of zeros pack well and do no harm.
MAX_RATIO = 200
RATIO_FROM = 8 * 2**20
LARGEST_XML = 96 * 2**20  # the body of a book of a million characters has some 30 MB
BROKEN = (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, KeyError)


def check_archive(data: bytes, name: str, *, broken: str = "formats.docx_broken") -> None:
    """InputError for an archive that would burst; ReadingError, with the code ``broken``, for one that is broken."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except BROKEN as error:
        raise ReadingError(broken, name=name) from error
    unpacked = sum(member.file_size for member in members)
    burst = any(
        member.file_size > RATIO_FROM and member.file_size > MAX_RATIO * max(member.compress_size, 1)
        for member in members
    )
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED or burst:
        raise InputError("formats.zip_bomb", name=name, size=f"{unpacked / 2**20:.0f}", members=len(members))


def refuse_entities(data: bytes, name: str, *, broken: str, hostile: str) -> None:
    """Office programs write no document type: one that is there brings entities that grow, or files from elsewhere.

    ReadingError with the code ``hostile`` for one, or for a part beyond all measure; with ``broken`` for an archive
    whose parts do not come out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if not member.filename.lower().endswith((".xml", ".rels", ".vml")):
                    continue
                if member.file_size > LARGEST_XML:
                    raise ReadingError(hostile, name=name)
                # UTF-16 would hide the mark behind zero bytes
                plain = archive.read(member).replace(b"\0", b"")
                if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
                    raise ReadingError(hostile, name=name)
    except BROKEN as error:
        raise ReadingError(broken, name=name) from error


def has_macros(data: bytes) -> bool:
    """Whether programs lie in the file. They are never looked at."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(name.lower().endswith("vbaproject.bin") for name in archive.namelist())
    except BROKEN:
        return False
