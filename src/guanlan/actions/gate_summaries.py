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
    """What stands against an issue besides open things, under the id by which it is waived: an error-level finding of
    the proof-reader (``finding.code`` is ``GL101``), something that an internal publication must say or may not
    (``internal.missing``, ``internal.forbidden``), a masthead that nobody approved (``masthead.unapproved``), a picture
    that says too little of itself (``picture.no_consent``).
    """

    id: str
    finding: Finding
    waived_by: str | None = None
    reason: str | None = None

    def row(self) -> Checkable:
        """The objection as a row of the table, where one list is wanted: its ``kind`` is ``objection``, its ``value``
        the code.
        """
        one = self.finding
        state = CheckState.OPEN if self.waived_by is None else CheckState.WAIVED
        params = one.params if self.reason is None else one.params | {"waived": self.reason}
        if one.mend is not None:
            params = params | {"mend": one.mend}
        return Checkable(
            self.id, one.where, one.start, one.end, one.text, "objection", one.code, state=state, reason=one.code,
            params=params, waived_by=self.waived_by,
        )  # fmt: skip


class Checked(msgspec.Struct, frozen=True):
    """The gate's table of an issue (or of one entry), what else stands against it, and the waivers that hold."""

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
        """Objections that nobody let through."""
        return tuple(one for one in self.errors if one.waived_by is None)

    @property
    def against(self) -> frozenset[str]:
        """The ids of both."""
        return frozenset([*(one.id for one in self.open), *(one.id for one in self.standing)])

    @property
    def ready(self) -> bool:
        """Whether nothing is open and no objection stands."""
        return not (self.open or self.standing)


class Signed(msgspec.Struct, frozen=True):
    """``state`` is ``final`` while another person is waited for, then ``signed_off``; ``hash`` is that of the table."""

    issue: str
    state: str
    persons: tuple[str, ...]
    hash: str
