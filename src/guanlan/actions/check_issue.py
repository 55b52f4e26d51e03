"""The publication gate over an issue, and what a person lets through."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.gate_summaries import Checked, Let, Objection
from guanlan.actions.proofread import home_register, issue_sheet
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import words_of
from guanlan.actions.steps.behind import behind, home_rates
from guanlan.errors import InputError
from guanlan.publish.gate import check_entry
from guanlan.publish.gate import check_issue as check
from guanlan.publish.proof import proofread
from guanlan.publish.proof.sheet import ProofSheet
from guanlan.records.finding import Finding
from guanlan.records.gate import Checkable, CheckState
from guanlan.store.models import Issue, Waiver
from guanlan.store.selectors.entries import entry_at, with_latest
from guanlan.store.selectors.issues import issue_by

_AROUND = 6  # characters on either side that a finding's id hangs on


def check_issue(which: str, *, entry: str | None = None) -> Checked:
    """Every checkable thing of the issue with its state, and the proof-reader's errors; with ``entry`` the things of
    that entry alone.

    Raises ``InputError`` for an issue or entry that is not there, and for a table of rates that cannot be read.
    """
    issue = issue_by(which)
    waivers = {row.thing: row for row in Waiver.objects.filter(issue=issue)}
    found: tuple[Objection, ...] = ()
    if entry is not None:
        things = _of_entry(issue, entry)
    else:
        sheet = issue_sheet(issue)
        things, found = _of_issue(issue, sheet), objections(sheet)
    table = tuple(_let(thing, waivers.get(thing.id)) for thing in things)
    errors = tuple(_let_error(objection, waivers.get(objection.id)) for objection in found)
    used = {one.id for one in table if one.state is CheckState.WAIVED} | {one.id for one in errors if one.waived_by}
    lets = tuple(_line(row) for key, row in waivers.items() if key in used)
    return Checked(_name(issue), issue.state, table, errors, lets)


def waive(which: str, thing: str, reason: str, *, context: Context) -> Let:
    """Let an open thing, or an error of the proof-reader, through; ``thing`` is its id (the first characters will do).

    Raises ``InputError`` without a reason, for an id that nothing open has, and in an issue that is final.
    """
    reason = " ".join(reason.split())
    if not reason or not reason.isprintable():
        raise InputError("gate.no_reason", thing=thing)
    with acting(context, "waive", f"{which}/{thing}") as details:
        issue = issue_by(which)
        must_be_draft(issue)
        checked = check_issue(which)
        known = {one.id: (one.where, one.text) for one in checked.open}
        known |= {one.id: (one.finding.where, one.finding.text) for one in checked.standing}
        keys = [key for key in known if key.startswith(thing)] if thing else []
        if len(keys) != 1:
            raise InputError("gate.no_such_thing" if not keys else "gate.many_things", thing=thing)
        where, text = known[keys[0]]
        row = Waiver(
            issue=issue, thing=keys[0], where=where, text=text, reason=reason, actor=context.actor, at=context.now
        )
        row.save()
        details.update(thing=keys[0], where=where, text=text, reason=reason)
    return _line(row)


def objections(sheet: ProofSheet) -> tuple[Objection, ...]:
    """The errors of the proof-reader, each under an id that hangs on its words and those beside them."""
    silenced = sheet.journal.silenced if sheet.journal else ()
    findings = proofread(sheet, silenced=silenced, register=home_register())
    seen: dict[str, int] = {}
    found = []
    for one in (finding for finding in findings if finding.level == "error"):
        words = _words(one, sheet.text)
        seen[words] = seen.get(words, 0) + 1
        found.append(Objection(hashlib.sha256(f"{words}\0{seen[words]}".encode()).hexdigest()[:10], one))
    return tuple(found)


def _words(one: Finding, text: str) -> str:
    around = text[max(0, one.start - _AROUND) : one.end + _AROUND]
    return f"{one.code}\0{one.where.partition('.')[0]}\0{around}"


def _of_issue(issue: Issue, sheet: ProofSheet) -> Sequence[Checkable]:
    assert sheet.bulletin is not None  # the sheet of an issue has one
    published = sheet.text if issue.release_id is not None else None
    return check(sheet.bulletin, behind(issue), published=published, rates=home_rates())


def _of_entry(issue: Issue, entry: str) -> Sequence[Checkable]:
    row = entry_at(issue, entry)
    key = f"{row.column}.{row.subcolumn}.{row.position:02d}"
    words = words_of(with_latest([row])[0][1], key)
    return check_entry(words, behind(issue, only=key)[key], rates=home_rates())


def _let(one: Checkable, waiver: Waiver | None) -> Checkable:
    if waiver is None or one.state is not CheckState.OPEN:
        return one
    params = one.params | {"waived": waiver.reason}
    return msgspec.structs.replace(one, state=CheckState.WAIVED, waived_by=waiver.actor, params=params)


def _let_error(one: Objection, waiver: Waiver | None) -> Objection:
    return one if waiver is None else msgspec.structs.replace(one, waived_by=waiver.actor)


def _line(row: Waiver) -> Let:
    return Let(row.thing, row.where, row.text, row.reason, row.actor, row.at)


def _name(issue: Issue) -> str:
    return str(issue.number) if issue.number is not None else issue.title
