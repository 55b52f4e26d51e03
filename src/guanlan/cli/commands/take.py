"""``guanlan take`` and ``guanlan original``: what people hand on, and where it comes from."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.commands.intake import SHAPES
from guanlan.cli.commands.laws import AsJson, print_json
from guanlan.cli.words import language, say, term
from guanlan.errors import InputError, phrase

if TYPE_CHECKING:
    from guanlan.actions.context import Context
    from guanlan.actions.intake_summaries import Provenance, Taken, TakenItem


def take(
    given: Annotated[list[str], typer.Argument(help=say("take.given"), metavar="URL|FILE|DIR|-…")],
    from_: Annotated[str | None, typer.Option("--from", help=say("take.from"), metavar="WHO")] = None,
    note: Annotated[str, typer.Option("--note", help=say("take.note"))] = "",
    as_: Annotated[str, typer.Option("--as", help=say("option.as"), metavar="auto|bulletin|release")] = "auto",
    local: Annotated[bool, typer.Option("--local", help=say("take.local"))] = False,
    as_json: AsJson = False,
) -> int:
    """Store, then read; told item by item, with where each story comes from."""
    from guanlan.cli.door import opened

    if as_ not in SHAPES:
        raise InputError("cli.choice", option="--as", value=as_, choices=", ".join(SHAPES))
    if "-" in given and len(given) > 1:
        raise InputError("cli.stdin_alone")
    with opened() as context:
        options = {"who": from_, "note": note, "as_": SHAPES[as_], "local": local}
        done = _pasted(context, options, quiet=as_json) if given == ["-"] else _taken(given, context, options)
    if as_json:
        print_json(done)
    else:
        print_taken(done)
    return _status(done)


def original(
    report: Annotated[str, typer.Argument(help=say("original.report"), metavar="REPORT")], as_json: AsJson = False
) -> int:
    """Whether the authority's own page is held; 1 where it is not."""
    from guanlan.cli.door import opened

    with opened():
        from guanlan.actions.find_original import find_original

        found = find_original(report)
    if as_json:
        print_json(found)
    else:
        _print_provenance([found])
        if found.authority:
            typer.echo(say("original.own", title=found.title))
    return 0 if found.authority or found.held else 1


def _taken(given: list[str], context: Context, options: dict[str, Any]) -> Taken:
    from guanlan.actions.take import take as run

    return run(given, context=context, clock=lambda: datetime.now(UTC), **options)


def _pasted(context: Context, options: dict[str, Any], *, quiet: bool) -> Taken:
    """Pasted words; those that are addresses are fetched, and said before."""
    from guanlan.actions.take import addresses_in, take_bytes

    data = sys.stdin.buffer.read()
    addresses = addresses_in(data)
    if not addresses:
        options.pop("local")
        return take_bytes(data, context=context, **options)
    if len(addresses) > 1 and not quiet:
        typer.echo(say("take.will", count=len(addresses)))
        for address in addresses:
            typer.echo(f"  {address}")
    return _taken(list(addresses), context, options)


def _status(done: Taken) -> int:
    """2 where something was refused or could not be read, 1 where a page stood in another's place."""
    from guanlan.actions.summaries import Result

    return 2 if done.faulty else 1 if done.of(Result.NOTICE) else 0


def print_taken(done: Taken) -> None:
    """Each item with its grade and what became of it; then how many ended how."""
    from guanlan.actions.summaries import Result

    for item in done.items:
        _print_item(item)
        _print_provenance(item.reports)
    counts = [f"{term('result', result)} {len(done.of(result))}" for result in Result if done.of(result)]
    typer.echo(say("take.done", who=done.who, counts=", ".join(counts)))


def _print_item(item: TakenItem) -> None:
    outcome = item.outcome
    grade = f"[{item.grade}] " if item.grade else ""
    why = f": {phrase(outcome.code, language(), outcome.params)}" if outcome.code else ""
    typer.echo(f"{grade}{term('result', outcome.result)}: {outcome.path}{why}", err=bool(outcome.code))
    if item.pictures:
        typer.echo(say("take.pictures", count=item.pictures))


def _print_provenance(reports: Iterable[Provenance]) -> None:
    for one in reports:
        typer.echo(f"  {one.report}  {one.title}")
        for held in one.held:
            where = held.address or held.publisher or ""
            reason = phrase(held.reason, language(), {"shared": held.shared})
            typer.echo("    " + say("take.held", handle=held.handle, title=held.title, where=where, reason=reason))
        for clue in one.clues:
            sources = "、".join(clue.sources)
            code = "take.clue_source" if sources else "take.clue_home" if clue.home else "take.clue"
            typer.echo("    " + say(code, said=clue.address or clue.said, sources=sources, home=clue.home))


COMMANDS: dict[str, Callable[..., Any]] = {"take": take, "original": original}
