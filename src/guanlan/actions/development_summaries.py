"""What the actions on developments give back: plain records that a door prints."""

from __future__ import annotations

import datetime
from typing import Any

import msgspec


class TellingLine(msgspec.Struct, frozen=True):
    """A report of the development: ``handle`` is what a person types. The first of a development leads."""

    handle: str
    key: str
    title: str
    source: str | None
    address: str | None
    grade: str
    date: str | None
    published: str | None
    authority: bool


class JoinLine(msgspec.Struct, frozen=True):
    """Why two reports are together: their handles, and a sentence's code (``errors.phrase``) with the shared words."""

    first: str
    second: str
    code: str
    params: dict[str, str]


class MergedFact(msgspec.Struct, frozen=True):
    """A field with the value that holds. ``others`` are the values that other tellings give, each with its handles."""

    field: str
    value: Any
    told_by: tuple[str, ...]
    others: tuple[tuple[Any, tuple[str, ...]], ...] = ()
    about: str = ""  # of a property, the instrument's title


class Decision(msgspec.Struct, frozen=True):
    """A join or split by an editor. ``pairs`` are handles of reports."""

    number: int
    kind: str
    pairs: tuple[tuple[str, str], ...]
    reason: str
    actor: str
    at: datetime.datetime


class DevelopmentLine(msgspec.Struct, frozen=True):
    """A development as a list shows it."""

    handle: str
    key: str
    title: str
    date: str | None
    kind: str | None
    jurisdiction: str | None
    reports: int
    issues: tuple[int, ...] = ()


class Proposed(msgspec.Struct, frozen=True):
    """What waits for an editor's word because a signed-off issue tells the development. ``reports`` are handles: those
    that it would have (``tellings``), or that a join or split names.
    """

    number: int
    kind: str
    development: str
    reports: tuple[str, ...]
    reason: str
    proposer: str
    at: datetime.datetime


class DevelopmentView(msgspec.Struct, frozen=True):
    """A development whole."""

    line: DevelopmentLine
    tellings: tuple[TellingLine, ...]
    joins: tuple[JoinLine, ...]
    facts: tuple[MergedFact, ...]
    decisions: tuple[Decision, ...]
    proposals: tuple[Proposed, ...] = ()


class Joining(msgspec.Struct, frozen=True):
    """What a decision did: its number, the developments as they are now, and those that redirect (old → new handle).

    ``proposal`` is the number of what waits instead, where a signed-off issue tells one of them.
    """

    number: int | None
    developments: tuple[DevelopmentLine, ...]
    redirects: tuple[tuple[str, str], ...] = ()
    proposal: int | None = None
