"""What the actions on the register of sources give back."""

from __future__ import annotations

import msgspec

from guanlan.collect.proposing import Proposal
from guanlan.records.source import SourceSpec


class RegisterLine(msgspec.Struct, frozen=True):
    """A source of the register. ``watched``: it has a row here; ``checked``: its rules were tried."""

    key: str
    name: str
    authority: str
    level: str
    jurisdiction: str | None
    home: str
    kind: str
    checked: bool
    watched: bool = False
    paused: bool = False


class Tried(msgspec.Struct, frozen=True):
    """What a visit would take: the lists with how many items each, the documents asked for (address, title, day,
    bytes), how many more there are, the codes of events with their addresses. ``proposal`` and ``toml`` are there where
    rules were sought.
    """

    spec: SourceSpec
    lists: tuple[tuple[str, int], ...] = ()
    taken: tuple[tuple[str, str | None, str | None, int], ...] = ()
    left: int = 0
    events: tuple[tuple[str, str], ...] = ()
    proposal: Proposal | None = None
    toml: str | None = None
