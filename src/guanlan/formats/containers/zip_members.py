"""ZIP, unpacked under a budget: what is counted is what comes out, not what a header says."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from guanlan.errors import InputError, ReadingError
from guanlan.formats.containers.member import Budget, Member, Refused
from guanlan.formats.containers.names import is_junk, safe_name, shown
from guanlan.formats.encodings import decoded_label

BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, OSError, EOFError, NotImplementedError, KeyError)
_UTF8, _LOCKED = 0x800, 0x1  # general purpose flags (APPNOTE 6.3.9, §4.4.4)
# others (bzip2, LZMA with dictionaries of gigabytes) no common program writes
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK = 2**20


def zip_members(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    """The files in order, without their media types. Errors as of :func:`guanlan.formats.containers.members`."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN as error:
        raise ReadingError("formats.archive_broken", name=name) from error
    with archive:
        files = [info for info in archive.infolist() if not info.is_dir()]
        if files and all(info.flag_bits & _LOCKED for info in files):
            raise ReadingError("formats.archive_locked", name=name)
        for info in files:
            raw = _name(info)
            try:
                inside = safe_name(raw)
                if is_junk(inside):
                    continue
                budget.open_file()
                yield Member(inside, _unpacked(archive, info, inside, budget), None)
            except Refused as refusal:
                yield Member(shown(raw), b"", None, refusal.error)
            except InputError as error:
                if error.code != "formats.member_name":
                    raise
                budget.open_file()
                yield Member(shown(raw), b"", None, error)


def _name(info: zipfile.ZipInfo) -> str:
    """With its zero bytes, which the library cuts at."""
    whole = info.orig_filename
    return whole if info.flag_bits & _UTF8 else decoded_label(whole.encode("cp437", errors="replace"))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: Budget) -> bytes:
    if stat.S_ISLNK(info.external_attr >> 16):
        raise Refused(InputError("formats.member_link", name=name))
    if info.flag_bits & _LOCKED:
        raise Refused(ReadingError("formats.member_locked", name=name))
    if info.compress_type not in _METHODS:
        raise Refused(ReadingError("formats.member_broken", name=name))
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                budget.take_from(size, len(chunk), info.compress_size, name)
                parts.append(chunk)
    except BROKEN as error:
        raise Refused(ReadingError("formats.member_broken", name=name)) from error
    return b"".join(parts)
