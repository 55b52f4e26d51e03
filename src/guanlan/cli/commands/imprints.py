"""``guanlan issue imprint``: what an issue of internal material says of itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

import typer

from guanlan.cli.commands.reading import day_of
from guanlan.cli.door import opened
from guanlan.cli.words import say


def imprint(
    which: Annotated[str, typer.Argument(help=say("argument.issue"), metavar="N")],
    permit: Annotated[str | None, typer.Option("--permit", help=say("imprint.permit"))] = None,
    compiler: Annotated[str | None, typer.Option("--compiler", help=say("imprint.compiler"))] = None,
    recipients: Annotated[str | None, typer.Option("--recipients", help=say("imprint.recipients"))] = None,
    copies: Annotated[int | None, typer.Option("--copies", help=say("imprint.copies"))] = None,
    printer: Annotated[str | None, typer.Option("--printer", help=say("imprint.printer"))] = None,
    printed_on: Annotated[
        str | None, typer.Option("--printed-on", help=say("imprint.printed_on"), metavar="YYYY-MM-DD")
    ] = None,
) -> int:
    """Show the imprint, or change what is given of it; 1 while something is missing."""
    with opened() as context:
        from guanlan.actions.set_imprint import Change, issue_imprint, set_imprint

        day = day_of(printed_on) if printed_on else None
        change = Change(permit, compiler, recipients, copies, printer, day)
        done = issue_imprint(which) if change == Change() else set_imprint(which, change, context=context)
    for line in done.lines:
        typer.echo(line)
    if done.missing:
        typer.echo(say("imprint.missing", names="、".join(done.missing)))
    return int(bool(done.missing))


COMMANDS: dict[str, Callable[..., Any]] = {"issue imprint": imprint}
