"""What the actions after sign-off give back."""

from __future__ import annotations

import datetime
from enum import StrEnum

import msgspec


class Verdict(StrEnum):
    """What a build compared with the recorded one showed."""

    EQUAL = "equal"
    UNRECORDED = "unrecorded"  # this format was never built
    ISSUE = "issue"  # the issue says something else since
    PROGRAM = "program"  # the same issue, set by another program
    BOTH = "both"
    FAULT = "fault"  # the same issue and program, other bytes: that must not be


class Verified(msgspec.Struct, frozen=True):
    """A format built again in memory. ``recorded`` was built at ``at``; both are None where it never was."""

    format: str
    verdict: Verdict
    sha256: str
    recorded: str | None = None
    at: datetime.datetime | None = None


class KeptLine(msgspec.Struct, frozen=True):
    """A file that went out; ``amendments`` is how many the issue had then. ``removed``: by order, since."""

    format: str
    amendments: int
    sha256: str
    size: int
    actor: str
    at: datetime.datetime
    removed: bool = False


class AmendmentLine(msgspec.Struct, frozen=True):
    """A correction or retraction. ``entry`` is the entry's id; ``proposal`` the number of the one carried out."""

    number: int
    kind: str
    issue: str
    entry: str
    title: str
    old: str
    new: str
    note: str
    actor: str
    at: datetime.datetime
    proposal: int | None = None
