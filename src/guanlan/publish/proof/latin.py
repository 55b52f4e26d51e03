"""GL209: names in Latin letters that are cut in two, written otherwise than their owners do, or otherwise each time."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from guanlan.publish.proof.rules import ROOM, Check, Hit
from guanlan.publish.proof.sheet import Part, PartKind, ProofSheet
from guanlan.text.tables_reading import table_rows

_WORD = re.compile(r"(?=[A-Za-z])(?<![A-Za-z0-9._/@\-:])[A-Za-z][A-Za-z0-9]+(?![A-Za-z0-9@/:]|[.\-_][A-Za-z0-9])")
_READ: tuple[PartKind, ...] = ("title", "paragraph", "guide", "keyword", "toc", "source")
_LONG = 6  # letters of a name of which one may be wrong
_OFTEN, _SELDOM = 3, 3  # a way of writing met three times, and three times as often as the other, is the house's


@cache
def _names() -> dict[str, str]:
    """Small letters → as the owner writes it."""
    return {row[0].lower(): row[0] for row in table_rows("latin", ROOM)}


def latin_names(sheet: ProofSheet) -> Iterator[Hit]:
    """Solar Winds, Facebok, and the App of an issue that writes APP."""
    told: defaultdict[str, Counter[str]] = defaultdict(Counter)
    words = [(part, found) for part in sheet.of(*_READ) for found in _WORD.finditer(part.text)]
    for _, found in words:
        told[found[0].lower()][found[0]] += 1
    several = told.items() if sheet.bulletin is not None else ()  # a house keeps to one way; other papers need not
    house = {small: _house(ways) for small, ways in several if len(ways) > 1}
    for number, (part, found) in enumerate(words):
        behind = words[number + 1] if number + 1 < len(words) else None
        if behind is not None and behind[0] is part and part.text[found.end() : behind[1].start()] == " ":
            joined = _names().get((found[0] + behind[1][0]).lower())
            if joined is not None:
                yield _hit(part, found.start(), behind[1].end(), joined)
        right = _right(found[0]) or house.get(found[0].lower())
        if right is not None and right != found[0]:
            yield _hit(part, found.start(), found.end(), right)


def _house(ways: Counter[str]) -> str | None:
    """The way of writing that the issue keeps to, where it does; capitals at the head of a word are none."""
    (most, often), (other, seldom) = ways.most_common(2)
    if other.islower() or most[1:] == other[1:] or often < _OFTEN or often < _SELDOM * seldom:
        return None
    return most


def _right(word: str) -> str | None:
    """The name that the word is, or is a slip of: one letter left out, put in, doubled or changed; or two swapped."""
    small = word.lower()
    if len(word) < _LONG or word.islower() or word.isupper() or not word.isalpha():
        return None
    if small in _names():
        return _names()[small]
    return next((right for name, right in _names().items() if len(name) >= _LONG and _near(small, name)), None)


def _near(one: str, other: str) -> bool:
    if one[0] != other[0] or abs(len(one) - len(other)) > 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    left, right = one[same:], other[same:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[:2][::-1] and left[2:] == right[2:])
    return left[1:] == right or left == right[1:]


def _hit(part: Part, start: int, end: int, right: str) -> Hit:
    home = part.home(start, end)
    return Hit(home.start, home.end, part.where, right, {"text": part.text[start:end], "mend": right})


CHECKS: dict[str, Check] = {"GL209": latin_names}
