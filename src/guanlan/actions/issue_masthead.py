"""The masthead of an issue and what changed since the issue before it, for approval."""

from __future__ import annotations

import datetime

import msgspec

from guanlan.actions.steps.masthead_standing import approval_of, changes_since, issue_before, seats_of
from guanlan.publish.masthead import Seat, SeatChange
from guanlan.store.selectors.issues import issue_by


class MastheadView(msgspec.Struct, frozen=True):
    """``earlier`` is the number of the issue that ``changes`` are counted from; None where there is none before.
    ``approved_by`` is who approved exactly these changes, ``at`` when, ``note`` on what ground.
    """

    seats: tuple[Seat, ...]
    earlier: int | None = None
    changes: tuple[SeatChange, ...] = ()
    approved_by: str | None = None
    at: datetime.datetime | None = None
    note: str = ""


def issue_masthead(which: str) -> MastheadView:
    """The masthead that the issue was given when it was made, beside that of the issue before it."""
    issue = issue_by(which)
    seats = seats_of(issue)
    before = issue_before(issue)
    if before is None:
        return MastheadView(seats)
    made = changes_since(before, issue)
    approval = approval_of(issue, made) if made else None
    if approval is None:
        return MastheadView(seats, before.number, made)
    return MastheadView(seats, before.number, made, approval.actor, approval.at, approval.note)
