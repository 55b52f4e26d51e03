"""Put an entry of a signed-off issue right, or take it back, in the open."""

from __future__ import annotations

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.after_summaries import AmendmentLine
from guanlan.actions.check_issue import checked_of, let_through, stated
from guanlan.actions.context import Context
from guanlan.actions.edit_entry import reworded
from guanlan.actions.gate_summaries import Checked
from guanlan.actions.steps.amended import BEIJING, latest_state
from guanlan.actions.steps.assemble import assembled, id_of, journal_of, set_frame, words_of
from guanlan.actions.steps.indexing import index_entries
from guanlan.actions.steps.issue_rows import new_revision
from guanlan.actions.steps.proposals import ACCEPTED
from guanlan.actions.steps.rearrange import bound
from guanlan.errors import InputError
from guanlan.publish.amending import corrected, guide_noted, notice, retracted, with_listed, without_notes
from guanlan.publish.compose import contents_lines
from guanlan.records.bulletin import Bulletin, ContentsLine, ParagraphKind, Words
from guanlan.records.bulletin import Entry as EntryRecord
from guanlan.records.codec import from_json
from guanlan.store.models import Amendment, Entry, Issue, Proposal, ProposalStanding, Revision
from guanlan.store.selectors.developments import SIGNED_OFF
from guanlan.store.selectors.entries import entry_at, with_latest
from guanlan.store.selectors.issues import issue_by

_NAMED = 5  # things that a refusal names


class Correct(msgspec.Struct, frozen=True):
    """Another title, another text (one paragraph a line), or both; ``note`` says to readers what was wrong.

    ``waive`` is the reason for which the actor lets through what nothing supports in the new words.
    """

    note: str
    title: str | None = None
    text: str | None = None
    waive: str | None = None


class Retract(msgspec.Struct, frozen=True):
    """The entry is taken back; ``note`` says to readers why. ``waive`` as in ``Correct``."""

    note: str
    waive: str | None = None


class _Told(msgspec.Struct, frozen=True):
    """What an amendment's row says; ``frame`` is the issue's as it was before."""

    kind: ParagraphKind
    note: str
    frame: str
    before: EntryRecord
    after: EntryRecord
    proposal: Proposal | None


def amend_issue(
    which: str, entry: str, amendment: Correct | Retract, *, context: Context, proposal: int | None = None
) -> AmendmentLine:
    """Carry the amendment out: a new revision of the entry with the note in it, the note listed at the end of the
    issue, and the column's guide and keywords following. The state before is kept (``build_issue`` with ``state``).
    ``proposal`` is the number of an accepted proposal that is carried out by it. An imported issue is out as it is: its
    first amendment freezes it.

    Raises ``InputError`` in an issue that is not out, without a note, where nothing would change, for an entry that was
    taken back before, for a proposal that does not ask for this or was carried out before, and where the proof-reader
    or the gate object to something that was not there before, unless it is waived.
    """
    kind = ParagraphKind.CORRECTION if isinstance(amendment, Correct) else ParagraphKind.RETRACTION
    note = _note(amendment.note)
    with acting(context, kind.value, f"{which}/{entry}") as details:
        issue = issue_by(which)
        _must_be_out(issue)
        stood = checked_of(issue, written_out=True)  # as it will be once a note has no place in the published text
        row = entry_at(issue, entry)
        asked = _proposal(proposal, row) if proposal is not None else None
        before = words_of(with_latest([row])[0][1], id_of(row))
        day = context.now.astimezone(BEIJING).date().isoformat()
        after = _amended(before, amendment, note, day)
        frame = issue.frame
        plain = msgspec.structs.replace(after, id="")
        revision = new_revision(row, plain, context, by_hand=True, amended=True)
        _refresh(issue, row, kind, with_listed(assembled(issue), before, after, notice(kind, note, day)))
        made = _written(revision, _Told(kind, note, frame, before, after, asked), context)
        index_entries([row])
        waived = _gated(row, stood, amendment.waive, context)
        details.update(number=made.number, revision=revision.number, proposal=proposal, waived=waived)
    return line_of(made)


def list_amendments(which: str) -> tuple[AmendmentLine, ...]:
    """What was put right in an issue or taken back from it, in order."""
    rows = Amendment.objects.filter(issue=issue_by(which)).select_related("issue", "entry", "revision")
    return tuple(line_of(row) for row in rows.order_by("number"))


def line_of(row: Amendment) -> AmendmentLine:
    """The amendment as lists show it."""
    return AmendmentLine(
        number=row.number,
        kind=row.kind,
        issue=f"{row.issue.title}/{row.issue.number}",
        entry=id_of(row.entry),
        title=from_json(row.revision.record, EntryRecord).title.text,
        old=row.old,
        new=row.new,
        note=row.note,
        actor=row.actor,
        at=row.at,
        proposal=row.proposal_id,
    )


