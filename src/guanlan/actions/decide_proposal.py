"""Proposals of correction: which there are, and what a person decides."""

from __future__ import annotations

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.steps.proposals import ACCEPTED, DISMISSED, OPEN
from guanlan.actions.watching_summaries import ProposalLine
from guanlan.errors import InputError
from guanlan.records.codec import from_json
from guanlan.records.versions import Proposal
from guanlan.store.models import ProposalStanding


def list_proposals(*, only_open: bool = False) -> tuple[ProposalLine, ...]:
    """Every proposal, or those that wait for a decision; the oldest first."""
    rows = ProposalStanding.objects.select_related("proposal").order_by("proposal_id")
    return tuple(_line(row) for row in (rows.filter(state=OPEN) if only_open else rows))


def decide_proposal(number: int, *, accept: bool, reason: str, context: Context) -> ProposalLine:
    """Accept a proposal (a correction is to be made) or dismiss it. The issue itself stays as it was signed off.

    Raises ``InputError`` where there is no such proposal, where it was decided before, and without a reason.
    """
    if not reason.strip():
        raise InputError("versions.no_reason")
    with acting(context, "decide proposal", str(number)) as details:
        row = ProposalStanding.objects.select_related("proposal").filter(proposal_id=number).first()
        if row is None:
            known = "、".join(str(one.pk) for one in ProposalStanding.objects.order_by("proposal_id")[:20])
            raise InputError("versions.no_proposal", number=number, known=known or "∅")
        if row.state != OPEN:
            raise InputError("versions.decided", number=number, actor=row.actor, state=row.state)
        row.state = ACCEPTED if accept else DISMISSED
        row.reason, row.actor, row.at = reason.strip(), context.actor, context.now
        row.save()
        details.update(state=row.state, reason=row.reason)
    return _line(row)


def _line(row: ProposalStanding) -> ProposalLine:
    record = from_json(row.proposal.record, Proposal)
    correction = None
    if row.state == ACCEPTED:
        correction = {"issue": record.issue, "entry": record.entry, "old": record.old, "new": record.new}
    return ProposalLine(row.proposal_id, row.proposal.at, row.state, record, row.reason, row.actor, row.at, correction)
