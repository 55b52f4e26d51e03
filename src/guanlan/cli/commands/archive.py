"""``guanlan backup`` and ``guanlan restore``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from guanlan.cli.door import home, opened, started
from guanlan.cli.words import say


def backup(path: Annotated[Path, typer.Argument(help=say("backup.path"), metavar="FILE")]) -> int:
    """Everything into one file."""
    with opened() as context:
        from guanlan.actions.backup import backup as run

        done = run(path, context=context)
    typer.echo(say("backup.done", path=done.path, blobs=done.blobs, size=f"{done.size / 2**20:.1f}"))
    return 0


def restore(
    path: Annotated[Path, typer.Argument(help=say("restore.path"), metavar="FILE")],
    replace: Annotated[bool, typer.Option("--replace", help=say("restore.replace"))] = False,
) -> int:
    """Everything back out of it."""
    with started() as made:
        from guanlan.actions.restore import restore as run

        done = run(path, home(), context=made, replace=replace)
    typer.echo(say("restore.done", path=home(), blobs=done.blobs))
    return 0


COMMANDS: dict[str, Callable[..., Any]] = {"backup": backup, "restore": restore}
