"""``guanlan collect``: visits to watched sources."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.words import language, say, term
from guanlan.errors import phrase

if TYPE_CHECKING:
    from guanlan.actions.collect_sources import Collected, Visited


def collect(
    source: Annotated[list[str] | None, typer.Option("--source", help=say("collect.source"), metavar="KEY")] = None,
    once: Annotated[bool, typer.Option("--once", help=say("collect.once"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False,
) -> int:
    """Store, then read, source by source."""
    from datetime import UTC, datetime

    from guanlan.cli.door import opened

    with opened() as context:
        from guanlan.actions.collect_sources import collect_sources

        done = collect_sources(source, context=context, clock=lambda: datetime.now(UTC), once=once)
    if as_json:
        typer.echo(json.dumps(_plain(done), ensure_ascii=False, indent=1))
    else:
        _print(done)
    return 3 if done.fault else int(done.faulty)


def _print(done: Collected) -> None:
    for visit in done.visits:
        _print_visit(visit)
    if done.resumed:
        typer.echo(say("collect.resumed", count=len(done.resumed)))
    left = [(name, getattr(done, name)) for name in ("waiting", "paused", "unchecked")]
    typer.echo(say("collect.done", visits=len(done.visits), kept=sum(visit.kept for visit in done.visits)))
    if any(count for _, count in left):
        typer.echo("  " + "  ".join(f"{say(f'collect.{name}')} {count}" for name, count in left if count))


def _print_visit(visit: Visited) -> None:
    if visit.code is not None:
        typer.echo(f"✗ {visit.name} ({visit.source}): {phrase(visit.code, language(), visit.params)}", err=True)
        return
    typer.echo(say("collect.visit", name=visit.name, key=visit.source, found=visit.found, kept=visit.kept))
    for result, count in _counts(visit).items():
        typer.echo(f"    {term('result', result)} {count}")
    for code, count in sorted(visit.events.items()):
        typer.echo(f"    {term('event', code)} {count}")
    if visit.stopped:
        typer.echo(f"    {term('stopped', visit.stopped)}")
    for one in visit.outcomes:
        if one.code is not None:
            typer.echo(f"    {term('result', one.result)}: {phrase(one.code, language(), one.params)}", err=True)


def _counts(visit: Visited) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in visit.outcomes:
        counts[one.result.value] = counts.get(one.result.value, 0) + 1
    return counts


def _plain(done: Collected) -> dict[str, Any]:
    import msgspec

    told: dict[str, Any] = msgspec.to_builtins(done)
    for line, visit in zip(told["visits"], done.visits, strict=True):
        line["counts"] = _counts(visit)
    return told


COMMANDS: dict[str, Callable[..., Any]] = {"collect": collect}
