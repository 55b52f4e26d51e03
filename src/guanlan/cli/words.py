"""What the command line says, in Chinese unless English is asked for (``--lang en`` or ``GUANLAN_LANG=en``)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from guanlan.errors.words import LANGUAGES

VARIABLE = "GUANLAN_LANG"


def settle_language(arguments: list[str]) -> None:
    """Take ``--lang`` out of the arguments, wherever it stands, so that help texts speak it too."""
    for index, word in enumerate(arguments):
        name, equals, value = word.partition("=")
        if name != "--lang":
            continue
        if not equals and index + 1 < len(arguments):
            value = arguments.pop(index + 1)
        if value in LANGUAGES:
            os.environ[VARIABLE] = value
            del arguments[index]
        elif not equals:
            arguments.insert(index + 1, value)
        return


def language() -> str:
    """``zh`` or ``en``."""
    chosen = os.environ.get(VARIABLE, "zh")
    return chosen if chosen in LANGUAGES else "zh"


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {}
    for line in lines():
        if line and not line.startswith("#"):
            code, zh, en = line.split("\t")
            table[code] = {"zh": zh, "en": en}
    return table


def lines() -> Iterator[str]:
    """The lines of every table of words, one table a family of commands."""
    for path in sorted((files("guanlan.cli") / "tables").iterdir(), key=lambda one: one.name):
        yield from path.read_text(encoding="utf-8").splitlines()


def say(code: str, /, **params: object) -> str:
    """The words of ``code`` in the language of this run."""
    return _table()[code][language()].format(**params)


def term(group: str, value: object) -> str:
    """How a value of a closed vocabulary (a kind, a column of a table) is shown; unknown ones as they are."""
    known = _table().get(f"{group}.{value}")
    return known[language()] if known else str(value)
