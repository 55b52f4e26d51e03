"""The tree of commands. Command modules import the rooms they need when they run, so that ``--help`` stays quick."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from guanlan import __version__
from guanlan.cli.commands import (
    amending,
    archive,
    assisting,
    bulletin,
    candidates,
    collecting,
    corrections,
    delivering,
    developments,
    evidence,
    gating,
    imprints,
    inquiries,
    intake,
    laws,
    mastheads,
    memory,
    pictures,
    proofing,
    publishing_web,
    reading,
    reviewing,
    sources,
    submissions,
    system,
    take,
    templates,
    watching,
)
from guanlan.cli.words import language, say
from guanlan.errors import GuanlanError, describe

# Plain help: rich's takes 0.2 s to import, and the promise for --help is 0.3 s.
SETTINGS: dict[str, Any] = {
    "rich_markup_mode": None,
    "no_args_is_help": True,
    "add_completion": False,
    "pretty_exceptions_enable": False,
    "context_settings": {"help_option_names": ["-h", "--help"], "max_content_width": 110},
}

FAMILIES = (
    system,
    intake,
    candidates,
    take,
    submissions,
    collecting,
    reading,
    bulletin,
    gating,
    imprints,
    reviewing,
    assisting,
    amending,
    developments,
    corrections,
    archive,
    laws,
    mastheads,
    memory,
    pictures,
    templates,
    inquiries,
    evidence,
    watching,
    sources,
    proofing,
    delivering,
    publishing_web,
)


def guarded(command: Callable[..., Any]) -> Callable[..., Any]:
    """The command with its ends in order: 0 done, 1 findings, 2 bad input, 3 our fault, 130 interrupted."""

    @functools.wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:
        try:
            status = command(*args, **kwargs)
        except GuanlanError as error:
            typer.echo(describe(error, language()), err=True)
            status = error.exit_status
        except KeyboardInterrupt:
            typer.echo(say("interrupted"), err=True)
            status = 130
        except BrokenPipeError:  # the reader of our output had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            status = 0
        except (typer.Exit, SystemExit):
            raise
        except Exception as error:  # the door is the last place where an unforeseen fault can be told in words
            if os.environ.get("GUANLAN_DEBUG"):
                raise
            typer.echo(say("fault", kind=type(error).__name__, detail=error), err=True)
            status = 3
        raise typer.Exit(status or 0)

    return run


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"guanlan {__version__}")
        raise typer.Exit


def _root(
    home: Annotated[Path | None, typer.Option("--home", envvar="GUANLAN_HOME", help=say("option.home"))] = None,
    lang: Annotated[str | None, typer.Option("--lang", help=say("option.lang"))] = None,
    version: Annotated[
        bool, typer.Option("--version", help=say("option.version"), callback=_version, is_eager=True)
    ] = False,
) -> None:
    if lang is not None:
        raise typer.BadParameter(say("option.lang.bad", value=lang))
    if home is not None:
        os.environ["GUANLAN_HOME"] = str(home.expanduser().resolve())


def build() -> typer.Typer:
    """The whole tree."""
    root = typer.Typer(help=say("guanlan"), **SETTINGS)
    root.callback()(_root)
    groups: dict[str, typer.Typer] = {}
    for module in FAMILIES:
        for path, command in module.COMMANDS.items():
            *above, name = path.split(" ")
            parent = root
            for depth, word in enumerate(above, 1):
                group = " ".join(above[:depth])
                if group not in groups:
                    groups[group] = typer.Typer(help=say(group), **SETTINGS)
                    parent.add_typer(groups[group], name=word)
                parent = groups[group]
            parent.command(name, help=say(path))(guarded(command))
    return root


app = build()
