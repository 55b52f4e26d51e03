"""``guanlan site build``: all issues as a static site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from guanlan.cli.door import opened
from guanlan.cli.words import say


def build(
    out: Annotated[Path, typer.Option("--out", help=say("site.out"), metavar="DIR")],
    address: Annotated[str, typer.Option("--address", help=say("site.address"), metavar="URL")] = "",
    drafts: Annotated[bool, typer.Option("--drafts", help=say("site.drafts"))] = False,
) -> int:
    """Write the site."""
    with opened() as context:
        from guanlan.actions.build_site import build_site

        made = build_site(out, context=context, address=address, drafts=drafts)
    typer.echo(f"{made.path}  {made.size / 1024:.0f} KB  {made.sha256}")
    return 0


COMMANDS: dict[str, Callable[..., Any]] = {"site build": build}