def _must_be_out(issue: Issue) -> None:
    """Signed off; an imported one is out from the beginning, and its words stand from its first amendment on."""
    if issue.state == SIGNED_OFF:
        return
    if issue.release_id is None:
        raise InputError("amending.not_signed_off", issue=issue.number if issue.number is not None else issue.title)
    issue.state = SIGNED_OFF
    issue.save()


def _gated(row: Entry, stood: Checked, reason: str | None, context: Context) -> dict[str, str]:
    """What the amendment brought that nothing supports, let through for a reason: id → words. Raises ``InputError``
    naming it where there is no reason: nothing of the amendment is recorded then.
    """
    issue = row.issue
    checked = checked_of(issue, written_out=True)
    found = [(one.id, one.where, one.text) for one in checked.open]
    found += [(one.id, one.finding.where, one.finding.text) for one in checked.standing]
    # a published guide that tells what was amended bears a note that says so; contents are told by titles from here on
    noted = (f"guide.{row.column}", f"keywords.{row.column}", "toc") if journal_of(issue) is None else ()
    new = {key: text for key, where, text in found if key not in stood.against and where not in noted}
    if not new:
        return {}
    if reason is None:
        named = [f"“{text}”（{where}）" for key, where, text in found if key in new]
        more = f" +{len(named) - _NAMED}" if len(named) > _NAMED else ""
        raise InputError("amending.open", things="、".join(named[:_NAMED]) + more)
    let_through(issue, checked, new, stated(reason, "、".join(new.values())), context=context)
    return new


def _note(words: str) -> str:
    """The note in one line; an amendment without one would be a change in the dark."""
    note = " ".join(words.split())
    if not note or not note.isprintable():
        raise InputError("amending.no_note")
    return note


def _amended(before: EntryRecord, amendment: Correct | Retract, note: str, day: str) -> EntryRecord:
    if before.is_retracted():
        raise InputError("amending.retracted", entry=before.id)
    if isinstance(amendment, Retract):
        return retracted(before, note, day)
    plain = without_notes(before)
    after = reworded(plain, title=amendment.title, text=amendment.text)
    if after == plain:
        raise InputError("actions.nothing_edited", entry=before.id)
    return corrected(before, after, note, day)


def _proposal(number: int, row: Entry) -> Proposal:
    standing = ProposalStanding.objects.select_related("proposal").filter(proposal_id=number).first()
    if standing is None or standing.proposal.entry_id != row.pk:
        raise InputError("amending.other_proposal", number=number, entry=id_of(row))
    if standing.state != ACCEPTED:
        raise InputError("amending.not_accepted", number=number, state=standing.state)
    if Amendment.objects.filter(proposal_id=number).exists():
        raise InputError("amending.carried_out", number=number)
    return standing.proposal


def _refresh(issue: Issue, row: Entry, kind: ParagraphKind, bulletin: Bulletin) -> None:
    """Contents follow, and in a composed issue the guide and keywords of the entry's column; a published guide gets a
    note. All else stays as it was let out.
    """
    journal = journal_of(issue)
    columns = bulletin.columns
    if journal is not None:
        fresh = bound(issue, journal, bulletin).columns[row.column - 1]
    else:
        (entry,) = (one for one in bulletin.entries() if one.id == id_of(row))
        fresh = guide_noted(columns[row.column - 1], entry, kind)
    columns = (*columns[: row.column - 1], fresh, *columns[row.column :])
    contents = tuple(ContentsLine(Words(line)) for line in contents_lines(columns))
    set_frame(issue, msgspec.structs.replace(bulletin, columns=columns, contents=contents))
    issue.save()


def _written(revision: Revision, told: _Told, context: Context) -> Amendment:
    made = Amendment(
        issue=revision.entry.issue,
        entry=revision.entry,
        revision=revision,
        proposal=told.proposal,
        number=latest_state(revision.entry.issue) + 1,
        kind=told.kind.value,
        old=_plain(told.before),
        new="" if told.kind is ParagraphKind.RETRACTION else _plain(told.after),
        note=told.note,
        frame=told.frame,
        actor=context.actor,
        at=context.now,
    )
    made.save()
    return made


def _plain(entry: EntryRecord) -> str:
    """Title and text, a line each; notes left out."""
    lines = [entry.title.text, *(one.words.text for one in without_notes(entry).paragraphs)]
    return "\n".join(line for line in lines if line)
