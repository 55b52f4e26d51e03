"""What readers and sending give back: plain records that a door prints."""

from __future__ import annotations

import datetime

import msgspec


class ReaderLine(msgspec.Struct, frozen=True):
    """A reader as a list shows it; ``columns`` and ``topics`` both empty: the whole issue."""

    address: str
    name: str
    columns: tuple[str, ...]
    topics: tuple[str, ...]
    joined: datetime.date
    left: datetime.date | None = None


class DeliveryLine(msgspec.Struct, frozen=True):
    """How an issue stands with a reader: planned, handed, accepted, refused or uncertain."""

    address: str
    state: str
    attempt: int
    at: datetime.datetime
    message_id: str
    detail: str = ""


class Draft(msgspec.Struct, frozen=True):
    """What a reader would get."""

    address: str
    entries: int
    size: int


class Sent(msgspec.Struct, frozen=True):
    """What a run did: counts by outcome; ``before`` had it already, ``nothing`` want no part of this issue.

    ``uncertain`` lists the addresses of all that a person must look at, earlier runs' included.
    """

    accepted: int = 0
    refused: int = 0
    before: int = 0
    nothing: int = 0
    uncertain: tuple[str, ...] = ()
    refusals: tuple[DeliveryLine, ...] = ()
