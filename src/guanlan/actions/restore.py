"""A backup → a home."""

from __future__ import annotations

import hashlib
import json
import os
import re
import tarfile
import tempfile
from pathlib import Path
from typing import IO

from guanlan.actions.act import acting, permit
from guanlan.actions.backup import FONTS, FORMAT, HASHES, HEADER, WARC
from guanlan.actions.context import Context
from guanlan.actions.summaries import Saved
from guanlan.errors import InputError
from guanlan.store import setup
from guanlan.store.blobs import FOLDER
from guanlan.store.opening import DATABASE, close, use_wal

_BLOB = re.compile(rf"{FOLDER}/[0-9a-f]{{2}}/[0-9a-f]{{64}}")
_OTHER = re.compile(rf"{WARC}/(?:\w[\w.-]*/)*\w[\w.-]*\.warc\.gz|{FONTS}/(?!\.)[^/\\\0]+")
_PIECE = 1 << 20


def restore(path: Path, home: Path, *, context: Context, replace: bool = False) -> Saved:
    """Make ``home`` what it was when ``path`` was written, and open it; the audit line is written into it then.

    Every hash is checked before anything of ``home`` is touched. Raises ``InputError`` where ``path`` is no sound
    backup, and where ``home`` holds something and ``replace`` was not asked for; with it, what was there is put aside
    in a folder beside ``home`` until all is in place.
    """
    permit(context, "restore")
    home = home.absolute()
    if home.exists() and any(home.iterdir()) and not replace:
        raise InputError("actions.home_not_empty", path=str(home))
    home.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=home.parent) as folder:
        fresh, old = Path(folder, "home"), Path(folder, "old")
        fresh.mkdir()
        blobs = _unpack(path, fresh)
        use_wal(fresh / DATABASE)  # a copy that SQLite makes of a database is not in WAL
        close()
        if home.exists():
            os.replace(home, old)
        try:
            os.replace(fresh, home)
        except OSError:
            if old.exists():
                os.replace(old, home)
            raise
    setup(home)
    with acting(context, "restore", str(path)):
        pass
    return Saved(str(home), blobs, path.stat().st_size)


def _unpack(path: Path, fresh: Path) -> int:
    """The members into ``fresh``, each checked; gives the number of blobs."""
    try:
        with tarfile.open(path, "r:") as archive:
            found = {member.name: _take(archive, member, fresh, path) for member in archive}
    except (tarfile.TarError, EOFError) as error:
        raise InputError("actions.no_backup", path=str(path), why=str(error)) from error
    except OSError as error:
        raise InputError("actions.unreadable", path=str(path), why=error.strerror or str(error)) from error
    _check(path, fresh, found)
    for name in (HASHES, HEADER):
        (fresh / name).unlink()
    return sum(name.startswith(f"{FOLDER}/") for name in found)


def _take(archive: tarfile.TarFile, member: tarfile.TarInfo, fresh: Path, path: Path) -> str:
    """Write one member and give its hash. Only names that a backup has are taken: nothing leaves ``fresh``."""
    known = member.name in (HEADER, DATABASE, HASHES) or _BLOB.fullmatch(member.name) or _OTHER.fullmatch(member.name)
    file = archive.extractfile(member) if known and member.isreg() else None
    if file is None:
        raise InputError("actions.no_backup", path=str(path), why=member.name)
    target = fresh / member.name
    target.parent.mkdir(parents=True, exist_ok=True)
    return _copy(file, target)


def _copy(file: IO[bytes], target: Path) -> str:
    digest = hashlib.sha256()
    with target.open("xb") as copy:
        while piece := file.read(_PIECE):
            digest.update(piece)
            copy.write(piece)
        copy.flush()
        os.fsync(copy.fileno())
    return digest.hexdigest()


def _check(path: Path, fresh: Path, found: dict[str, str]) -> None:
    """Everything that the list of hashes names is there and as it was, and nothing else."""
    if not {HEADER, DATABASE, HASHES} <= found.keys():
        raise InputError("actions.no_backup", path=str(path), why=HASHES)
    lines = (fresh / HASHES).read_text(encoding="utf-8").splitlines()
    named = {name: sha256 for sha256, _, name in (line.partition("  ") for line in lines)}
    for name, sha256 in sorted(found.items()):
        if name != HASHES and named.get(name) != sha256:
            raise InputError("actions.backup_changed", path=str(path), member=name)
    if missing := named.keys() - found.keys():
        raise InputError("actions.backup_changed", path=str(path), member=min(missing))
    header = json.loads((fresh / HEADER).read_bytes())
    if header.get("format") != FORMAT:
        raise InputError("actions.backup_format", path=str(path), format=header.get("format"), known=FORMAT)
