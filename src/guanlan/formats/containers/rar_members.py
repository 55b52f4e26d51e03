"""RAR, the one format here that needs a program of the system.

The library of the extra ``rar`` reads the archive's lists and stored members by itself; for packed members it starts
unrar, unar, 7z or bsdtar, whichever it finds, hands it a copy of the archive in a temporary file, and reads the
unpacked bytes from its output. Nothing else here starts a process. The tool writes no file and is given no password; a
name goes to it behind ``--`` and only for solid archives, and names that a tool could take for a list or a pattern are
refused.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, NamedTuple

from guanlan.errors import InputError, ReadingError
from guanlan.formats.containers.member import Budget, Member, Refused
from guanlan.formats.containers.names import is_junk, safe_name, shown

_CHUNK = 2**20
_PATTERNS = frozenset("*?@")


class _Archive(NamedTuple):
    """An opened archive, by its name, and what may come out of it."""

    library: Any
    opened: Any
    name: str
    budget: Budget


def rar_members(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    """The files in order, without their media types. Errors as of :func:`guanlan.formats.containers.members`."""
    library = _library(name)
    # The library reads binary structures with many ways to fail (struct.error, its own Error, UnicodeError …): each
    # says that this is no whole archive
    try:
        archive = library.RarFile(io.BytesIO(data), errors="strict")
        files = [info for info in archive.infolist() if not info.is_dir()]
        locked = archive.needs_password() and (not files or all(info.needs_password() for info in files))
    except (library.PasswordRequired, library.NoCrypto) as error:
        raise ReadingError("formats.archive_locked", name=name) from error
    except library.NeedFirstVolume as error:
        raise ReadingError("formats.rar_volume", name=name) from error
    except Exception as error:
        raise ReadingError("formats.archive_broken", name=name) from error
    if locked:
        raise ReadingError("formats.archive_locked", name=name)
    for info in files:
        member = _member(_Archive(library, archive, name, budget), info)
        if member is not None:
            yield member


def _library(name: str) -> Any:
    try:
        import rarfile
    except ImportError as error:
        raise ReadingError("formats.rar_extra", name=name) from error
    return rarfile


def _member(archive: _Archive, info: Any) -> Member | None:
    """None for what the packing system put there by itself."""
    raw = info.filename
    try:
        inside = safe_name(raw)
        if is_junk(inside):
            return None
        if not _PATTERNS.isdisjoint(inside):
            raise InputError("formats.member_name", name=shown(raw))
        archive.budget.open_file()
        return Member(inside, _unpacked(archive, info, inside), None)
    except Refused as refusal:
        return Member(shown(raw), b"", None, refusal.error)
    except InputError as error:
        if error.code != "formats.member_name":
            raise
        archive.budget.open_file()
        return Member(shown(raw), b"", None, error)


def _unpacked(archive: _Archive, info: Any, inside: str) -> bytes:
    if info.is_symlink() or getattr(info, "file_redir", None):
        raise Refused(InputError("formats.member_link", name=inside))
    if info.needs_password():
        raise Refused(ReadingError("formats.member_locked", name=inside))
    parts: list[bytes] = []
    size = 0
    try:
        with archive.opened.open(info) as file:
            while chunk := file.read(_CHUNK):
                size += len(chunk)
                archive.budget.take_from(size, len(chunk), info.compress_size, inside)
                parts.append(chunk)
    except archive.library.RarCannotExec as error:
        raise ReadingError("formats.rar_tool", name=archive.name) from error
    except (InputError, Refused):
        raise
    except Exception as error:
        # as above; the tool may also end in any way it likes
        raise Refused(ReadingError("formats.member_broken", name=inside)) from error
    return b"".join(parts)
