"""What a rule of the proof-reader is, and the table in which each is explained."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

from guanlan.errors import OurFault
from guanlan.publish.proof.sheet import ProofSheet
from guanlan.records.finding import FindingLevel
from guanlan.text.tables_reading import table_rows

ROOM = "guanlan.publish.proof"
"""Whose tables are the proof-reader's."""
GROUP = "guanlan.proof"


class Hit(NamedTuple):
    """Code points ``start`` to ``end`` of the sheet's text that break a rule; ``mend`` where it is sure."""

    start: int
    end: int
    where: str
    mend: str | None = None
    params: dict[str, Any] = {}  # noqa: RUF012 - never changed


Check = Callable[[ProofSheet], Iterator[Hit]]


class Rule(msgspec.Struct, frozen=True):
    """A rule. ``code`` is ``GL`` and three digits (DESIGN §4), ``source`` the standard or practice it rests on.

    ``zh`` and ``en`` say what is wrong, with places for the params of a hit; ``why``, ``example`` and ``mended``
    explain it to an editor.
    """

    code: str
    level: FindingLevel
    name: str
    zh: str
    en: str
    why: str
    example: str
    mended: str
    source: str


@cache
def explained() -> dict[str, Rule]:
    """Every rule of our own tables, by code."""
    found: dict[str, Rule] = {}
    for path in sorted((files(ROOM) / "tables").iterdir(), key=lambda one: one.name):
        if not path.name.startswith("rules"):
            continue
        for row in table_rows(path.name.removesuffix(".tsv"), ROOM):
            rule = msgspec.convert(dict(zip(Rule.__struct_fields__, row, strict=True)), Rule)
            if rule.code in found:
                raise OurFault("proof.twice", code=rule.code)
            found[rule.code] = rule
    return found


@cache
def checks() -> dict[str, Check]:
    """Code → its check, ours and those that other packages register under ``guanlan.proof``.

    An entry point leads to a mapping of codes to checks.
    """
    found: dict[str, Check] = {}
    for entry in sorted(entry_points(group=GROUP), key=lambda one: one.name):
        for code, check in entry.load().items():
            if found.setdefault(code, check) is not check:
                raise OurFault("proof.twice", code=code)
    return found
