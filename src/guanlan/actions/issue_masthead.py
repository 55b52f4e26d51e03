"""The masthead of an issue and what changed since the issue before it, for approval."""

from __future__ import annotations

import msgspec

from guanlan.actions.steps.assemble import assembled, journal_of
from guanlan.publish.masthead import Seat, SeatChange, changes, masthead_of
from guanlan.store.models import Issue
from guanlan.store.selectors.issues import all_issues, issue_by


class MastheadView(msgspec.Struct, frozen=True):
    """``earlier`` is the number of the issue that ``changes`` are counted from; None where there is none before."""

    seats: tuple[Seat, ...]
    earlier: int | None = None
    changes: tuple[SeatChange, ...] = ()


def issue_masthead(which: str) -> MastheadView:
    """The masthead that the issue was given when it was made, beside that of the issue before it."""
    issue = issue_by(which)
    seats = _seats(issue)
    before = (
        all_issues().filter(title=issue.title, number__lt=issue.number).order_by("-number").first()
        if issue.number is not None
        else None
    )
    if before is None:
        return MastheadView(seats)
    return MastheadView(seats, before.number, changes(_seats(before), seats, journal_of(issue)))


def _seats(issue: Issue) -> tuple[Seat, ...]:
    return masthead_of(assembled(issue), journal_of(issue))
