"""Files and folders on disk, as they are given to an import or a take."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from guanlan.errors import InputError
from guanlan.formats import MAX


def bytes_of(path: Path) -> bytes:
    """The file's bytes; of one that is too large only so many that the door sees it."""
    try:
        with path.open("rb") as file:
            return file.read(MAX + 1)
    except OSError as error:
        raise InputError("actions.unreadable", path=str(path), why=error.strerror or str(error)) from error


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
