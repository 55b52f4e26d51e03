"""A person approves what changed in the masthead since the issue before."""

from __future__ import annotations

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.masthead_standing import approval_of, changes_since, issue_before
from guanlan.errors import InputError
from guanlan.publish.masthead import SeatChange
from guanlan.records.codec import content_hash, to_json
from guanlan.store.models import MastheadApproval
from guanlan.store.selectors.issues import issue_by


def approve_masthead(which: str, note: str = "", *, context: Context) -> tuple[SeatChange, ...]:
    """Approve the changes by the actor; gives them. They hold until the masthead changes again.

    Raises ``InputError`` where nothing changed, where exactly this was approved, in an issue that is final, and for a
    change without proof where no ``note`` says on what ground it is approved.
    """
    note = " ".join(note.split())
    with acting(context, "approve masthead", which) as details:
        issue = issue_by(which)
        must_be_draft(issue)
        made = changes_since(issue_before(issue), issue)
        if not made:
            raise InputError("masthead.unchanged", issue=which)
        if (earlier := approval_of(issue, made)) is not None:
            raise InputError("masthead.approved_before", issue=which, actor=earlier.actor)
        unproved = [one for one in made if not one.proved]
        if unproved and not note:
            raise InputError("masthead.no_ground", text=f"{unproved[0].role} {unproved[0].name}")
        row = MastheadApproval(
            issue=issue,
            record=to_json(made).decode(),
            hash=content_hash(made),
            note=note,
            actor=context.actor,
            at=context.now,
        )
        row.save()
        details.update(hash=row.hash, changes=len(made), note=note)
    return made
