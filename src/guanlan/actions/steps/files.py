"""Files and folders on disk, as they are given to an import or a take."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from guanlan.errors import InputError, ReadingError
from guanlan.formats import MAX, admit, sniff


def bytes_of(path: Path) -> bytes:
    """The file's bytes; of one that is too large only so many that the door sees it."""
    try:
        with path.open("rb") as file:
            return file.read(MAX + 1)
    except OSError as error:
        raise InputError("actions.unreadable", path=str(path), why=error.strerror or str(error)) from error


def media_type_of(data: bytes, shown: str, *, pictures: bool = False) -> str:
    """The media type of what may come in; of a damaged file too, which is kept and found unreadable later. Raises
    ``InputError`` for what is refused.
    """
    try:
        return admit(data, shown, pictures=pictures)
    except ReadingError:
        return sniff(data, shown)


def legible(path: Path) -> str:
    """The path as text. Archives packed on a Chinese Windows unpack to names in GBK, which no UTF-8 system can show."""
    name = path.as_posix()
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", errors="replace")
    return name


def files_below(folder: Path) -> Iterable[Path]:
    """Every file below, by name, hidden ones left out."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(place, name)
