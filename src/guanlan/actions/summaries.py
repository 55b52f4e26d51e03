"""What actions give back: plain records that a door prints."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

READER_FAULT = "actions.reader_fault"
"""The code of an outcome that is a fault of ours."""


class Result(StrEnum):
    """What became of one imported file."""

    ADDED = "added"  # a release that was not here
    NEW_VERSION = "new_version"  # other bytes of a release that was here
    SAME = "same"  # bytes that were here: a capture more, nothing else
    NOTICE = "notice"  # a page that says its document is deleted, moved or out of sight: kept, a state of its release
    OPENED = "opened"  # a file that holds files: kept as it is, and what is in it taken in on its own
    UNREAD = "unread"  # bytes and capture kept, no text or no reports out of them
    REFUSED = "refused"  # nothing stored


class Outcome(msgspec.Struct, frozen=True):
    """One file of an import. ``code`` and ``params`` say why it was refused or not read (``errors.phrase``)."""

    path: str
    result: Result
    shape: str | None = None  # bulletin or release
    release: str | None = None
    reports: int = 0
    issue: int | None = None
    kept_issue: bool = False  # an issue of this number was here already and was left alone
    code: str | None = None
    params: dict[str, Any] = {}

    @property
    def is_fault(self) -> bool:
        """Whether it could not be read by a fault of ours."""
        return self.code == READER_FAULT


class Imported(msgspec.Struct, frozen=True):
    """An import, file by file, in the order in which they were read."""

    outcomes: tuple[Outcome, ...]

    def of(self, result: Result) -> tuple[Outcome, ...]:
        """The files that ended so."""
        return tuple(one for one in self.outcomes if one.result is result)

    @property
    def faulty(self) -> bool:
        """Whether a file was refused or could not be read: the command then ends with 2."""
        return any(one.result in (Result.REFUSED, Result.UNREAD) for one in self.outcomes)

    @property
    def fault(self) -> bool:
        """Whether a reader of ours failed on a file in a way that nobody foresaw: the command then ends with 3."""
        return any(one.is_fault for one in self.outcomes)


class Change(msgspec.Struct, frozen=True):
    """A field that our code reads otherwise than before. ``by`` is ``ours``: the authority changed nothing.

    A report that came or went has ``field`` None.
    """

    report: str
    handle: str
    headline: str
    field: str | None
    before: Any = None
    after: Any = None
    by: str = "ours"


class Conflict(msgspec.Struct, frozen=True):
    """A correction for a person to look at: the machine read ``old``, they wrote ``new``, now it reads ``machine``."""

    report: str
    handle: str
    headline: str
    field: str
    old: Any
    new: Any
    machine: Any
    actor: str


class Reread(msgspec.Struct, frozen=True):
    """What better code made of the stored bytes. ``read`` counts blobs that were read for the first time."""

    looked_at: int
    read: int
    changes: tuple[Change, ...] = ()
    settled: int = 0
    applied: int = 0
    conflicts: tuple[Conflict, ...] = ()
    unread: tuple[Outcome, ...] = ()
    laws: int = 0  # law texts that were read anew


class Corrected(msgspec.Struct, frozen=True):
    """A correction as it was written."""

    report: str
    handle: str
    field: str
    old: Any
    new: Any


class ReportLine(msgspec.Struct, frozen=True):
    """A report as a list shows it. ``doc`` is the path below the imported root; ``part`` and ``number`` place an item
    in its digest, ``link`` is the address of its original.
    """

    handle: str
    key: str
    title: str
    date: str | None
    kind: str | None
    jurisdiction: str | None
    importance: int | None
    release: str
    issues: tuple[int, ...] = ()  # the numbers of the issues it stands in
    record: Any = None  # the row of the export, where asked for
    doc: str = ""
    part: str | None = None
    number: int | None = None
    link: str | None = None


class EntryLine(msgspec.Struct, frozen=True):
    """An entry as a list shows it. ``id`` is column.sub-column.item, as ``3.2.05``.

    ``code`` and ``params`` say why it stands there (``errors.phrase``), ``second`` where else it could stand (``3.1``);
    ``moved``: a person chose its place. ``carried`` is where an earlier issue had it, as ``17/2.3.01``.
    """

    id: str
    title: str
    report: str | None
    revision: int
    by_hand: bool
    code: str = ""
    params: dict[str, str] = {}
    second: str | None = None
    moved: bool = False
    carried: str | None = None


class SpareLine(msgspec.Struct, frozen=True):
    """What was left over, and why (a code of the tables)."""

    handle: str
    title: str
    code: str
    params: dict[str, str] = {}


class IssueLine(msgspec.Struct, frozen=True):
    """An issue as a list shows it. ``number`` is None where an imported one bears none; ``state`` is ``draft``,
    ``final`` or ``signed_off``.
    """

    number: int | None
    title: str
    date: str | None
    year: int | None
    month: int | None
    entries: int
    imported: bool
    state: str = "draft"


class IssueView(msgspec.Struct, frozen=True):
    """An issue with its columns: heading (or sub-column heading) → its entries, in order."""

    line: IssueLine
    columns: tuple[tuple[str, tuple[EntryLine, ...]], ...]
    spares: tuple[SpareLine, ...] = ()


class Built(msgspec.Struct, frozen=True):
    """A file that was written."""

    format: str
    path: str
    size: int
    sha256: str


class Saved(msgspec.Struct, frozen=True):
    """A backup written or brought back."""

    path: str
    blobs: int
    size: int


class DemoTable(msgspec.Struct, frozen=True):
    """What the demo made."""

    home: str
    imported: Imported
    reports: int
    developments: int
    issue: IssueView
    built: tuple[Built, ...]
    gate: dict[str, int]
    """The publication gate over the issue: how many things are in which state, and ``errors`` of the proof-reader."""
