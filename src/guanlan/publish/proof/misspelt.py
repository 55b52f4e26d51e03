"""GL126: a sign that makes no word with its neighbours, where one that sounds or looks like it would."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from guanlan.publish.proof.registers import table_rows, taken_for
from guanlan.publish.proof.rules import Check, Hit
from guanlan.publish.proof.sheet import Part, PartKind, ProofSheet

_RUN = re.compile("[\u4e00-\u9fff]{3,}")
# numerals and words of one sign make pairs with anything
_ALONE = frozenset("一二三四五六七八九十百千万亿两也之极即这如已此其几词便时他她它就又还再才都很更最某官等被为了吧吗呢")
_READ: tuple[PartKind, ...] = ("title", "paragraph", "annex", "guide", "keyword", "notice", "toc")
WORD, SURE = (
    100,
    1000,
)  # how often laws bear a word that a slip is told by, and one whose other neighbour does not matter
BOND = 3.5  # e to the 3.5 is 33 times as often as chance: hardly two words that merely meet
_NEAR, _STRANGE = 4, 1  # foreign names make strange pairs all along: at most one other within four signs
_NAME = 3  # what a text says so often is a name of its own


class _Guess(NamedTuple):
    at: int
    sign: str
    met: int


class _Word(NamedTuple):
    met: int
    bond: float


@cache
def _behind() -> dict[str, str]:
    return {row[0]: row[1] for row in table_rows("pairs.tsv")}


@cache
def _words() -> dict[str, _Word]:
    return {row[0]: _Word(int(row[1]), float(row[2])) for row in table_rows("words.tsv")}


def bond(pair: str) -> float:
    """The logarithm of how far oftener than chance clean texts bear the two signs together; 0 where they do not."""
    one = _words().get(pair)
    return one.bond if one is not None else 0.0


def bound(pair: str) -> bool:
    """Whether the two signs are a word, or its end."""
    return bond(pair) >= BOND


def misspelt(sheet: ProofSheet) -> Iterator[Hit]:
    """The signs that stand where no clean text has them; what a text writes often is a name of its own."""
    told = []
    for part in sheet.of(*_READ):
        for run in _RUN.finditer(part.text):
            told += [(part, run.start(), run[0], guess) for guess in _guesses(run[0])]
    often = Counter(_around(words, guess.at) for _, _, words, guess in told)
    for part, start, words, guess in told:
        if often[_around(words, guess.at)] < _NAME:
            yield _hit(part, start + guess.at, guess.sign)


def _around(run: str, at: int) -> str:
    return run[max(at - 1, 0) : at + 2]


def _guesses(run: str) -> Iterator[_Guess]:
    behind = _behind()
    strange = [at for at in range(len(run) - 1) if run[at + 1] not in behind.get(run[at], "")]
    if not strange:
        return
    known = set(strange)
    for at in sorted({at for pair in strange for at in (pair, pair + 1)}):
        sides = {side for side in (at - 1, at) if 0 <= side < len(run) - 1}
        others = sum(at - _NEAR <= one < at + _NEAR for one in known - sides)
        if sides <= known and run[at] not in _ALONE and others <= _STRANGE:
            best = max(_meant(run, at), key=lambda guess: guess.met, default=None)
            if best is not None:
                yield best


def _meant(run: str, at: int) -> Iterator[_Guess]:
    """The signs that would make a word with the neighbour before or behind."""
    before, after = run[at - 1] if at else "", run[at + 1] if at + 1 < len(run) else ""
    for sign in taken_for().get(run[at], ""):
        for word, fits, bound in (
            (before + sign, _fits(sign, after), run[max(at - 2, 0) : at]),
            (sign + after, _fits(before, sign), run[at + 1 : at + 3]),
        ):
            one = _words().get(word)
            if one is None or one.met < WORD or one.bond < BOND or not (fits or one.met >= SURE):
                continue
            rival = _words().get(bound)
            if rival is None or rival.bond <= one.bond:
                yield _Guess(at, sign, one.met)


def _fits(one: str, other: str) -> bool:
    return not one or not other or other in _behind().get(one, "")


def _hit(part: Part, at: int, sign: str) -> Hit:
    """The sign with its neighbours is shown; the sign itself is what is wrong."""
    home = part.home(at, at + 1)
    words = part.text[max(at - 2, 0) : at + 3]
    return Hit(home.start, home.end, part.where, sign, {"text": words, "mend": sign})


CHECKS: dict[str, Check] = {"GL126": misspelt}
