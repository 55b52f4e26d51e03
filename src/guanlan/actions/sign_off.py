"""定稿 → 签发: an issue is let out in words that passed the gate."""

from __future__ import annotations

from guanlan.actions.act import acting
from guanlan.actions.check_issue import check_issue
from guanlan.actions.context import Context
from guanlan.actions.gate_summaries import Signed
from guanlan.actions.steps.assemble import assembled, journal_of
from guanlan.errors import InputError
from guanlan.records.codec import content_hash, to_json
from guanlan.store.models import Issue, SignOff
from guanlan.store.selectors.developments import FINAL, SIGNED_OFF
from guanlan.store.selectors.issues import issue_by

DRAFT = "draft"


def sign_off(which: str, *, context: Context) -> Signed:
    """Sign the issue by the actor. Where the journal asks for two persons the first makes it final: nothing is edited
    until another one has signed the same words, or ``reopen`` gives it back.

    Raises ``InputError`` while a thing is open or an error of the proof-reader stands, where the issue is signed off
    already, and where the same person signs twice.
    """
    with acting(context, "sign off", which) as details:
        issue = issue_by(which)
        if issue.state == SIGNED_OFF:
            raise InputError("gate.signed_off", issue=which)
        checked = check_issue(which)
        if checked.open or checked.standing:
            raise InputError("gate.still_open", issue=which, open=len(checked.open), errors=len(checked.standing))
        words = content_hash(assembled(issue))
        before = list(SignOff.objects.filter(issue=issue, words=words).order_by("id").values_list("actor", flat=True))
        if context.actor in before:
            raise InputError("gate.twice", issue=which, actor=context.actor)
        row = SignOff(
            issue=issue,
            words=words,
            table=to_json(checked.table).decode(),
            hash=content_hash(checked.table),
            actor=context.actor,
            at=context.now,
        )
        row.save()
        persons = (*before, context.actor)
        issue.state = SIGNED_OFF if len(persons) >= _wanted(issue) else FINAL
        issue.save()
        details.update(state=issue.state, persons=list(persons), hash=row.hash)
    return Signed(checked.issue, issue.state, persons, row.hash)


def reopen(which: str, reason: str, *, context: Context) -> None:
    """Make a final issue a draft again. Raises ``InputError`` without a reason, and where it is not final."""
    reason = " ".join(reason.split())
    if not reason:
        raise InputError("gate.no_reason", thing=which)
    with acting(context, "reopen", which) as details:
        issue = issue_by(which)
        if issue.state != FINAL:
            raise InputError("gate.not_final", issue=which)
        issue.state = DRAFT
        issue.save()
        details.update(reason=reason)


def _wanted(issue: Issue) -> int:
    """How many persons must sign."""
    journal = journal_of(issue)
    return journal.sign_off_by if journal else 1
