"""``issue assist``: a model drafts, where the home's settings say so; ``issue english``: titles by tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.door import opened
from guanlan.cli.words import language, say
from guanlan.errors import phrase

if TYPE_CHECKING:
    from guanlan.actions.assist_summaries import Assisted, Drafted

Which = Annotated[str, typer.Argument(help=say("argument.issue"), metavar="N")]
Many = list[str] | None


def assist(
    which: Which,
    entry: Annotated[Many, typer.Option("--entry", help=say("assisting.entry"), metavar="C.S.NN|all")] = None,
    guide: Annotated[Many, typer.Option("--guide", help=say("assisting.guide"), metavar="C|all")] = None,
    abstract: Annotated[Many, typer.Option("--abstract", help=say("assisting.abstract"), metavar="C.S.NN|all")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("assisting.dry_run"))] = False,
    adopt: Annotated[bool, typer.Option("--adopt", help=say("assisting.adopt"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False,
) -> int:
    """Have a model draft; 1 where something was stopped or failed."""
    with opened() as context:
        from guanlan.actions.assist_issue import assist_issue
        from guanlan.actions.steps.assisting import Wanted

        wanted = Wanted(tuple(entry or ()), tuple(guide or ()), tuple(abstract or ()))
        done = assist_issue(which, wanted, context=context, dry_run=dry_run, adopt=adopt)
    if as_json:
        from guanlan.records.codec import to_json

        typer.echo(to_json(done).decode())
    else:
        for line in _lines(done):
            typer.echo(line)
    return int(any(one.state in ("stopped", "failed") for one in done.drafts))


def unassist(which: Which, where: Annotated[str, typer.Argument(help=say("assisting.where"), metavar="WHERE")]) -> int:
    """Take a model's words out again."""
    with opened() as context:
        from guanlan.actions.undo_assist import undo_assist

        done = undo_assist(which, where, context=context)
    typer.echo(say("assisting.undone", where=done))
    return 0


def english(
    which: Which,
    write: Annotated[bool, typer.Option("--write", help=say("assisting.write"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False,
) -> int:
    """English titles by the tables of terms; 1 where a title is not translated."""
    with opened() as context:
        from guanlan.actions.english_titles import english_titles

        lines = english_titles(which, context=context, write=write)
    for line in lines:
        if as_json:
            from guanlan.records.codec import to_json

            typer.echo(to_json(line).decode())
        elif line.english is not None:
            typer.echo(f"{line.entry}  {line.english}{say('assisting.unofficial')}")
        else:
            typer.echo(f"{line.entry}  {say('assisting.unknown', missing=line.missing)}")
    return int(any(line.english is None for line in lines))


def _lines(done: Assisted) -> Iterable[str]:
    for one in done.drafts:
        yield f"{one.where}  {say(f'assisting.state.{one.state}')}{_about(one, done.currency)}"
        if one.sent:
            yield one.sent
        yield from (f"    {line}" for line in one.text.splitlines())
        yield from (f"  ! {line}" for line in _because(one))
    yield say("assisting.cost", cost=done.cost, spent=done.spent, currency=done.currency or "—")


def _about(one: Drafted, currency: str) -> str:
    if not one.tokens_in:
        return ""
    code = "assisting.counted" if one.known else "assisting.at_most"
    return "  " + say(code, given=one.tokens_in, got=one.tokens_out, cost=one.cost, currency=currency)


def _because(one: Drafted) -> Iterable[str]:
    """Why it was stopped or failed, with what was taken out of the material."""
    if one.error is not None:
        yield phrase(one.error[0], language(), one.error[1])
    for thing in one.open:
        why = phrase(thing.reason, language(), {"other": "", **thing.params}) if thing.reason else ""
        yield f"“{thing.text}” {why}"
    for against in one.against:
        yield f"{phrase(against.code, language(), against.params)}{f'“{against.text}”' if against.text else ''}"
    if one.withheld:
        yield say("assisting.withheld", count=one.withheld)
    if one.cut:
        yield say("assisting.cut")


COMMANDS: dict[str, Callable[..., Any]] = {
    "issue assist": assist,
    "issue unassist": unassist,
    "issue english": english,
}
