"""``guanlan issue correct``, ``retract``, ``amendments``: what is changed in the open after sign-off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.commands.bulletin import decoded
from guanlan.cli.door import opened
from guanlan.cli.words import say, term
from guanlan.errors import InputError

if TYPE_CHECKING:
    from guanlan.actions.after_summaries import AmendmentLine

Which = Annotated[str, typer.Argument(help=say("argument.issue"), metavar="N")]
EntryId = Annotated[str, typer.Argument(help=say("amending.entry"), metavar="C.S.NN")]
Note = Annotated[str, typer.Option("--note", help=say("amending.note"))]
ProposalId = Annotated[int | None, typer.Option("--proposal", help=say("amending.proposal"))]
Waive = Annotated[str | None, typer.Option("--waive", help=say("amending.waive"))]


def correct(
    which: Which,
    entry: EntryId,
    title: Annotated[str | None, typer.Option("--title", help=say("amending.title"))] = None,
    text: Annotated[Path | None, typer.Option("--text", help=say("amending.text"))] = None,
    note: Note = "",
    proposal: ProposalId = None,
    waive: Waive = None,
) -> int:
    """Put an entry right; readers are told."""
    if title is None and text is None:
        raise InputError("cli.nothing_to_do", options="--title, --text")
    words = decoded(text) if text else None
    with opened() as context:
        from guanlan.actions.amend_issue import Correct, amend_issue

        line = amend_issue(which, entry, Correct(note, title, words, waive), context=context, proposal=proposal)
    _print_done(line)
    return 0


def retract(which: Which, entry: EntryId, note: Note = "", proposal: ProposalId = None, waive: Waive = None) -> int:
    """Take an entry back; readers are told."""
    with opened() as context:
        from guanlan.actions.amend_issue import Retract, amend_issue

        line = amend_issue(which, entry, Retract(note, waive), context=context, proposal=proposal)
    _print_done(line)
    return 0


def amendments(which: Which, as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False) -> int:
    """What was corrected and retracted, in order."""
    with opened():
        from guanlan.actions.amend_issue import list_amendments
        from guanlan.records.codec import to_json

        lines = list_amendments(which)
        shown = to_json(lines).decode() if as_json else ""
    if as_json:
        typer.echo(shown)
        return 0
    if not lines:
        typer.echo(say("amending.none"))
    for one in lines:
        said = {"number": one.number, "entry": one.entry, "title": one.title, "actor": one.actor, "note": one.note}
        typer.echo(say("amending.line", at=one.at.date(), kind=term("amending.kind", one.kind), **said))
    return 0


def kept(
    which: Which,
    blob: Annotated[str | None, typer.Option("--blob", help=say("keeping.blob"), metavar="SHA256")] = None,
    out: Annotated[Path, typer.Option("--out", help=say("issue.build.out"))] = Path(),
    as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False,
) -> int:
    """The files that went out, or with ``--blob`` one of them in its very bytes."""
    with opened() as context:
        from guanlan.actions.kept_files import list_kept, write_kept
        from guanlan.records.codec import to_json

        if blob is not None:
            typer.echo(write_kept(which, blob, out, context=context))
            return 0
        lines = list_kept(which)
        shown = to_json(lines).decode() if as_json else ""
    if as_json:
        typer.echo(shown)
        return 0
    if not lines:
        typer.echo(say("keeping.none"))
    for one in lines:
        state = say("keeping.original") if one.amendments == 0 else say("keeping.amended", number=one.amendments)
        gone = say("keeping.removed") if one.removed else ""
        said = {"format": one.format, "sha256": one.sha256, "size": f"{one.size / 1024:.0f}", "actor": one.actor}
        typer.echo(say("keeping.line", at=one.at.isoformat(timespec="minutes"), state=state, removed=gone, **said))
    return 0


def _print_done(line: AmendmentLine) -> None:
    typer.echo(say("amending.done", number=line.number, entry=line.entry, title=line.title, before=line.number - 1))


COMMANDS: dict[str, Callable[..., Any]] = {
    "issue correct": correct,
    "issue retract": retract,
    "issue amendments": amendments,
    "issue kept": kept,
}
