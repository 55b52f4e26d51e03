"""``guanlan readers …``, ``issue send``, ``issue deliveries``: who gets an issue by mail, and whether it arrived."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.commands.laws import AsJson, print_json
from guanlan.cli.commands.reading import given_bytes
from guanlan.cli.door import opened
from guanlan.cli.words import say, term
from guanlan.errors import InputError

if TYPE_CHECKING:
    from guanlan.actions.delivery_summaries import Draft, ReaderLine, Sent

Which = Annotated[str, typer.Argument(help=say("argument.issue"), metavar="N")]
Address = Annotated[str, typer.Argument(help=say("argument.reader"), metavar="ADDRESS")]


def add(
    address: Address,
    name: Annotated[str, typer.Option("--name", help=say("readers.name"))] = "",
    column: Annotated[list[str] | None, typer.Option("--column", help=say("readers.column"))] = None,
    topic: Annotated[list[str] | None, typer.Option("--topic", help=say("readers.topic"))] = None,
    change: Annotated[bool, typer.Option("--change", help=say("readers.change"))] = False,
) -> int:
    """Register a reader."""
    with opened() as context:
        from guanlan.actions.keep_readers import add_reader

        line = add_reader(address, context=context, name=name, columns=column or (), topics=topic or (), change=change)
    typer.echo(say("readers.added", address=line.address, wants=_wants(line)))
    return 0


def list_(
    all_: Annotated[bool, typer.Option("--all", help=say("readers.all"))] = False,
    as_json: AsJson = False,
) -> int:
    """Who gets the bulletin."""
    with opened():
        from guanlan.actions.keep_readers import list_readers

        lines = list_readers(all_=all_)
    if as_json:
        print_json(lines)
        return 0
    from guanlan.cli.grids import print_table

    heads = tuple(say(f"readers.head.{one}") for one in ("address", "name", "wants", "joined", "left"))
    print_table(heads, ((one.address, one.name, _wants(one), one.joined, one.left) for one in lines))
    return 0


def remove(address: Address) -> int:
    """Send a reader nothing more."""
    with opened() as context:
        from guanlan.actions.keep_readers import remove_reader

        line = remove_reader(address, context=context)
    typer.echo(say("readers.removed", address=line.address, day=line.left))
    return 0


def import_(file: Annotated[Path, typer.Argument(help=say("readers.file"), metavar="FILE.csv")]) -> int:
    """Register the readers of a list."""
    data, _ = given_bytes(file)
    with opened() as context:
        from guanlan.actions.keep_readers import import_readers

        added, known = import_readers(data, context=context)
    typer.echo(say("readers.imported", added=added, known=known))
    return 0


def send(
    which: Which,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("issue.send.dry"))] = False,
    only: Annotated[str | None, typer.Option("--only", help=say("issue.send.only"), metavar="ADDRESS")] = None,
    as_json: AsJson = False,
) -> int:
    """Send an issue to its readers; 1 where a delivery is uncertain or was refused."""
    with opened() as context:
        from guanlan.actions.send_issue import preview_sending, send_issue
        from guanlan.actions.steps.mail_settings import settings_of_home

        settings = settings_of_home()
        if dry_run:
            drafts = preview_sending(which, settings, context=context, only=only)
            return _drafts(drafts, as_json=as_json)
        done = send_issue(which, settings, context=context, only=only, clock=lambda: datetime.now(UTC))
    if as_json:
        print_json(done)
    else:
        _tell(done)
    return 1 if done.uncertain or done.refusals else 0


def notify(
    which: Which,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("issue.send.dry"))] = False,
    as_json: AsJson = False,
) -> int:
    """Tell those who got an issue what was amended in it; 1 where a delivery is uncertain or was refused."""
    with opened() as context:
        from guanlan.actions.send_issue import preview_notices, send_notices
        from guanlan.actions.steps.mail_settings import settings_of_home

        settings = settings_of_home()
        if dry_run:
            waiting = preview_notices(which, settings, context=context)
            return _drafts([one for drafts in waiting.values() for one in drafts], as_json=as_json)
        done = send_notices(which, settings, context=context, clock=lambda: datetime.now(UTC))
    if as_json:
        print_json(done)
    else:
        for number, one in done.items():
            typer.echo(say("issue.notify.amendment", number=number))
            _tell(one)
    return int(any(one.uncertain or one.refusals for one in done.values()))


def deliveries(
    which: Which,
    amendment: Annotated[int, typer.Option("--notice", help=say("issue.deliveries.notice"), metavar="K")] = 0,
    state: Annotated[str | None, typer.Option("--state", help=say("issue.deliveries.state"))] = None,
    arrived: Annotated[str | None, typer.Option("--arrived", help=say("issue.deliveries.arrived"))] = None,
    again: Annotated[str | None, typer.Option("--again", help=say("issue.deliveries.again"))] = None,
    as_json: AsJson = False,
) -> int:
    """How an issue stands with its readers; 1 where a delivery is uncertain."""
    if arrived is not None and again is not None:
        raise InputError("cli.choice", option="--arrived / --again", value=again, choices="--arrived, --again")
    with opened() as context:
        from guanlan.actions.send_issue import list_deliveries, settle_delivery

        settled = arrived if arrived is not None else again
        if settled is not None:
            settle_delivery(which, settled, context=context, arrived=arrived is not None, amendment=amendment)
        lines = list_deliveries(which, state, amendment)
    if as_json:
        print_json(lines)
    else:
        from guanlan.cli.grids import print_table

        heads = tuple(say(f"issue.deliveries.head.{one}") for one in ("address", "state", "at", "detail"))
        rows = ((one.address, term("delivery", one.state), f"{one.at:%Y-%m-%d %H:%M}", one.detail) for one in lines)
        print_table(heads, rows)
    return 1 if any(one.state in ("uncertain", "handed") for one in lines) else 0


def _wants(line: ReaderLine) -> str:
    return "、".join((*line.columns, *line.topics)) or say("readers.whole")


def _drafts(drafts: list[Draft], *, as_json: bool) -> int:
    if as_json:
        print_json(drafts)
        return 0
    for one in drafts:
        typer.echo(say("issue.send.draft", address=one.address, entries=one.entries, size=f"{one.size / 1024:.0f}"))
    typer.echo(say("issue.send.drafts", count=len(drafts)))
    return 0


def _tell(done: Sent) -> None:
    typer.echo(
        say("issue.send.done", accepted=done.accepted, before=done.before, nothing=done.nothing, refused=done.refused)
    )
    for one in done.refusals:
        typer.echo(say("issue.send.refused", address=one.address, detail=one.detail))
    for address in done.uncertain:
        typer.echo(say("issue.send.uncertain", address=address))


COMMANDS: dict[str, Callable[..., Any]] = {
    "readers add": add,
    "readers list": list_,
    "readers remove": remove,
    "readers import": import_,
    "issue send": send,
    "issue notify": notify,
    "issue deliveries": deliveries,
}
