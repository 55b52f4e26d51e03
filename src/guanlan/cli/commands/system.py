"""``guanlan plugins`` and ``guanlan doctor``: what is there, what is missing, and what that costs."""

from __future__ import annotations

import importlib.metadata
import platform
import sys
from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple

import typer

from guanlan import __version__
from guanlan.cli.words import say

GROUPS = ("guanlan.formats", "guanlan.families", "guanlan.proof", "guanlan.packs")
PARTS = ("msgspec", "django", "selectolax", "trafilatura", "pypdfium2", "pdfplumber", "python-docx", "typst")


class Check(NamedTuple):
    """One line of the doctor: ``state`` is ok, missing or broken."""

    name: str
    state: str
    detail: str


def plugins() -> int:
    """List what is registered through entry points, ours and others'."""
    for group in GROUPS:
        for entry in sorted(importlib.metadata.entry_points(group=group), key=lambda entry: entry.name):
            owner = entry.dist.name if entry.dist else "?"
            typer.echo(f"{group.removeprefix('guanlan.'):10}{entry.name:12}{entry.value:40}{owner}")
    return 0


def doctor(as_json: Annotated[bool, typer.Option("--json", help=say("option.json"))] = False) -> int:
    """Versions, fonts, database, optional parts; 1 where something needed is missing."""
    checks = [*_versions(), _fonts(), _database(), _formats()]
    if as_json:
        import json

        typer.echo(json.dumps([check._asdict() for check in checks], ensure_ascii=False, indent=1))
    else:
        for check in checks:
            mark = {"ok": "✓", "missing": "–", "broken": "✗"}[check.state]
            typer.echo(f"{mark} {check.name:22} {check.detail}")
    return int(any(check.state == "broken" for check in checks))


def _versions() -> Iterator[Check]:
    yield Check("guanlan", "ok", __version__)
    old = sys.version_info < (3, 11)
    yield Check("python", "broken" if old else "ok", f"{platform.python_version()} ({platform.system()})")
    for part in PARTS:
        try:
            yield Check(part, "ok", importlib.metadata.version(part))
        except importlib.metadata.PackageNotFoundError:
            yield Check(part, "broken", say("doctor.part", part=part))


def _fonts() -> Check:
    from guanlan.publish.render import fonts

    try:
        return Check(say("doctor.fonts"), "ok", ", ".join(fonts.faces()))
    except Exception as error:  # a check tells what is wrong, whatever it is
        return Check(say("doctor.fonts"), "broken", say("doctor.fonts.missing", why=error))


def _database() -> Check:
    from guanlan import store
    from guanlan.cli.door import home

    folder = home()
    if not (folder / "guanlan.sqlite3").exists():
        return Check(say("doctor.database"), "ok", say("doctor.database.none", home=folder))
    try:
        store.setup(folder)
    except Exception as error:  # a check tells what is wrong, whatever it is
        return Check(say("doctor.database"), "broken", say("doctor.database.broken", home=folder, why=error))
    size = (folder / "guanlan.sqlite3").stat().st_size / 2**20
    return Check(say("doctor.database"), "ok", f"SQLite, {folder}, {size:.1f} MB")


def _formats() -> Check:
    names = sorted(entry.name for entry in importlib.metadata.entry_points(group="guanlan.formats"))
    missing = {"txt", "markdown", "html", "pdf", "docx"} - set(names)
    if missing:
        return Check(say("doctor.formats"), "broken", say("doctor.formats.missing", names=", ".join(sorted(missing))))
    return Check(say("doctor.formats"), "ok", ", ".join(names))


COMMANDS: dict[str, Callable[..., Any]] = {"plugins": plugins, "doctor": doctor}
