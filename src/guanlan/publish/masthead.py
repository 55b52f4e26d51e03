"""The masthead of an issue, person by person with the proof of each post, and what changed since another issue."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from guanlan.publish.journal import Journal, JournalPerson
from guanlan.records.bulletin import Bulletin


class Seat(msgspec.Struct, frozen=True):
    """Who stands under which role, as printed. ``since``, ``until`` and ``proof`` are those of the journal's register;
    None where it does not say or the masthead was read from a published issue.
    """

    role: str
    name: str
    post: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    proof: str | None = None


class SeatChange(msgspec.Struct, frozen=True):
    """``sort``: ``added``, ``removed`` or ``changed`` (the post). ``proved`` is whether the register backs it: by
    a proof for who is added or changed, by the end of the term for who is gone.
    """

    sort: Literal["added", "removed", "changed"]
    role: str
    name: str
    post: str | None
    earlier_post: str | None
    proved: bool


def masthead_of(bulletin: Bulletin, journal: Journal | None) -> tuple[Seat, ...]:
    """The masthead as it is printed: the issue's own, else the register's as it stood on the day of the issue."""
    day = datetime.date.fromisoformat(bulletin.cover.date) if bulletin.cover.date else None
    if not bulletin.masthead:
        return tuple(
            _seat(role.name, person)
            for role in (journal.masthead if journal else ())
            for person in role.people
            if day is None or person.holds(day)
        )
    known = _register(journal, day)
    return tuple(
        msgspec.structs.replace(
            known.get((role.name, holder.name.text), Seat(role.name, holder.name.text)),
            post=holder.post.text if holder.post else None,
        )
        for role in bulletin.masthead
        for holder in role.holders
    )


def changes(before: Sequence[Seat], after: Sequence[Seat], journal: Journal | None = None) -> tuple[SeatChange, ...]:
    """What is different in ``after``, in the order of its roles, then who is gone; ``journal`` is that of ``after``."""
    then = {(seat.role, seat.name): seat for seat in before}
    now = {(seat.role, seat.name): seat for seat in after}
    return (*_new(then, after), *_gone(before, now, journal))


def _new(then: dict[tuple[str, str], Seat], after: Sequence[Seat]) -> Iterator[SeatChange]:
    for seat in after:
        old = then.get((seat.role, seat.name))
        if old is None:
            yield SeatChange("added", seat.role, seat.name, seat.post, None, bool(seat.proof))
        elif old.post != seat.post:
            # the same proof cannot speak for two posts
            proved = bool(seat.proof) and seat.proof != old.proof
            yield SeatChange("changed", seat.role, seat.name, seat.post, old.post, proved)


def _gone(before: Sequence[Seat], now: dict[tuple[str, str], Seat], journal: Journal | None) -> Iterator[SeatChange]:
    ended = {
        (role.name, person.name)
        for role in (journal.masthead if journal else ())
        for person in role.people
        if person.until is not None
    }
    for seat in before:
        key = seat.role, seat.name
        if key not in now:
            yield SeatChange("removed", seat.role, seat.name, None, seat.post, key in ended)


def _register(journal: Journal | None, day: datetime.date | None) -> dict[tuple[str, str], Seat]:
    return {
        (role.name, person.name): _seat(role.name, person)
        for role in (journal.masthead if journal else ())
        for person in role.people
        if day is None or person.holds(day)
    }


def _seat(role: str, person: JournalPerson) -> Seat:
    return Seat(role, person.name, person.post, person.since, person.until, person.proof)
