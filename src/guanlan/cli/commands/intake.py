"""``guanlan import`` and ``guanlan demo``: what comes in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from guanlan.cli.words import language, say, term
from guanlan.errors import InputError, phrase

if TYPE_CHECKING:
    from guanlan.actions.summaries import DemoTable, Imported, IssueView

Shape = Literal["auto", "bulletin", "release"]
SHAPES: dict[str, Shape] = {"auto": "auto", "bulletin": "bulletin", "release": "release"}


def import_(
    paths: Annotated[list[str], typer.Argument(help=say("import.paths"), metavar="PATH…")],
    as_: Annotated[str, typer.Option("--as", help=say("option.as"), metavar="auto|bulletin|release")] = "auto",
    source: Annotated[str | None, typer.Option("--source", help=say("import.source"))] = None,
) -> int:
    """Store, then read; judged file by file."""
    from guanlan.cli.door import opened

    if as_ not in SHAPES:
        raise InputError("cli.choice", option="--as", value=as_, choices=", ".join(SHAPES))
    if "-" in paths and len(paths) > 1:
        raise InputError("cli.stdin_alone")
    with opened() as context:
        from guanlan.actions.import_paths import import_bytes, import_paths

        if paths == ["-"]:
            done = import_bytes(sys.stdin.buffer.read(), context=context, as_=SHAPES[as_], source=source)
        else:
            done = import_paths([Path(path) for path in paths], context=context, as_=SHAPES[as_], source=source)
    print_imported(done)
    return 3 if done.fault else 2 if done.faulty else 0


def print_imported(done: Imported) -> None:
    """What was added; each file that was refused or could not be read, with its sentence."""
    from guanlan.actions.summaries import Result

    for one in done.outcomes:
        if one.result in (Result.REFUSED, Result.UNREAD):
            why = phrase(one.code, language(), one.params) if one.code else ""
            typer.echo(f"{term('result', one.result)}: {one.path}: {why}", err=True)
    counts = [(term("result", result), len(done.of(result))) for result in Result if done.of(result)]
    typer.echo(say("import.done", counts=", ".join(f"{name} {count}" for name, count in counts)))
    for one in done.outcomes:
        if one.issue is not None:
            code = "import.issue_kept" if one.kept_issue else "import.issue"
            typer.echo(say(code, number=one.issue, reports=one.reports))


def demo(
    out: Annotated[Path, typer.Option("--out", help=say("demo.out"))] = Path("demo-out"),
) -> int:
    """The main job on the sample releases, from import to the finished files."""
    from guanlan.cli.door import started

    with started() as made:
        from guanlan.actions.run_demo import run_demo

        table = run_demo(out, context=made)
    _print_demo(table)
    return 2 if table.imported.faulty else 0


def _print_demo(table: DemoTable) -> None:
    from guanlan.cli.grids import print_table

    print_imported(table.imported)
    _print_columns(table.issue)
    print_table(
        (say("head.format"), say("head.file"), say("head.size"), "SHA-256"),
        ((one.format, one.path, f"{one.size / 1024:.0f} KB", one.sha256[:16]) for one in table.built),
    )
    line = table.issue.line
    typer.echo(say("demo.gate", total=sum(table.gate.values()) - table.gate["errors"], **table.gate))
    typer.echo(
        say(
            "demo.done",
            reports=table.reports,
            developments=table.developments,
            entries=line.entries,
            number=line.number,
        )
    )


def _print_columns(issue: IssueView) -> None:
    from guanlan.cli.grids import print_table

    print_table(
        (say("head.column"), say("head.entries")),
        ((heading, len(entries)) for heading, entries in issue.columns),
        title=issue.line.title,
    )
    for spare in issue.spares:
        typer.echo(f"  {say('head.spare')} {spare.title}: {phrase(spare.code, language(), spare.params)}")


COMMANDS: dict[str, Callable[..., Any]] = {"demo": demo, "import": import_}
