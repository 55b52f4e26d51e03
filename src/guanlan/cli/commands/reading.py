"""``guanlan read``: a file's text with its facts, without any database."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from guanlan.cli.words import say
from guanlan.errors import InputError

if TYPE_CHECKING:
    from guanlan.records.bulletin import Entry
    from guanlan.records.reading import Reading
    from guanlan.records.report import Report


def given_bytes(path: Path) -> tuple[bytes, str | None]:
    """The bytes of a file, or of standard input for ``-``, with the name that helps to tell what they are."""
    if str(path) == "-":
        return sys.stdin.buffer.read(), None
    try:
        return path.read_bytes(), path.name
    except OSError as error:
        raise InputError("cli.file", path=path, why=error.strerror or error) from error


def day_of(text: str) -> date:
    """An ISO day as typed; refuses what the calendar does not have."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError("date.impossible", value=text) from error


def given_day(text: str | None) -> date | None:
    """The day of an option that may be left out."""
    return None if text is None else day_of(text)


def read(
    file: Annotated[Path, typer.Argument(help=say("read.file"))],
    as_: Annotated[str, typer.Option("--as", help=say("option.as"), metavar="auto|bulletin|release")] = "auto",
    published: Annotated[str | None, typer.Option("--date", help=say("read.date"), metavar="YYYY-MM-DD")] = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("read.json"))] = False,
) -> int:
    """Print the text with its facts."""
    from guanlan import formats

    data, name = given_bytes(file)
    day = given_day(published)
    formats.admit(data, name=name)
    reading = formats.read(data, name=name)
    told = list(_told(reading, as_, day))
    if as_json:
        for line in fact_lines(told):
            typer.echo(json.dumps(line, ensure_ascii=False))
        return 0
    from guanlan.cli.colour import print_report

    if not told:
        typer.echo(say("read.nothing"), err=True)
    for one in told:
        print_report(one, reading.text)
    return 0


def _told(reading: Reading, as_: str, day: date | None) -> Iterator[Entry | Report]:
    from guanlan.extract.bulletin import looks_like_bulletin, read_bulletin
    from guanlan.extract.facts import with_facts
    from guanlan.extract.release import read_release

    if as_ not in ("auto", "bulletin", "release"):
        raise InputError("cli.choice", option="--as", value=as_, choices="auto, bulletin, release")
    if as_ == "bulletin" or (as_ == "auto" and looks_like_bulletin(reading)):
        yield from with_facts(read_bulletin(reading), reading).entries()
    else:
        yield from read_release(reading, published=day)


def fact_lines(told: list[Any]) -> Iterator[dict[str, Any]]:
    """One line for each anchor of each fact: ``field``, ``value``, ``text``, ``start``, ``end`` as published."""
    from guanlan.records.export import each_fact, plain

    for one in told:
        name = getattr(one, "id", None) or one.name
        for field, fact in each_fact(one.facts):
            for anchor in fact.anchors:
                yield {
                    "report": name,
                    "field": field,
                    "value": plain(fact.value),
                    "text": anchor.quote,
                    "start": anchor.start,
                    "end": anchor.end,
                }


COMMANDS: dict[str, Callable[..., Any]] = {"read": read}
