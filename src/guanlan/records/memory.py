"""What an earlier issue told, and what became of it since."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from guanlan.records.anchor import Anchor


class FollowKind(StrEnum):
    """How a later entry stands to an earlier one."""

    CARRIED = "carried"  # the same, with nothing new: 已登
    AGAIN = "again"  # out for comment once more
    ADOPTED = "adopted"  # a draft or bill was passed
    FINAL = "final"  # a draft was issued
    ISSUED = "issued"  # what was passed was made public or signed
    EFFECTIVE = "effective"  # it took effect
    REVISED = "revised"  # what is in force is being changed, or was
    REPEALED = "repealed"
    STARTED = "started"  # a plan was taken up
    OUTCOME = "outcome"  # what a campaign brought
    PENALTY = "penalty"  # an incident led to a penalty
    COURT = "court"  # a penalty came before a court
    UPDATED = "updated"  # the same vulnerability, later


class Mention(msgspec.Struct, frozen=True):
    """An entry where it was carried: ``issue`` is the number (总第N期; None where the issue bears none), ``issued`` the
    ISO day of the issue, ``entry`` the id that the entry has there, ``key`` the key of the report it is about (None
    where it is about none), ``day`` the ISO day that it tells of. ``anchors`` are the words that the relation rests on;
    the record of an issue leaves them out, for the entries have them.
    """

    issue: int | None
    issued: str | None
    entry: str
    title: str
    key: str | None = None
    day: str | None = None
    anchors: tuple[Anchor, ...] = ()


class FollowUp(msgspec.Struct, frozen=True):
    """That ``later`` tells what became of ``earlier``. ``by`` is what they were known by (``instrument``,
    ``vulnerability``, ``campaign``, ``party``, ``event``, ``title``), ``shared`` the name or number they share.
    """

    kind: FollowKind
    by: str
    shared: str
    earlier: Mention
    later: Mention
