"""``guanlan issue later``, ``memory``, ``unlink``: what became of what earlier issues told."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.commands.reading import given_day
from guanlan.cli.door import opened
from guanlan.cli.words import language, say, term

if TYPE_CHECKING:
    from guanlan.records.memory import FollowUp, Mention

Which = Annotated[str, typer.Argument(help=say("argument.issue"), metavar="N")]
AsJson = Annotated[bool, typer.Option("--json", help=say("option.json"))]


def later(
    which: Which,
    on: Annotated[str | None, typer.Option("--on", help=say("memory.on"), metavar="YYYY-MM-DD")] = None,
    as_json: AsJson = False,
) -> int:
    """What is known of each entry since."""
    with opened() as context:
        day = given_day(on) or context.now.date()
        from guanlan.actions.tell_later import tell_later

        told = tell_later(which, day)
    if as_json:
        from guanlan.records.codec import to_json

        for one in told:
            typer.echo(to_json(one).decode())
        return 0
    typer.secho(say("memory.later", issue=which, day=day.isoformat()), bold=True)
    for one in told:
        typer.echo(f"{one.entry}  {one.title}")
        for each in one.found:
            typer.echo(f"    {_label(each)}：{_shown(each.later)}")
        for due in one.come:
            typer.echo(f"    {say('memory.come', date=due.date, sort=term('coming', due.sort), what=due.what)}")
        if not one.found and not one.come:
            typer.echo(f"    {say('memory.nothing')}")
    return 0


def memory(which: Which, as_json: AsJson = False) -> int:
    """What the entries of an issue tell of earlier issues."""
    with opened():
        from guanlan.actions.tell_later import tell_earlier

        found = tell_earlier(which)
    if as_json:
        from guanlan.records.codec import to_json

        for one in found:
            typer.echo(to_json(one).decode())
        return 0
    for one in found:
        typer.echo(f"{one.later.entry}  {one.later.title}")
        typer.echo(f"    {_label(one)}：{_shown(one.earlier)}")
    if not found:
        typer.echo(say("memory.none"))
    return 0


def unlink(
    which: Which,
    entry: Annotated[str, typer.Argument(help=say("memory.entry"), metavar="C.S.NN")],
    earlier: Annotated[str, typer.Argument(help=say("memory.earlier"), metavar="N/C.S.NN")],
    reason: Annotated[str, typer.Option("--reason", help=say("memory.reason"))] = "",
) -> int:
    """Two entries have nothing to do with each other."""
    with opened() as context:
        from guanlan.actions.tell_later import unlink as action

        done = action(which, entry, earlier, reason, context=context)
    typer.echo(say("memory.unlinked", earlier=done.earlier, later=done.later, reason=done.reason))
    return 0


def _label(one: FollowUp) -> str:
    from guanlan.publish.memory.telling import label_of

    return label_of(one.kind, language())


def _shown(mention: Mention) -> str:
    """Day, title, and where it was carried."""
    where = say("memory.held", handle=mention.entry)
    if mention.issued is not None:
        where = say("memory.where", issue=mention.issue or mention.issued, entry=mention.entry)
    return f"{mention.day or ''} {mention.title}（{where}）".strip()


COMMANDS: dict[str, Callable[..., Any]] = {"issue later": later, "issue memory": memory, "issue unlink": unlink}
