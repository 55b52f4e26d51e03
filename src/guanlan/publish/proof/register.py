"""The register of sensitive wording: a table that the institute fills, and the rule that checks it.

One line a wording: ``pattern<TAB>mend<TAB>note<TAB>level``. ``pattern`` is plain words, or a regular expression
between slashes; ``mend`` may be empty; ``level`` is error, warning or advice. Lines that begin with # are remarks. It
holds what no rule can know: leaders' names with their posts and order, fixed terms, how Hong Kong, Macao and Taiwan
are named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, get_args

from guanlan.errors import InputError
from guanlan.publish.proof.sheet import ProofSheet
from guanlan.records.finding import Finding, FindingLevel

CODE = "GL290"
_FIELDS = 4


class Wording(NamedTuple):
    """One line of the register."""

    pattern: re.Pattern[str]
    mend: str | None
    note: str
    level: FindingLevel


def read_register(data: bytes) -> tuple[Wording, ...]:
    """The register that a file holds. Raises ``InputError`` naming the line that is wrong.

    >>> read_register("某地区政府\\t某地政府\\t固定称谓\\terror".encode())[0].mend
    '某地政府'
    """
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError("proof.register_encoding", why=str(error)) from error
    return tuple(_wording(number, line) for number, line in enumerate(lines, 1) if line.strip() and line[0] != "#")


def _wording(number: int, line: str) -> Wording:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) != _FIELDS or not cells[0]:
        raise InputError("proof.register_line", number=number, line=line[:40])
    pattern, mend, note, level = cells
    if level not in get_args(FindingLevel):
        raise InputError("proof.register_level", number=number, level=level)
    is_regex = len(pattern) > 2 and pattern[0] == pattern[-1] == "/"
    try:
        compiled = re.compile(pattern[1:-1] if is_regex else re.escape(pattern))
    except re.error as error:
        raise InputError("proof.register_pattern", number=number, pattern=pattern, why=str(error)) from error
    return Wording(compiled, mend or None, note, level)  # type: ignore[arg-type]


def registered_wording(sheet: ProofSheet, register: tuple[Wording, ...]) -> Iterator[Finding]:
    """GL290: words that the institute's register speaks of."""
    for part in sheet.parts:
        for one in register:
            for found in one.pattern.finditer(part.text):
                start, end = part.home(found.start(), found.end())
                text = sheet.text[start:end]
                if found.start() == found.end() or text == one.mend:
                    continue
                params = {"text": found[0], "mend": one.mend or "—", "note": one.note}
                yield Finding(CODE, one.level, start, end, text, one.mend, part.where, params)
