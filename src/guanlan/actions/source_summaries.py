"""What the actions about sources tell the doors."""

from __future__ import annotations

import msgspec

from guanlan.collect.proposing import Proposal
from guanlan.records.source import SourceSpec


class RegisterLine(msgspec.Struct, frozen=True):
    """A source of the list: ``watched`` ones stand in this home, the others in the register alone."""

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
    """What a visit to ``spec`` would take; nothing of it was stored.

    ``lists`` are list pages with the items found on each, ``taken`` the documents that were asked for (address, title
    and day as the list gives them, bytes), ``left`` how many more the lists lead to; ``events`` are codes with their
    address. ``proposal`` and ``toml``, to be pasted, are there where rules were looked for.
    """

    spec: SourceSpec
    lists: tuple[tuple[str, int], ...] = ()
    taken: tuple[tuple[str, str | None, str | None, int], ...] = ()
    left: int = 0
    events: tuple[tuple[str, str], ...] = ()
    proposal: Proposal | None = None
    toml: str | None = None
