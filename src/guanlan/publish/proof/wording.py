"""Words taken for one another, and turns of phrase: two tables of what is written, where, and what should stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from guanlan.publish.proof.rules import ROOM, Check, Hit
from guanlan.publish.proof.sheet import Part, ProofSheet
from guanlan.text.lexicon import Lexicon
from guanlan.text.tables_reading import table_rows

TABLES = ("confusables", "patterns")
_GROUP = re.compile(r"\((?P<kind>\?(?:P<\w+>|P=|[:=!]|<[=!]))?(?P<inside>[^()]*)\)(?P<how_often>[?*+]|\{[^}]*\})?")
_SIGNS = re.compile("[\u4e00-\u9fff]+(?![?*{])")
_BEFORE = re.compile(r"^\(\?<[=!](?:\\.|\[[^\]]*\](?:\{\d+\})?|[^()\[\]])*\)")
_NO_MEND = "—"
# a list of contents has leaders between a title and its page
_NOT_IN_CONTENTS = frozenset({"GL118"})


class Confusable(NamedTuple):
    """``pattern`` finds the wrong words (its group ``w``, else all of it); without a ``mend`` a person decides.

    ``mend`` may name groups of the pattern. ``sign`` is a stretch of plain words that no match is without, or nothing;
    ``quick`` the pattern without what must stand before it, which is looked for faster.
    """

    code: str
    pattern: re.Pattern[str]
    mend: str | None
    note: str
    source: str
    sign: str
    quick: re.Pattern[str]

    @property
    def is_plain(self) -> bool:
        """Whether the row is words and nothing more."""
        return self.pattern.pattern == self.sign


@cache
def confusables() -> dict[str, tuple[Confusable, ...]]:
    """The rows of both tables by code."""
    found: defaultdict[str, list[Confusable]] = defaultdict(list)
    for name in TABLES:
        for code, pattern, mend, note, source in table_rows(name, ROOM):
            sure = None if mend == _NO_MEND else mend
            found[code].append(
                Confusable(code, re.compile(pattern), sure, note, source, _plain(pattern), _quick(pattern))
            )
    return {code: tuple(rows) for code, rows in found.items()}


def _quick(pattern: str) -> re.Pattern[str]:
    return re.compile(_BEFORE.sub("", pattern))


def _plain(pattern: str) -> str:
    """The longest stretch of Chinese that every match bears: none of alternatives, classes and what may be left out."""
    plain = re.sub(r"\\.|\[[^\]]*\]", "#", pattern)
    while (opened := _GROUP.sub(_opened, plain)) != plain:
        plain = opened
    return "" if "|" in plain else max(_SIGNS.findall(plain), key=len, default="")


def _opened(group: re.Match[str]) -> str:
    is_sure = "|" not in group["inside"] and not group["how_often"] and group["kind"] not in ("?!", "?<!")
    return group["inside"] if is_sure else "#"


@cache
def _signs() -> Lexicon:
    """The signs of all rows: looked for all at once."""
    return Lexicon({one.sign for rows in confusables().values() for one in rows if len(one.sign) > 1})


def phrases(code: str) -> Check:
    """The check of a code's rows."""

    def check(sheet: ProofSheet) -> Iterator[Hit]:
        for part, rows in _rows_met(code, sheet):
            if code in _NOT_IN_CONTENTS and part.kind == "toc":
                continue
            for one in rows:
                yield from _hits(part, one)

    return check


def _rows_met(code: str, sheet: ProofSheet) -> Iterator[tuple[Part, list[Confusable]]]:
    """The parts, in order, that have something of a row, each with these rows."""
    met = sheet.words_of(_signs())
    found: defaultdict[int, list[Confusable]] = defaultdict(list)
    for one in confusables()[code]:
        if one.sign in met or (len(one.sign) == 1 and one.sign in sheet.whole):
            numbers = sheet.saying(one.sign) if one.is_plain or one.quick.search(sheet.whole) else ()
        else:
            numbers = () if one.sign else sheet.touched(one.quick)
        for number in dict.fromkeys(numbers):
            found[number].append(one)
    return ((sheet.parts[number], found[number]) for number in sorted(found))


def _hits(part: Part, one: Confusable) -> Iterator[Hit]:
    for found in one.pattern.finditer(part.text):
        start, end = found.span("w" if "w" in one.pattern.groupindex else 0)
        mend = None if one.mend is None else found.expand(one.mend)
        if start == end:  # something is missing here: the word before it is told, and mended
            start -= 1
            mend = None if mend is None else part.text[start:end] + mend
        home = part.home(start, end)
        params = {"text": part.text[start:end], "mend": mend or _NO_MEND, "note": one.note}
        yield Hit(home.start, home.end, part.where, mend, params)


CHECKS: dict[str, Check] = {code: phrases(code) for code in sorted(confusables())}
