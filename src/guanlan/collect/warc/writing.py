"""The WARC files of a home: one directory a day, files of at most some size, appended to and never rewritten.

**What is safe when.** ``put`` returns when the records are in the file and ``fdatasync`` has returned, so what a store
is told of survives a power cut; records that arrive together share one sync. While a file is open a mark
(``NAME-NNN.open``) lies beside it and the file is locked. A mark without a lock tells that the writer died: what it
left half-written at the end (and nobody was told of) is cut off before the file is used again.
"""

from __future__ import annotations

import datetime
import fcntl
import io
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from guanlan.collect.warc.members import Broken, members, parts_of
from guanlan.collect.warc.packing import Message, Packed, packed, packed_info
from guanlan.records.exchange import Stored

PER_FILE = 10**9
_SOFTWARE = "guanlan"
_MEMBER = re.compile(rb"\x1f\x8b\x08")


class _Open(NamedTuple):
    day: str
    number: int
    path: Path
    file: BinaryIO


class Archive:
    """Writes below ``root`` (``HOME/warc``) into ``YYYY-MM-DD/NAME-NNN.warc.gz``, the days those of UTC.

    Not for two threads at once. Several processes may write at the same time: each has a file of its own.
    """

    def __init__(self, root: Path, *, name: str = "guanlan", per_file: int = PER_FILE) -> None:
        self._root = root
        self._name = name
        self._per_file = per_file
        self._open: _Open | None = None

    def put(self, messages: Sequence[Message]) -> list[Stored]:
        """Where each message now lies; all are safe when this returns. OSError where the disk refuses: then nothing
        of them is left in the file.
        """
        stored: list[Stored] = []
        waiting: list[Packed] = []
        for one in messages:
            day = one.at.astimezone(datetime.UTC).date().isoformat()
            if self._open is None or self._open.day != day or self._size() >= self._per_file:
                stored += self._flush(waiting)
                waiting = []
                self._begin(day, one.at)
            waiting.append(packed(one))
        return stored + self._flush(waiting)

    def close(self) -> None:
        """Close the file; the next ``put`` opens one again."""
        if self._open is not None:
            _mark(self._open.path).unlink(missing_ok=True)
            self._open.file.close()  # the lock goes with it, and goes last
            self._open = None

    def _size(self) -> int:
        assert self._open is not None
        return os.fstat(self._open.file.fileno()).st_size

    def _flush(self, waiting: list[Packed]) -> list[Stored]:
        if not waiting:
            return []
        assert self._open is not None
        start = self._size()
        _append(self._open.file, b"".join(one.data for one in waiting))
        stored, offset = [], start
        name = self._open.path.relative_to(self._root).as_posix()
        for one in waiting:
            length = len(one.data)
            stored.append(Stored(name, offset, length, one.sha256, one.payload, one.request_id, one.response_id))
            offset += length
        return stored

    def _begin(self, day: str, at: datetime.datetime) -> None:
        self.close()
        directory = self._root / day
        directory.mkdir(parents=True, exist_ok=True)
        number = max(self._last(directory), 1)
        while (file := self._locked(directory, number)) is None:
            number += 1
        path = self._path(directory, number)
        self._open = _Open(day, number, path, file)
        _mark(path).touch()
        if self._size() == 0:
            _append(file, packed_info(at, path.name, _SOFTWARE))
            _sync_directory(directory)

    def _last(self, directory: Path) -> int:
        """The highest number with a file that is not full."""
        numbers = [_number(path) for path in directory.glob(f"{self._name}-*.warc.gz")]
        return max(numbers, default=0)

    def _path(self, directory: Path, number: int) -> Path:
        return directory / f"{self._name}-{number:03d}.warc.gz"

    def _locked(self, directory: Path, number: int) -> BinaryIO | None:
        """The file opened for us alone; None where another writes it, it is full, or it is damaged."""
        path = self._path(directory, number)
        file = path.open("ab", buffering=0)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            file.close()
            return None
        if os.fstat(file.fileno()).st_size >= self._per_file or (_mark(path).exists() and not _mended(path, file)):
            file.close()
            return None
        return file


def _append(file: BinaryIO, data: bytes) -> None:
    start = os.fstat(file.fileno()).st_size
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(file.fileno(), view) :]
        os.fdatasync(file.fileno())
    except OSError:
        os.ftruncate(file.fileno(), start)  # ours alone: locked, and nobody was told of these bytes
        raise


def _mended(path: Path, file: BinaryIO) -> bool:
    """Cut off what a writer that died left half-written. False where the bytes behind the break hold whole records:
    then this is damage, nothing is cut, and another file is begun.
    """
    size = os.fstat(file.fileno()).st_size
    with path.open("rb") as opened:
        end = _end_of_whole(opened)
        if end == size:
            return True
        opened.seek(end)
        tail = opened.read()
    starts = (found.start() for found in _MEMBER.finditer(tail, 1))
    if any(_is_record(tail[start:]) for start in starts):
        return False
    os.ftruncate(file.fileno(), end)
    os.fsync(file.fileno())
    return True


def _end_of_whole(opened: BinaryIO) -> int:
    end = 0
    try:
        for one in members(opened):
            parts_of(one.data, one.offset)
            end = one.offset + one.length
    except Broken:
        pass
    return end


def _is_record(data: bytes) -> bool:
    try:
        parts_of(next(members(io.BytesIO(data))).data)
    except (Broken, StopIteration):
        return False
    return True


def _mark(path: Path) -> Path:
    return path.with_name(path.name.removesuffix(".warc.gz") + ".open")


def _number(path: Path) -> int:
    digits = path.name.removesuffix(".warc.gz").rpartition("-")[2]
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def _sync_directory(directory: Path) -> None:
    """The names of new files survive a power cut too."""
    for one in (directory, directory.parent):
        handle = os.open(one, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
