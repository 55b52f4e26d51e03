"""The publication gate over an issue, and what a person lets through."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import msgspec

from guanlan.actions.act import acting, permit
from guanlan.actions.context import Context
from guanlan.actions.gate_summaries import Checked, Let, Objection
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import id_of
from guanlan.actions.steps.behind import behind, home_rates
from guanlan.actions.steps.issue_sheets import issue_sheet
from guanlan.actions.steps.objections import INTERNAL, objections
from guanlan.errors import InputError
from guanlan.publish.amending import in_own_words
from guanlan.publish.gate import check_issue as check
from guanlan.publish.proof.sheet import ProofSheet
from guanlan.records.bulletin import Bulletin
from guanlan.records.gate import Checkable, CheckState
from guanlan.store.models import Issue, Waiver
from guanlan.store.selectors.entries import entry_at
from guanlan.store.selectors.issues import issue_by

VERB = "waive"
OFFICE = "waive internal"  # what the law asks of an internal publication is not any editor's to let through


def check_issue(which: str, *, entry: str | None = None) -> Checked:
    """Every checkable thing of the issue with its state, and what else stands against it; with ``entry`` what is said
    of that entry alone.

    Raises ``InputError`` for an issue or entry that is not there, and for a table of rates that cannot be read.
    """
    issue = issue_by(which)
    return checked_of(issue, only=None if entry is None else id_of(entry_at(issue, entry)))


def checked_of(issue: Issue, *, only: str | None = None, written_out: bool = False) -> Checked:
    """The same for a row; ``only`` is an entry's id, ``written_out`` as in ``issue_sheet``."""
    sheet = issue_sheet(issue, written_out=written_out)
    waivers = {row.thing: row for row in Waiver.objects.filter(issue=issue)}
    said = objections(issue, sheet)
    if only is None:
        things, found = _things(issue, sheet, None), said
    else:
        things = tuple(one for one in _things(issue, sheet, only) if _is_of(one.where, only))
        found = tuple(one for one in said if _is_of(one.finding.where, only))
    table = tuple(_let(thing, waivers.get(thing.id)) for thing in things)
    errors = tuple(_let_error(objection, waivers.get(objection.id)) for objection in found)
    used = {one.id for one in table if one.state is CheckState.WAIVED} | {one.id for one in errors if one.waived_by}
    lets = tuple(_line(row) for key, row in waivers.items() if key in used)
    return Checked(_name(issue), issue.state, table, errors, lets)


def waive(which: str, thing: str, reason: str, *, context: Context) -> Let:
    """Let an open thing, or something else that stands against the issue, through; ``thing`` is its id (the first
    characters will do).

    Raises ``InputError`` without a reason, for an id that nothing open has, in an issue that is final, and where what
    an internal publication must say is not the actor's to let through.
    """
    reason = stated(reason, thing)
    with acting(context, VERB, f"{which}/{thing}") as details:
        issue = issue_by(which)
        must_be_draft(issue)
        checked = checked_of(issue)
        keys = [key for key in sorted(checked.against) if key.startswith(thing)] if thing else []
        if thing in keys:  # a whole id may begin another one
            keys = [thing]
        if len(keys) != 1:
            raise InputError("gate.no_such_thing" if not keys else "gate.many_things", thing=thing)
        (row,) = let_through(issue, checked, keys, reason, context=context)
        details.update(thing=row.thing, where=row.where, text=row.text, reason=reason)
    return _line(row)


def stated(reason: str, thing: str) -> str:
    """The reason in one line. Raises ``InputError`` where there is none."""
    reason = " ".join(reason.split())
    if not reason or not reason.isprintable():
        raise InputError("gate.no_reason", thing=thing)
    return reason


def let_through(
    issue: Issue, checked: Checked, ids: Collection[str], reason: str, *, context: Context
) -> tuple[Waiver, ...]:
    """Waivers of these ids, written within the action that asks; the same thing is let through once."""
    known = {one.id: (one.where, one.text) for one in checked.open}
    for one in checked.standing:
        known[one.id] = (one.finding.where, one.finding.text)
        if one.id in ids and one.finding.code.startswith(INTERNAL):
            permit(context, OFFICE)
    rows = tuple(
        Waiver(issue=issue, thing=key, where=where, text=text, reason=reason, actor=context.actor, at=context.now)
        for key, (where, text) in known.items()
        if key in ids
    )
    for row in rows:
        row.save()
    return rows


def _is_of(where: str, entry: str) -> bool:
    """Whether a place is the entry itself, its title (``title:3.2.05``) or its English."""
    return where.rpartition(":")[2] == entry


def _things(issue: Issue, sheet: ProofSheet, only: str | None) -> Iterable[Checkable]:
    """The gate's table. Notes of amendments say what was wrong: they are no words of the issue itself."""
    assert sheet.bulletin is not None  # the sheet of an issue has one
    published = sheet.text if issue.release_id is not None else None
    bulletin = in_own_words(sheet.bulletin)
    if only is not None:
        bulletin = _alone(bulletin, lambda entry_id: entry_id == only)
    return check(bulletin, behind(issue, only=only), published=published, rates=home_rates())


def _alone(bulletin: Bulletin, wanted: Callable[[str], bool]) -> Bulletin:
    """The issue with these entries only, at their places, and nothing that speaks of the others."""
    columns = tuple(
        msgspec.structs.replace(
            column,
            guide=(),
            keywords=(),
            subcolumns=tuple(
                msgspec.structs.replace(part, entries=tuple(one for one in part.entries if wanted(one.id)))
                for part in column.subcolumns
            ),
        )
        for column in bulletin.columns
    )
    return msgspec.structs.replace(bulletin, contents=(), columns=columns)


def _let(one: Checkable, waiver: Waiver | None) -> Checkable:
    if waiver is None or one.state is not CheckState.OPEN:
        return one
    params = one.params | {"waived": waiver.reason}
    return msgspec.structs.replace(one, state=CheckState.WAIVED, waived_by=waiver.actor, params=params)


def _let_error(one: Objection, waiver: Waiver | None) -> Objection:
    if waiver is None:
        return one
    return msgspec.structs.replace(one, waived_by=waiver.actor, reason=waiver.reason)


def _line(row: Waiver) -> Let:
    return Let(row.thing, row.where, row.text, row.reason, row.actor, row.at)


def _name(issue: Issue) -> str:
    return str(issue.number) if issue.number is not None else issue.title
