"""``guanlan reread`` and ``guanlan fact correct``: better code, and people who know better."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.door import opened
from guanlan.cli.words import language, say, term
from guanlan.errors import phrase
from guanlan.records.export import plain

if TYPE_CHECKING:
    from guanlan.actions.summaries import Reread


def reread(as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False) -> int:
    """Run the present code over what is stored; 1 where a person has something to look at."""
    with opened() as context:
        from guanlan.actions.reread import reread as run

        done = run(context=context)
    if as_json:
        from guanlan.records.codec import to_json

        typer.echo(to_json(done).decode())
    else:
        _print_reread(done)
    return int(bool(done.conflicts))


def _print_reread(done: Reread) -> None:
    for change in done.changes:
        field = term("field", change.field) if change.field else say("reread.report")
        typer.echo(
            f"{change.handle}  {change.headline[:40]}\n    {field}: {_shown(change.before)} → {_shown(change.after)}"
        )
    for one in done.conflicts:
        words = say(
            "reread.conflict", old=_shown(one.old), new=_shown(one.new), machine=_shown(one.machine), actor=one.actor
        )
        typer.secho(f"{one.handle}  {one.headline[:40]}\n    {term('field', one.field)}: {words}", fg="red")
    for outcome in done.unread:
        why = phrase(outcome.code, language(), outcome.params) if outcome.code else ""
        typer.echo(f"{term('result', outcome.result)}: {outcome.path}: {why}", err=True)
    typer.echo(
        say(
            "reread.done",
            looked=done.looked_at,
            changes=len(done.changes),
            settled=done.settled,
            applied=done.applied,
            conflicts=len(done.conflicts),
        )
    )


def _shown(value: object) -> str:
    value = plain(value)
    if value in (None, [], ""):
        return "∅"
    if isinstance(value, list):
        return "; ".join(_shown(one) for one in value)
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part not in (None, [], ""))
    return str(value)


def correct(
    report: Annotated[str, typer.Argument(help=say("fact.correct.report"), metavar="REPORT")],
    field: Annotated[str, typer.Argument(help=say("fact.correct.field"), metavar="FIELD")],
    value: Annotated[str, typer.Argument(help=say("fact.correct.value"), metavar="VALUE")],
    quote: Annotated[str, typer.Option("--quote", help=say("fact.correct.quote"))] = "",
) -> int:
    """Write a correction that every later reading keeps."""
    with opened() as context:
        from guanlan.actions.correct_fact import correct_fact

        done = correct_fact(report, field, value, context=context, quote=quote)
    typer.echo(say("fact.correct.done", field=term("field", done.field), old=_shown(done.old), new=_shown(done.new)))
    return 0


COMMANDS: dict[str, Callable[..., Any]] = {"reread": reread, "fact correct": correct}
