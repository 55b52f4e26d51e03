"""What the actions of memory give back."""

from __future__ import annotations

import msgspec

from guanlan.publish.overview import Coming
from guanlan.records.memory import FollowUp


class Since(msgspec.Struct, frozen=True):
    """An entry of an old issue and what is known of it since, the earliest first; a follow-up whose ``later`` has no
    ``issued`` is held but was carried in no issue. ``come`` are the days that the entry itself told of in advance
    and that have come.
    """

    entry: str
    title: str
    found: tuple[FollowUp, ...] = ()
    come: tuple[Coming, ...] = ()


class Unlinked(msgspec.Struct, frozen=True):
    """A relation that a person said is none."""

    earlier: str
    later: str
    reason: str
