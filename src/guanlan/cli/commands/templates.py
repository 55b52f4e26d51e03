"""``guanlan issue template``: the sample Word template, and whether one's own can be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from guanlan.cli.words import say
from guanlan.errors import InputError


def template(
    out: Annotated[Path | None, typer.Option("--out", help=say("template.out"))] = None,
    check: Annotated[Path | None, typer.Option("--check", help=say("template.check"))] = None,
) -> int:
    """Write the sample, or look a template through."""
    if (out is None) == (check is None):
        raise InputError("cli.nothing_to_do", options="--out, --check")
    from guanlan.actions.word_templates import check_template, save_sample

    if check is not None:
        check_template(check)
        typer.echo(say("template.good", name=check.name))
    elif out is not None:
        save_sample(out)
        typer.echo(say("template.written", path=out))
    return 0


COMMANDS: dict[str, Callable[..., Any]] = {"issue template": template}
