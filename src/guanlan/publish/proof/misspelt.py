"""GL126: a sign that makes no word with its neighbours, where one that sounds or looks like it would."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from guanlan.publish.proof.registers import taken_for
from guanlan.publish.proof.rules import ROOM, Check, Hit
from guanlan.publish.proof.sheet import Part, PartKind, ProofSheet
from guanlan.text.tables_reading import table_rows

# numerals and words of one sign make pairs with anything
_ALONE = frozenset(
    "一二三四五六七八九十百千万亿两也之极即这如已此其几词便时他她它就又还再才都很更最较某官器去来等被为了吧吗呢"
)
_READ: tuple[PartKind, ...] = ("title", "paragraph", "annex", "guide", "keyword", "notice", "toc")
_CHINESE = re.compile("[\u4e00-\u9fff]{2,}")
WORD, SURE = (
    100,
    1000,
)  # how often laws bear a word that a slip is told by, and one whose other neighbour does not matter
BOND = 3.5  # e to the 3.5 is 33 times as often as chance: hardly two words that merely meet
_NEAR, _STRANGE = 4, 1  # foreign names make strange pairs all along: at most one other within four signs
_SELDOM = 200  # a word begins or ends a run of Chinese once in so many times; 立健 of 建立健全 does not
_NAME = 3  # what a text says so often is a name of its own


class _Guess(NamedTuple):
    at: int
    sign: str
    met: int


class _Word(NamedTuple):
    met: int
    bond: float
    edges: int


@cache
def _followers() -> dict[str, str]:
    """A sign → the signs that clean texts have behind it. Strings: sets of them would lie all over the memory."""
    return {row[0]: row[1] for row in table_rows("pairs", ROOM)}


@cache
def _words() -> dict[str, _Word]:
    return {row[0]: _Word(int(row[1]), float(row[2]), int(row[3])) for row in table_rows("words", ROOM)}


def bond(pair: str) -> float:
    """The logarithm of how far oftener than chance clean texts bear the two signs together; 0 where they do not."""
    one = _words().get(pair)
    return one.bond if one is not None else 0.0


def bound(pair: str) -> bool:
    """Whether the two signs are a word, or its end."""
    return bond(pair) >= BOND


def misspelt(sheet: ProofSheet) -> Iterator[Hit]:
    """The signs that stand where no clean text has them; what a text writes often is a name of its own."""
    text = sheet.whole
    told = list(_guesses(text))
    often = Counter(_around(text, guess.at) for guess in told)
    for guess in told:
        part, at = sheet.place(guess.at)
        if part.kind in _READ and often[_around(text, guess.at)] < _NAME:
            yield _hit(part, at, guess.sign)


def _around(text: str, at: int) -> str:
    return text[max(at - 1, 0) : at + 2]


def _guesses(text: str) -> Iterator[_Guess]:
    """A guess for each sign that is strange to both its neighbours, or to the one that it has."""
    for at in _alone(text):
        if text[at] in _ALONE:
            continue
        before = text[at - 2 : at] if _is_strange(text, at - 1) else ""
        behind = text[at + 1 : at + 3] if _is_strange(text, at) else ""
        best = max(_meant(text[at], before, behind, at), key=lambda guess: (guess.met, guess.sign), default=None)
        if best is not None and _is_among_usual(text, at):
            yield best


def _is_among_usual(text: str, at: int) -> bool:
    return sum(_is_strange(text, one) for one in range(at - _NEAR, at + _NEAR) if one not in (at - 1, at)) <= _STRANGE


def _alone(text: str) -> Iterator[int]:
    """The Chinese signs that no clean text has beside either neighbour."""
    behind = _followers().get
    for run in _CHINESE.finditer(text):
        words, start = run[0], run.start()
        last = len(words) - 1
        # every other pair: each sign is in one of them, and where that one is usual nothing more is looked at
        for number, (one, other) in enumerate(zip(words[::2], words[1::2], strict=False)):
            if other not in behind(one, ""):
                at = 2 * number
                if at == 0 or words[at] not in behind(words[at - 1], ""):
                    yield start + at
                if at + 1 == last or words[at + 2] not in behind(other, ""):
                    yield start + at + 1
        if last % 2 == 0 and words[last] not in behind(words[last - 1], ""):
            yield start + last


def _is_strange(text: str, at: int) -> bool:
    """Whether a Chinese sign stands there that no clean text has before the one behind it."""
    pair = text[at : at + 2] if at >= 0 else ""
    return _CHINESE.match(pair) is not None and pair[1] not in _followers().get(pair[0], "")


def _meant(sign: str, before: str, behind: str, at: int) -> Iterator[_Guess]:
    """The signs that would make a word with the neighbour before or behind."""
    left, right = before[-1:], behind[:1]
    others = taken_for().get(sign, frozenset())
    begun, ended = _in_words()
    for other in others & begun.get(left, frozenset()):
        if _is_word(left + other, before, fits=_fits(other, right)):
            yield _Guess(at, other, _words()[left + other].met)
    for other in others & ended.get(right, frozenset()):
        if _is_word(other + right, behind, fits=_fits(left, other)):
            yield _Guess(at, other, _words()[other + right].met)


def _is_word(word: str, rival: str, *, fits: bool) -> bool:
    """Whether the word is sure, and its other sign is no word with the sign beyond it."""
    one = _words()[word]
    return (fits or one.met >= SURE) and bond(rival) <= one.bond


@cache
def _in_words() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """A sign → the signs that make a word with it, standing behind it; and those standing before it."""
    begun: defaultdict[str, set[str]] = defaultdict(set)
    ended: defaultdict[str, set[str]] = defaultdict(set)
    for word, one in _words().items():
        if one.met >= WORD and one.bond >= BOND and one.edges * _SELDOM >= one.met:
            begun[word[0]].add(word[1])
            ended[word[1]].add(word[0])
    return {sign: frozenset(of) for sign, of in begun.items()}, {sign: frozenset(of) for sign, of in ended.items()}


def _fits(one: str, other: str) -> bool:
    return not one or not other or other in _followers().get(one, "")


def _hit(part: Part, at: int, sign: str) -> Hit:
    """The sign with its neighbours is shown; the sign itself is what is wrong."""
    home = part.home(at, at + 1)
    words = part.text[max(at - 2, 0) : at + 3]
    return Hit(home.start, home.end, part.where, sign, {"text": words, "mend": sign})


CHECKS: dict[str, Check] = {"GL126": misspelt}
