"""Developments and a journal → the issue of a day, with what was left over and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from guanlan.publish.journal import Journal
from guanlan.records.bulletin import Bulletin
from guanlan.records.development import Development


class Place(msgspec.Struct, frozen=True, order=True):
    """Codes of a column and its sub-column (None where the column has none), as the journal names them."""

    column: str
    subcolumn: str | None = None


class Reason(msgspec.Struct, frozen=True):
    """A code of the tables of words, with its parameters."""

    code: str
    params: dict[str, str] = {}


class Placed(msgspec.Struct, frozen=True):
    """Where a development stands and why; ``entry`` is the id of its entry, ``second`` where else it could stand."""

    development: str
    entry: str
    place: Place
    reason: Reason
    second: Place | None = None


class Spare(msgspec.Struct, frozen=True):
    """A development that was left over; ``place`` is where it would have stood, if anywhere."""

    development: str
    reason: Reason
    place: Place | None = None


class Composed(msgspec.Struct, frozen=True):
    """``placed`` runs along ``bulletin.entries()``, one each."""

    bulletin: Bulletin
    placed: tuple[Placed, ...]
    spares: tuple[Spare, ...]


def compose_issue(
    developments: Iterable[Development],
    journal: Journal,
    *,
    number: int,
    date: datetime.date,
) -> Composed:
    """The issue ``number`` (counted over all years) of ``date``. Neither order nor clock matters: equal input, equal issue."""
    raise NotImplementedError
