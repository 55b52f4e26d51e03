"""Whether a watched source lives: its state as at a day, told from the visits to it and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import msgspec


class SourceCondition(StrEnum):
    """How a watched source stands."""

    LIVE = "live"
    SILENT = "silent"  # no new item for longer than its rhythm allows
    EMPTY = "empty"  # its list leads to nothing
    CHANGED = "changed"  # its list reads otherwise: the selectors find nothing where they found items before
    CHALLENGED = "challenged"  # it asks for a proof that a person is asking
    MOVED = "moved"
    FAILING = "failing"  # it does not answer
    PAUSED = "paused"  # by a person
    UNVISITED = "unvisited"


class VisitFacts(msgspec.Struct, frozen=True):
    """A visit as it counts for the state of its source. ``ended`` None: under way or broken off."""

    began: datetime.datetime
    ended: datetime.datetime | None = None
    found: int = 0
    kept: int = 0
    lists: int = 0
    events: Mapping[str, int] = {}


class SourceState(msgspec.Struct, frozen=True):
    """``since`` is the day from which it stands so; ``why`` is a code of ``errors/tables/watching.tsv``."""

    condition: SourceCondition
    since: datetime.date | None
    why: str
    params: dict[str, Any] = {}

    @property
    def is_well(self) -> bool:
        """Whether nobody needs to look."""
        return self.condition in (SourceCondition.LIVE, SourceCondition.PAUSED)
