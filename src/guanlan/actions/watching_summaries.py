"""What the actions on watched sources, versions and proposals give back."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from guanlan.records.rhythm import SourceState
from guanlan.records.versions import Proposal, VersionChange


class SourceLine(msgspec.Struct, frozen=True):
    """A watched source and how it stands. ``heard`` is the day of its last new item, ``visited`` that of its last
    visit, ``rhythm`` how many days may pass between items.
    """

    key: str
    name: str
    authority: str
    state: SourceState
    rhythm: int
    visited: datetime.date | None = None
    heard: datetime.date | None = None
    visits: int = 0
    kept: int = 0


class Transition(msgspec.Struct, frozen=True):
    """A source that stands otherwise than when it was last looked at."""

    key: str
    name: str
    before: str | None
    state: SourceState


class VersionLine(msgspec.Struct, frozen=True):
    """A state of a release, or that it was removed or restored. ``number`` is that of the state that holds then."""

    number: int
    at: datetime.datetime
    sha256: str | None
    change: VersionChange | None = None


class VersionsView(msgspec.Struct, frozen=True):
    """A release and all that happened to it, the oldest first."""

    release: str
    address: str | None
    headline: str
    removed: bool
    lines: tuple[VersionLine, ...]


class ProposalLine(msgspec.Struct, frozen=True):
    """A proposal of correction and its standing. ``correction`` names what is to be made once it is accepted."""

    id: int
    at: datetime.datetime
    state: str
    proposal: Proposal
    reason: str = ""
    actor: str = ""
    decided: datetime.datetime | None = None
    correction: dict[str, Any] | None = None
