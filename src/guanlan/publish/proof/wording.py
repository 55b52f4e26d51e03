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
def _plain_words(code: str) -> Lexicon | None:
    """The rows that are words and nothing more: looked for all at once."""
    words = [
        one.pattern.pattern for one in confusables()[code] if one.pattern.pattern == one.sign and len(one.sign) > 1
    ]
    return Lexicon(words) if words else None


def phrases(code: str) -> Check:
    """The check of a code's rows."""

    def check(sheet: ProofSheet) -> Iterator[Hit]:
        rows = _rows_met(code, sheet.whole)
        for part in sheet.parts if rows else ():
            if code in _NOT_IN_CONTENTS and part.kind == "toc":
                continue
            for one in rows:
                if one.sign in part.text:
                    yield from _hits(part, one)

    return check


def _rows_met(code: str, whole: str) -> list[Confusable]:
    """The rows of which something stands in the text."""
    lexicon = _plain_words(code)
    met = {whole[start:end] for start, end in lexicon.matches(whole)} if lexicon is not None else set()
    return [
        one
        for one in confusables()[code]
        if one.sign in met or (one.pattern.pattern != one.sign and one.sign in whole and one.quick.search(whole))
    ]


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
