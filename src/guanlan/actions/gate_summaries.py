"""What the gate's actions give back."""

from __future__ import annotations

from datetime import datetime

import msgspec

from guanlan.records.finding import Finding
from guanlan.records.gate import Checkable, CheckState


class Let(msgspec.Struct, frozen=True):
    """A waiver: who let what through, when and why."""

    thing: str
    where: str
    text: str
    reason: str
    actor: str
    at: datetime


class Objection(msgspec.Struct, frozen=True):
    """An error-level finding of the proof-reader under the id by which it is waived."""

    id: str
    finding: Finding
    waived_by: str | None = None


class Checked(msgspec.Struct, frozen=True):
    """The gate's table of an issue (or of one entry), the proof-reader's errors, and the waivers that hold."""

    issue: str
    state: str
    table: tuple[Checkable, ...]
    errors: tuple[Objection, ...] = ()
    waivers: tuple[Let, ...] = ()

    @property
    def open(self) -> tuple[Checkable, ...]:
        """What nothing supports and nobody let through."""
        return tuple(one for one in self.table if one.state is CheckState.OPEN)

    @property
    def standing(self) -> tuple[Objection, ...]:
        """Errors that nobody let through."""
        return tuple(one for one in self.errors if one.waived_by is None)


class Signed(msgspec.Struct, frozen=True):
    """``state`` is ``final`` while another person is waited for, then ``signed_off``; ``hash`` is that of the table."""

    issue: str
    state: str
    persons: tuple[str, ...]
    hash: str
