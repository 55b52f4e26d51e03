"""GL1xx on words taken for one another: a table of what is written, where, and what should stand there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from guanlan.publish.proof.rules import Check, Hit
from guanlan.publish.proof.sheet import ProofSheet


class Confusable(NamedTuple):
    """``pattern`` finds the wrong word (its group ``w``, else all of it) where ``mend`` is sure."""

    code: str
    pattern: re.Pattern[str]
    mend: str
    note: str


@cache
def confusables() -> tuple[Confusable, ...]:
    """The rows of ``tables/confusables.tsv``."""
    text = (files("guanlan.publish.proof") / "tables" / "confusables.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(Confusable(code, re.compile(pattern), mend, note) for code, pattern, mend, note, _ in rows)


@cache
def _at_once(code: str) -> re.Pattern[str]:
    """All patterns of a code in one: most paragraphs bear none, and are looked through but once."""
    return re.compile(
        "|".join(re.sub(r"\(\?P<w>", "(?:", one.pattern.pattern) for one in confusables() if one.code == code)
    )


def _check(code: str) -> Check:
    def check(sheet: ProofSheet) -> Iterator[Hit]:
        for part in sheet.parts:
            if _at_once(code).search(part.text) is None:
                continue
            for one in confusables():
                if one.code != code:
                    continue
                for found in one.pattern.finditer(part.text):
                    start, end = found.span("w" if "w" in one.pattern.groupindex else 0)
                    home = part.home(start, end)
                    params = {"text": part.text[start:end], "mend": one.mend, "note": one.note}
                    yield Hit(home.start, home.end, part.where, one.mend, params)

    return check


CHECKS: dict[str, Check] = {code: _check(code) for code in ("GL110", "GL111")}
