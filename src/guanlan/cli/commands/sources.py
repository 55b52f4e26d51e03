"""``guanlan source``: the register of sources; what one would give; rules for one that has none."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.door import opened
from guanlan.cli.words import say, term
from guanlan.errors import InputError

if TYPE_CHECKING:
    from guanlan.actions.register_summaries import Tried
    from guanlan.records.source import SourceSpec

AsJson = Annotated[bool, typer.Option("--json", help=say("option.json"))]
Key = Annotated[str, typer.Argument(help=say("source.key"), metavar="KEY")]


def add(
    what: Annotated[list[str], typer.Argument(help=say("source.add.what"), metavar="FILE|KEY…")],
    opml: Annotated[bool, typer.Option("--opml", help=say("source.add.opml"))] = False,
) -> int:
    """Watch the sources of a file, or of the register that comes with the program."""
    with opened() as context:
        from guanlan.actions.add_source import add_sources

        specs = [spec for one in what for spec in _specs(one, opml=opml)]
        keys = add_sources(specs, context=context)
    typer.echo(say("source.added", count=len(keys), keys=", ".join(keys[:8]) + ("…" if len(keys) > 8 else "")))
    return 0


def _specs(what: str, *, opml: bool) -> tuple[SourceSpec, ...]:
    """Of a file, or of a key."""
    from guanlan.actions.add_source import registered
    from guanlan.collect.outlines import read_outline
    from guanlan.collect.spec import load_specs

    path = Path(what)
    if opml or path.suffix == ".opml":
        from guanlan.cli.commands.reading import given_bytes

        return read_outline(given_bytes(path)[0].decode("utf-8", errors="replace"), what)
    return load_specs(path) if path.exists() else (registered(what),)


def list_(
    level: Annotated[str | None, typer.Option("--level", help=say("source.level"))] = None,
    words: Annotated[str | None, typer.Option("--words", help=say("source.words"))] = None,
    as_json: AsJson = False,
) -> int:
    """Watched sources first, then the register."""
    from guanlan.cli.grids import print_table

    with opened():
        from guanlan.actions.list_sources import LEVELS, list_sources

        if level is not None and level not in LEVELS:
            raise InputError("cli.choice", option="--level", value=level, choices=", ".join(LEVELS))
        lines = list_sources(level=level, words=words)
    if as_json:
        import msgspec

        for line in lines:
            typer.echo(json.dumps(msgspec.to_builtins(line), ensure_ascii=False))
        return 0
    heads = tuple(say(f"head.source.{name}") for name in ("key", "name", "level", "place", "state", "home"))
    states = [("paused" if line.paused else "watched" if line.watched else "offered") for line in lines]
    rows = (
        (line.key, line.name, term("level", line.level), line.jurisdiction, term("source.state", state), line.home)
        for line, state in zip(lines, states, strict=True)
    )
    print_table(heads, rows)
    return 0


def try_(
    what: Annotated[str, typer.Argument(help=say("source.add.what"), metavar="KEY|FILE")],
    seek: Annotated[bool, typer.Option("--propose", help=say("source.propose"))] = False,
    address: Annotated[str | None, typer.Option("--address", help=say("source.address"), metavar="URL")] = None,
    as_json: AsJson = False,
) -> int:
    """What a visit would take; nothing is stored. 1 where it would take nothing."""
    with opened() as context:
        from guanlan.actions.try_source import try_source

        done = [
            try_source(spec, context=context, clock=lambda: datetime.now(UTC), seek=seek, address=address)
            for spec in _specs(what, opml=False)
        ]
    for one in done:
        if as_json:
            import msgspec

            typer.echo(json.dumps(msgspec.to_builtins(one), ensure_ascii=False))
        else:
            _print_tried(one)
    return int(any(not one.taken for one in done))


def _print_tried(tried: Tried) -> None:
    from guanlan.cli.grids import print_table

    if tried.toml is not None:
        typer.echo(tried.toml)
    if tried.proposal is not None and tried.proposal.list is None:
        typer.echo(say("source.no_list", key=tried.spec.key))
        print_table(
            (say("head.source.name"), say("head.source.home")), tried.proposal.columns, title=say("source.columns")
        )
        return
    for address, found in tried.lists:
        typer.echo(say("source.list_seen", address=address, found=found))
    heads = tuple(say(f"head.source.{name}") for name in ("date", "title", "address", "size"))
    print_table(heads, ((day, title, address, size) for address, title, day, size in tried.taken))
    if tried.left:
        typer.echo(say("source.more", count=tried.left))
    for code, address in tried.events:
        typer.echo(f"{code}: {address}")


def pause(key: Key, reason: Annotated[str, typer.Option("--reason", help=say("source.reason"))] = "") -> int:
    """Leave it alone."""
    return _set(key, reason, paused=True)


def resume(key: Key, reason: Annotated[str, typer.Option("--reason", help=say("source.reason"))] = "") -> int:
    """Visit it again."""
    return _set(key, reason, paused=False)


def _set(key: str, reason: str, *, paused: bool) -> int:
    with opened() as context:
        from guanlan.actions.add_source import pause_source

        pause_source(key, paused=paused, reason=reason, context=context)
    typer.echo(say("source.paused" if paused else "source.resumed", key=key))
    return 0


def export(
    opml: Annotated[bool, typer.Option("--opml", help=say("source.export.opml"))] = False,
) -> int:
    """The watched sources, to standard output."""
    with opened():
        from guanlan.actions.steps.authorities import watched_specs
        from guanlan.collect.outlines import to_outline
        from guanlan.collect.spec import to_toml

        specs = watched_specs()
    typer.echo(to_outline(specs) if opml else to_toml(specs), nl=False)
    return 0


COMMANDS: dict[str, Callable[..., Any]] = {
    "source add": add,
    "source list": list_,
    "source test": try_,
    "source pause": pause,
    "source resume": resume,
    "source export": export,
}
