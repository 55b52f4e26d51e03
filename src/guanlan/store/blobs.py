"""Where the bytes lie: ``HOME/blobs/ab/abcdef…``, one file a blob, named by its SHA-256.

In files, not in the database: a page may be 64 MB, and bytes that never change need no transaction. A file is there
before its row is, so a process that dies leaves at most a file without a row, which the next import of the same bytes
takes over.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from guanlan.errors import OurFault
from guanlan.store.opening import home

FOLDER = "blobs"
_THREADS = 8


def sha256_of(data: bytes) -> str:
    """The name of ``data``."""
    return hashlib.sha256(data).hexdigest()


def path_of(sha256: str, root: Path | None = None) -> Path:
    """Where the blob lies in the open home, or in ``root``."""
    return (root or home()) / FOLDER / sha256[:2] / sha256


def put(data: bytes) -> str:
    """Keep ``data`` and give its name; bytes that are here already are left alone. Whole, or not there at all."""
    sha256 = sha256_of(data)
    path = path_of(sha256)
    if not path.exists():
        write_whole(path, data)
    return sha256


def put_all(many: Sequence[bytes]) -> None:
    """Keep many at once: disks gather what several threads wait for, and are some five times quicker so."""
    with ThreadPoolExecutor(_THREADS) as pool:
        for _ in pool.map(put, many):
            pass


def get(sha256: str) -> bytes:
    """The bytes. Raises ``OurFault`` where they are lost or are not the ones that were kept."""
    try:
        data = path_of(sha256).read_bytes()
    except OSError as error:
        raise OurFault("store.blob_lost", sha256=sha256, why=error.strerror or str(error)) from error
    if sha256_of(data) != sha256:
        raise OurFault("store.blob_changed", sha256=sha256)
    return data


def write_whole(path: Path, data: bytes) -> None:
    """Write ``path`` so that it is there with all of ``data`` or not at all, whenever the power goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=".part-", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
