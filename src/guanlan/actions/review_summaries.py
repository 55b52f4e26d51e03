"""What the actions about review copies give back."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from guanlan.actions.gate_summaries import Objection
from guanlan.publish.review.comparing import Change
from guanlan.publish.review.reviewing import Remark
from guanlan.records.gate import Checkable

ChangeState = Literal["open", "accepted", "rejected", "conflict", "noted"]


class GivenOut(msgspec.Struct, frozen=True):
    """A review copy that was written."""

    issue: str
    key: str
    path: str
    size: int
    entries: int


class ReviewedChange(msgspec.Struct, frozen=True):
    """A change and what became of it. ``conflict``: the entry has other words by now, which are ``standing``, or
    cannot take it over; ``noted``: kept as a remark.
    """

    change: Change
    state: ChangeState
    standing: str = ""


class ReviewedEntry(msgspec.Struct, frozen=True):
    """An entry in which something was changed or said; ``id`` as it was given out, ``now`` as it stands (None: out)."""

    id: str
    now: str | None
    title: str
    changes: tuple[ReviewedChange, ...]
    remarks: tuple[Remark, ...] = ()


class RemarkLine(msgspec.Struct, frozen=True):
    """A remark as it was kept; ``entry`` as the entry stands now (None: outside of entries, or out of the issue)."""

    id: str
    entry: str | None
    quote: str
    text: str
    author: str
    said: str
    done: bool
    answers: str | None
    at: datetime


class Rechecked(msgspec.Struct, frozen=True):
    """What the gate and the proof-reader have against an entry in its new words."""

    id: str
    title: str
    open: tuple[Checkable, ...]
    errors: tuple[Objection, ...]


class TakenBack(msgspec.Struct, frozen=True):
    """A copy that came back. ``decided`` is False where nothing was asked for but a look."""

    issue: str
    key: str
    decided: bool
    entries: tuple[ReviewedEntry, ...]
    outside: tuple[ReviewedChange, ...] = ()
    remarks: tuple[Remark, ...] = ()
    new_remarks: int = 0
    revised: int = 0
    rechecked: tuple[Rechecked, ...] = ()

    def changes(self) -> tuple[ReviewedChange, ...]:
        """Every change, in the order of the issue."""
        return (*(one for entry in self.entries for one in entry.changes), *self.outside)

    @property
    def needs_person(self) -> bool:
        """Whether a conflict is left, or something stands against a changed entry."""
        return any(one.state == "conflict" for one in self.changes()) or any(
            one.open or one.errors for one in self.rechecked
        )
