"""Everything into one file."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

from django.db import connection

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.summaries import Saved
from guanlan.errors import InputError
from guanlan.store import home
from guanlan.store.blobs import FOLDER, get, sha256_of
from guanlan.store.opening import DATABASE

HASHES = "SHA256SUMS"
WARC, FONTS = "warc", "fonts"
FORMAT = 1
HEADER = "guanlan-backup.json"


def backup(path: Path, *, context: Context) -> Saved:
    """Write database, blobs, WARC files and own fonts into the tar file ``path``; others may go on writing meanwhile.

    The database is copied in one piece first, then the blobs and the stretches of WARC files that this copy knows:
    neither ever changes, so the file is consistent. What was removed by order is not in it. ``SHA256SUMS`` in it names
    every member's hash (``sha256sum -c`` reads it). ``path`` is there whole or not at all. Raises ``InputError`` where
    it is there already, or cannot be written.
    """
    if path.exists():
        raise InputError("actions.exists", path=str(path))
    with acting(context, "backup", str(path)):
        pass  # the line is to be in the copy, too
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=path.parent) as folder:
            copy = Path(folder, DATABASE)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM INTO %s", [str(copy)])
            part = Path(folder, "part")
            blobs = _write(part, copy, context)
            os.replace(part, path)
    except OSError as error:
        raise InputError("actions.cannot_write", path=str(path), why=error.strerror or str(error)) from error
    return Saved(str(path), blobs, path.stat().st_size)


def _write(part: Path, copy: Path, context: Context) -> int:
    """The tar file: header, database, blobs by name, other files, hashes last. Gives the number of blobs."""
    names, known = _known(copy)
    hashes: list[tuple[str, str]] = []
    with tarfile.open(part, "w", format=tarfile.PAX_FORMAT) as archive:
        header = json.dumps({"format": FORMAT, "blobs": len(names)}, sort_keys=True).encode()
        _add(archive, HEADER, header, hashes)
        _add_file(archive, DATABASE, copy, hashes)
        for count, sha256 in enumerate(names):
            context.tell(count, len(names), sha256[:12])
            _add(archive, f"{FOLDER}/{sha256[:2]}/{sha256}", get(sha256), hashes)
        for name, path, size in _others(known):
            _add_file(archive, name, path, hashes, size)
        lines = "".join(f"{sha256}  {name}\n" for sha256, name in hashes)
        _add(archive, HASHES, lines.encode(), [])
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    context.tell(len(names), len(names))
    return len(names)


def _known(copy: Path) -> tuple[list[str], dict[str, int]]:
    """The blobs of the copied database that are to be there; its WARC files, each with where its last exchange ends."""
    with closing(sqlite3.connect(copy)) as database:
        blobs = database.execute(
            "SELECT sha256 FROM store_blob WHERE sha256 NOT IN (SELECT blob_id FROM store_removal) ORDER BY sha256"
        ).fetchall()
        files = database.execute(
            'SELECT file, max("offset" + length) FROM store_exchange WHERE length > 0 GROUP BY file'
        ).fetchall()
    return [name for (name,) in blobs], dict(files)


def _others(known: dict[str, int]) -> Iterator[tuple[str, Path, int]]:
    """WARC files and fonts: name, place, and how much of it. Of a WARC file that is being written, what is known."""
    root = home() / WARC
    for path in sorted(root.rglob("*.warc.gz")):
        name = path.relative_to(root).as_posix()
        written = path.with_name(path.name.removesuffix(".warc.gz") + ".open").exists()
        size = known.get(name, 0) if written else path.stat().st_size
        if size:
            yield f"{WARC}/{name}", path, size
    fonts = home() / FONTS
    for path in sorted(fonts.iterdir()) if fonts.is_dir() else ():
        if path.is_file() and not path.name.startswith("."):
            yield f"{FONTS}/{path.name}", path, path.stat().st_size


def _add(archive: tarfile.TarFile, name: str, data: bytes, hashes: list[tuple[str, str]]) -> None:
    archive.addfile(_member(name, len(data)), io.BytesIO(data))
    hashes.append((sha256_of(data), name))


def _member(name: str, size: int) -> tarfile.TarInfo:
    """A member without day, owner or place: equal contents make equal files."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o644
    return member


class _Hashing(io.RawIOBase):
    """A file that is hashed as it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        piece = self._file.read(size)
        self.digest.update(piece)
        return piece


def _add_file(
    archive: tarfile.TarFile, name: str, path: Path, hashes: list[tuple[str, str]], size: int | None = None
) -> None:
    """A file, or its first ``size`` bytes, however large."""
    with path.open("rb") as file:
        hashing = _Hashing(file)
        archive.addfile(_member(name, path.stat().st_size if size is None else size), hashing)
    hashes.append((hashing.digest.hexdigest(), name))
