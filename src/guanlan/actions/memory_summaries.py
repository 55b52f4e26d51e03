"""What the actions of memory give back."""

from __future__ import annotations

import msgspec

from guanlan.records.memory import FollowUp


class Since(msgspec.Struct, frozen=True):
    """An entry of an old issue and what is known of it since, the earliest first; a follow-up whose ``later`` has no
    ``issued`` is held but was carried in no issue.
    """

    entry: str
    title: str
    found: tuple[FollowUp, ...] = ()


class Unlinked(msgspec.Struct, frozen=True):
    """A relation that a person said is none."""

    earlier: str
    later: str
    reason: str
