"""``guanlan issue masthead``: who stands in an issue's masthead, and what changed since the issue before."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.door import opened
from guanlan.cli.words import say

if TYPE_CHECKING:
    from guanlan.actions.issue_masthead import MastheadView


def masthead(
    which: Annotated[str, typer.Argument(help=say("argument.issue"), metavar="N")],
    diff: Annotated[bool, typer.Option("--diff", help=say("masthead.diff"))] = False,
    approve: Annotated[bool, typer.Option("--approve", help=say("masthead.approve"))] = False,
    note: Annotated[str, typer.Option("--note", help=say("masthead.note"))] = "",
    as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False,
) -> int:
    """The masthead, with ``--diff`` its changes: 1 where one of them has no proof and nobody approved them; with
    ``--approve`` they are approved by the actor.
    """
    if approve:
        with opened() as context:
            from guanlan.actions.approve_masthead import approve_masthead

            made = approve_masthead(which, note, context=context)
        typer.echo(say("masthead.approved", count=len(made), actor=context.actor))
        return 0
    with opened():
        from guanlan.actions.issue_masthead import issue_masthead
        from guanlan.records.codec import to_json

        view = issue_masthead(which)
        if as_json:
            typer.echo(to_json(view).decode())
    if not as_json:
        _print_changes(view) if diff else _print_seats(view)
    return int(diff and view.approved_by is None and not all(one.proved for one in view.changes))


def _print_seats(view: MastheadView) -> None:
    from guanlan.cli.grids import print_table

    heads = tuple(say(f"masthead.{name}") for name in ("role", "name", "post", "since", "until", "proof"))
    print_table(heads, ((one.role, one.name, one.post, one.since, one.until, one.proof) for one in view.seats))


def _print_changes(view: MastheadView) -> None:
    if view.earlier is None:
        typer.echo(say("masthead.first"))
        return
    if not view.changes:
        typer.echo(say("masthead.same", number=view.earlier))
    for one in view.changes:
        posts = " → ".join(post or "—" for post in (one.earlier_post, one.post)) if one.sort == "changed" else ""
        mark = "" if one.proved else say("masthead.unproved")
        words = (say(f"masthead.{one.sort}"), one.role, one.name, posts, mark)
        typer.echo("  ".join(word for word in words if word))
    if view.approved_by is not None:
        typer.echo(say("masthead.was_approved", actor=view.approved_by, note=view.note))
    elif view.changes:
        typer.echo(say("masthead.waits"))


COMMANDS: dict[str, Callable[..., Any]] = {"issue masthead": masthead}
