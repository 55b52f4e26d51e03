"""The masthead of an issue beside that of the issue before, and whether a person approved what changed."""

from __future__ import annotations

from guanlan.actions.steps.assemble import assembled, journal_of
from guanlan.publish.masthead import Seat, SeatChange, changes, masthead_of
from guanlan.records.codec import content_hash
from guanlan.records.finding import Finding
from guanlan.store.models import Issue, MastheadApproval
from guanlan.store.selectors.issues import all_issues

_NAMED = 3  # changes that an objection names


def seats_of(issue: Issue) -> tuple[Seat, ...]:
    """The masthead that the issue was given when it was made."""
    return masthead_of(assembled(issue), journal_of(issue))


def issue_before(issue: Issue) -> Issue | None:
    """The issue of the same journal with the next lower number; None for the first, and for one without a number."""
    if issue.number is None:
        return None
    return all_issues().filter(title=issue.title, number__lt=issue.number).order_by("-number").first()


def changes_since(before: Issue | None, issue: Issue) -> tuple[SeatChange, ...]:
    """What is different in the masthead since ``before``; nothing where there is none to differ from."""
    return changes(seats_of(before), seats_of(issue), journal_of(issue)) if before is not None else ()


def approval_of(issue: Issue, made: tuple[SeatChange, ...]) -> MastheadApproval | None:
    """The approval of exactly these changes."""
    return MastheadApproval.objects.filter(issue=issue, hash=content_hash(made)).first()


def masthead_findings(issue: Issue) -> tuple[Finding, ...]:
    """What stands against signing the issue off: one error where its masthead changed and nobody approved it."""
    before = issue_before(issue)
    made = changes_since(before, issue)
    if before is None or not made or approval_of(issue, made) is not None:
        return ()
    names = "、".join(f"{one.role} {one.name}" for one in made[:_NAMED])
    text = names if len(made) <= _NAMED else f"{names}等"
    params = {"issue": issue.number, "earlier": before.number, "count": len(made)}
    return (Finding("masthead.unapproved", "error", 0, 0, text, where="masthead", params={**params, "text": text}),)
