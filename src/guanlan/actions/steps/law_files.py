"""Files of an import of laws, and which of them are as they were when they last came."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.formats import MAX
from guanlan.store.models import Capture, LawVersion, Unread

SHAPE = "law"
"""As what these bytes are to be read (``Unread.shape``)."""


class LawFile(NamedTuple):
    """A file: ``shown`` as the user wrote it, ``root`` and ``name`` below it, ``stamp`` its size and time."""

    shown: str
    root: str
    name: str
    path: Path
    stamp: tuple[int, int]


def law_files(paths: Iterable[Path]) -> list[LawFile]:
    """A file, or the files of a folder by name, hidden ones left out. Raises ``InputError`` where a path is missing."""
    given = list(paths)
    for path in given:
        if not path.exists():
            raise InputError("actions.no_such_path", path=str(path))
    found = {file.path: file for path in given for file in _files(path)}
    return list(found.values())


def bytes_of(file: LawFile) -> bytes:
    """The file's bytes; of one that is too large only so many that the door sees it."""
    try:
        with file.path.open("rb") as stream:
            return stream.read(MAX + 1)
    except OSError as error:
        raise InputError("actions.unreadable", path=file.shown, why=error.strerror or str(error)) from error


def unchanged(files: Iterable[LawFile], fingerprint: str) -> set[tuple[str, str]]:
    """Root and name of the files that have the size and time of their last capture, and were read by this code."""
    given = {(file.root, file.name): file.stamp for file in files}
    read = set(LawVersion.objects.filter(fingerprint=fingerprint).values_list("pk", flat=True))
    read.update(Unread.objects.filter(fingerprint=fingerprint, shape=SHAPE).values_list("blob_id", flat=True))
    captures = Capture.objects.filter(root__in={root for root, _ in given}, headers__has_key="stamp").order_by("id")
    latest = {
        (root, name): sha256 in read and tuple(headers["stamp"]) == given.get((root, name))
        for root, name, sha256, headers in captures.values_list("root", "name", "blob_id", "headers")
    }
    return {key for key, same in latest.items() if same}


def _files(path: Path) -> Iterator[LawFile]:
    whole = os.path.abspath(path)
    if not os.path.isdir(whole):
        root, name = os.path.split(whole)
        yield _file(str(path), root, name, os.stat(whole))
        return
    yield from sorted(_below(whole, whole, str(path).rstrip("/")), key=lambda file: file.name)


def _below(folder: str, root: str, shown: str) -> Iterator[LawFile]:
    """Every file below, hidden ones left out."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path, root, shown)
            elif entry.is_file():
                name = entry.path[len(root) :].lstrip(os.sep)
                yield _file(f"{shown}/{name}", root, name, entry.stat())


def _file(shown: str, root: str, name: str, stat: os.stat_result) -> LawFile:
    path = Path(root, name)
    return LawFile(_legible(shown), _legible(root), _legible(name), path, (stat.st_size, stat.st_mtime_ns))


def _legible(name: str) -> str:
    """Names in GBK, as archives packed on a Chinese Windows have them, can be shown on no UTF-8 system."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode("gb18030", errors="replace")
    return name.replace(os.sep, "/")
