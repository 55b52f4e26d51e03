"""The bytes in ``HOME/blobs`` against their names."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from pathlib import Path

from django.db import connection

from guanlan.actions.evidence_summaries import Finding
from guanlan.store import home
from guanlan.store.blobs import FOLDER, path_of

_NAME = re.compile(r"[0-9a-f]{64}")


def judge_blobs(only: Collection[str] | None) -> Iterator[Finding]:
    """Each blob's file; with ``only``, of these blobs alone."""
    removed = _column("SELECT blob_id FROM store_removal")
    known = _column("SELECT blob_id FROM store_capture") | _column("SELECT blob_id FROM store_keptfile")
    with connection.cursor() as cursor:
        rows = cursor.execute("SELECT sha256, size FROM store_blob ORDER BY sha256").fetchall()
    for sha256, size in rows:
        if only is not None and sha256 not in only:
            continue
        if sha256 not in known:
            yield Finding("evidence.blob_row_inserted", {"blob": sha256})
        elif sha256 in removed:
            if path_of(sha256).exists():
                yield Finding("evidence.removal_unfinished", {"blob": sha256})
        elif code := _fault(path_of(sha256), sha256, size):
            yield Finding(code, {"blob": sha256})


def strangers() -> Iterator[tuple[bool, Finding]]:
    """Files among the blobs that no row knows: a fault, or (``False``) what a broken-off run leaves behind."""
    known = _column("SELECT sha256 FROM store_blob")
    for path in sorted((home() / FOLDER).glob("*/*")):
        if path.name in known and path == path_of(path.name):
            continue
        left = path.name.startswith(".part-") or (_NAME.fullmatch(path.name) and _hash(path) == path.name)
        code = "evidence.blob_left_over" if left else "evidence.blob_stranger"
        yield not left, Finding(code, {"file": f"{FOLDER}/{path.parent.name}/{path.name}"})


def _fault(path: Path, sha256: str, size: object) -> str | None:
    """The code of what is wrong with the file; None where nothing is."""
    try:
        found = path.stat().st_size
        if _hash(path) == sha256:
            return None
    except OSError:
        return "evidence.blob_lost"
    return "evidence.blob_truncated" if isinstance(size, int) and found < size else "evidence.blob_changed"


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _column(question: str) -> set[str]:
    with connection.cursor() as cursor:
        return {str(value) for (value,) in cursor.execute(question).fetchall()}
