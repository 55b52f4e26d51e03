"""定稿 → 签发: an issue is let out in words that passed the gate."""

from __future__ import annotations

from guanlan.actions.act import acting
from guanlan.actions.check_issue import checked_of, stated
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

    Raises ``InputError`` while a thing is open or an objection stands, where the issue is signed off already, where
    the same person signs twice or the first one signed other words, and for an imported issue, which its publisher let
    out.
    """
    with acting(context, "sign off", which) as details:
        issue = issue_by(which)
        if issue.state == SIGNED_OFF:
            raise InputError("gate.signed_off", issue=which)
        if issue.release_id is not None:
            raise InputError("gate.imported", issue=which)
        before = _signed(issue)
        if context.actor in before:
            raise InputError("gate.twice", issue=which, actor=context.actor)
        checked = checked_of(issue)
        if not checked.ready:
            raise InputError("gate.still_open", issue=which, open=len(checked.open), errors=len(checked.standing))
        words = content_hash(assembled(issue))
        if SignOff.objects.filter(issue=issue, round=issue.round).exclude(words=words).exists():
            raise InputError("gate.other_words_signed", issue=which)
        row = SignOff(
            issue=issue,
            round=issue.round,
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
        details.update(state=issue.state, persons=list(persons), hash=row.hash, words=row.words)
    return Signed(checked.issue, issue.state, persons, row.hash)


def reopen(which: str, reason: str, *, context: Context) -> None:
    """Make a final issue a draft again; who signed it must sign anew. Raises ``InputError`` without a reason, and where
    it is not final.
    """
    reason = stated(reason, which)
    with acting(context, "reopen", which) as details:
        issue = issue_by(which)
        if issue.state != FINAL:
            raise InputError("gate.not_final" if issue.state == DRAFT else "gate.out_already", issue=which)
        details.update(reason=reason, persons=list(_signed(issue)))
        issue.state = DRAFT
        issue.round += 1
        issue.save()


def _signed(issue: Issue) -> tuple[str, ...]:
    """Who signed the issue as it stands: since it was last given back nothing in it can have changed."""
    rows = SignOff.objects.filter(issue=issue, round=issue.round).order_by("id")
    return tuple(rows.values_list("actor", flat=True))


def _wanted(issue: Issue) -> int:
    """How many persons must sign."""
    journal = journal_of(issue)
    return journal.sign_off_by if journal else 1
