"""The WARC files of ``HOME/warc`` against what the exchanges' rows say of them."""

from __future__ import annotations

import hashlib
import io
import itertools
import mmap
import zlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from django.db import connection

from guanlan.actions.evidence_summaries import Finding
from guanlan.store import home
from guanlan.store.models import Removal

FOLDER = "warc"
_MAGIC = b"\x1f\x8b\x08"
_PIECE = 1 << 20


class Stretch(NamedTuple):
    """Bytes of a file with the hash that they must have; ``capture`` None where they stand in for removed ones."""

    file: str
    offset: int
    length: int
    sha256: str
    capture: int | None


def stretches() -> list[Stretch]:
    """What must lie where, by file and place."""
    replaced = [one for some in Removal.objects.values_list("replaced", flat=True) for one in some]
    gone = {(one["file"], one["offset"]) for one in replaced}
    with connection.cursor() as cursor:
        rows = cursor.execute(
            'SELECT file, "offset", length, sha256, capture_id FROM store_exchange WHERE length > 0'
        ).fetchall()
    found = [
        Stretch(str(file), _int(offset), _int(length), str(sha256), key)
        for file, offset, length, sha256, key in rows
        if (file, offset) not in gone
    ]
    found += [Stretch(one["file"], one["offset"], one["length"], one["sha256"], None) for one in replaced]
    return sorted(found, key=lambda one: (one.file, one.offset))


def judge_warcs(wanted: Collection[int] | None) -> Iterator[tuple[bool, Finding]]:
    """Each stretch, and what lies between them; with ``wanted``, only the stretches of these captures. ``False`` beside
    a finding: no fault.
    """
    by_file: dict[str, list[Stretch]] = {}
    for one in stretches():
        by_file.setdefault(one.file, []).append(one)
    root = home() / FOLDER
    for name, ours in sorted(by_file.items()):
        path = root / name
        if not path.resolve().is_relative_to(root.resolve()) or not path.is_file():
            yield True, Finding("evidence.warc_lost", {"file": name, "records": len(ours)})
            continue
        asked = [one for one in ours if wanted is None or one.capture in wanted]
        for finding in _judged(path, name, asked):
            yield True, finding
        if wanted is None:
            yield from _between(path, name, ours)
    if wanted is None and root.is_dir():
        for path in sorted(root.rglob("*.warc.gz")):
            name = path.relative_to(root).as_posix()
            if name not in by_file:
                yield from _between(path, name, [])


def _judged(path: Path, name: str, ours: Sequence[Stretch]) -> Iterator[Finding]:
    size = path.stat().st_size
    with path.open("rb") as file:
        faulty = [one for one in ours if _hash(file, one.offset, one.length) != one.sha256]
    if not faulty:
        return
    places = _places(path, {one.sha256 for one in faulty})
    for one in faulty:
        shown = {"file": name, "offset": one.offset, "id": one.capture or 0}
        if one.capture is None:
            yield Finding("evidence.warc_replacement_changed", {"file": name, "offset": one.offset})
        elif one.sha256 in places:
            yield Finding("evidence.warc_moved", {**shown, "to": places[one.sha256]})
        elif one.offset + one.length > size:
            yield Finding("evidence.warc_cut", shown)
        else:
            yield Finding("evidence.warc_changed", shown)


def _places(path: Path, wanted: Collection[str]) -> dict[str, int]:
    """Where in the file pairs of records with these hashes lie now."""
    found: dict[str, int] = {}
    if path.stat().st_size == 0:
        return found
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        whole = list(_members(data))
        for (start, end), (second, last) in itertools.pairwise(whole):
            if end == second:
                sha256 = hashlib.sha256(data[start:last]).hexdigest()
                if sha256 in wanted:
                    found.setdefault(sha256, start)
    return found


def _members(data: mmap.mmap) -> Iterator[tuple[int, int]]:
    """Begin and end of each whole gzip member, whatever lies between them."""
    at = data.find(_MAGIC)
    while at >= 0:
        end = _end(data, at)
        if end is None:
            at = data.find(_MAGIC, at + 1)
        else:
            yield at, end
            at = data.find(_MAGIC, end)


def _end(data: mmap.mmap | bytes, start: int) -> int | None:
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    at = start
    try:
        while at < len(data):
            piece = data[at : at + _PIECE]
            unpacker.decompress(piece)
            if unpacker.eof:
                return at + len(piece) - len(unpacker.unused_data)
            at += len(piece)
    except zlib.error:
        return None
    return None


def _between(path: Path, name: str, ours: Sequence[Stretch]) -> Iterator[tuple[bool, Finding]]:
    """What no row speaks of (the record that opens a file, list pages) must still be whole records."""
    size = path.stat().st_size
    start = 0
    with path.open("rb") as file:
        for one in [*ours, Stretch(name, size, 0, "", None)]:
            if one.offset > start:
                file.seek(start)
                data = file.read(one.offset - start)
                at = _broken(data)
                if at is not None:
                    torn = one.offset >= size and _unfinished(data[at:])
                    code = "evidence.warc_torn" if torn else "evidence.warc_between_changed"
                    yield not torn, Finding(code, {"file": name, "offset": start + at})
            start = max(start, one.offset + one.length)


def _broken(data: bytes) -> int | None:
    """Where the first member that is not whole begins; None where all are."""
    at = 0
    while at < len(data):
        end = _end(data, at)
        if end is None:
            return at
        at = end
    return None


def _unfinished(data: bytes) -> bool:
    """Whether ``data`` is the beginning of a member whose rest was never written."""
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS)
    try:
        unpacker.decompress(data)
    except zlib.error:
        return False
    return not unpacker.eof


def _hash(file: io.BufferedReader, offset: int, length: int) -> str:
    digest = hashlib.sha256()
    file.seek(max(offset, 0))
    left = length
    while left > 0 and (piece := file.read(min(left, _PIECE))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest() if left == 0 else ""


def _int(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 2**62 else 0
