"""Everything into one file."""

from __future__ import annotations

import hashlib
import io
import json
import os
import sqlite3
import tarfile
import tempfile
from contextlib import closing
from pathlib import Path

from django.db import connection

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.summaries import Saved
from guanlan.errors import InputError
from guanlan.store.blobs import FOLDER, get, sha256_of
from guanlan.store.opening import DATABASE

HASHES = "SHA256SUMS"
FORMAT = 1
HEADER = "guanlan-backup.json"


def backup(path: Path, *, context: Context) -> Saved:
    """Write database and blobs into the tar file ``path``; others may go on writing meanwhile.

    The database is copied in one piece first, then the blobs that this copy knows: blobs never change, so the file is
    consistent. ``SHA256SUMS`` in it names every member's hash (``sha256sum -c`` reads it). ``path`` is there whole or
    not at all. Raises ``InputError`` where it is there already, or cannot be written.
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
    """The tar file: header, database, blobs by name, hashes last. Gives the number of blobs."""
    with closing(sqlite3.connect(copy)) as database:
        names = [name for (name,) in database.execute("SELECT sha256 FROM store_blob ORDER BY sha256")]
    hashes: list[tuple[str, str]] = []
    with tarfile.open(part, "w", format=tarfile.PAX_FORMAT) as archive:
        header = json.dumps({"format": FORMAT, "blobs": len(names)}, sort_keys=True).encode()
        _add(archive, HEADER, header, hashes)
        hashes.append((_hash_of(copy), DATABASE))
        with copy.open("rb") as file:
            archive.addfile(_member(DATABASE, copy.stat().st_size), file)
        for count, sha256 in enumerate(names):
            context.tell(count, len(names), sha256[:12])
            _add(archive, f"{FOLDER}/{sha256[:2]}/{sha256}", get(sha256), hashes)
        lines = "".join(f"{sha256}  {name}\n" for sha256, name in hashes)
        _add(archive, HASHES, lines.encode(), [])
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    context.tell(len(names), len(names))
    return len(names)


def _add(archive: tarfile.TarFile, name: str, data: bytes, hashes: list[tuple[str, str]]) -> None:
    archive.addfile(_member(name, len(data)), io.BytesIO(data))
    hashes.append((sha256_of(data), name))


def _member(name: str, size: int) -> tarfile.TarInfo:
    """A member without day, owner or place: equal contents make equal files."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = size, 0o644
    return member


def _hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
