"""What Word counts before the paragraphs of a list, whichever of its formats the rule stands in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

_PLACE = re.compile(r"%([1-9])")
_DIGITS = "零一二三四五六七八九"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_FULL_WIDTH = {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
_MOST = 10_000  # above, Word itself falls back to figures for Chinese counting


class Level(NamedTuple):
    """One level of a list: how it counts and what it shows."""

    form: str
    text: str
    start: int
    suffix: str


def _chinese(number: int) -> str:
    """
    >>> _chinese(10), _chinese(21), _chinese(105)
    ('十', '二十一', '一百零五')
    """
    if not 0 < number < _MOST:
        return str(number)
    words, gap = "", False
    for place, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            words += ("零" if gap and words else "") + _DIGITS[digit] + unit
        gap = not digit
    return words.removeprefix("一") if 10 <= number < 20 else words


def _letters(number: int) -> str:
    """Word doubles the letter after z: aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 10) if number > 0 else str(number)


def _roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    words = ""
    for worth, letters in _ROMAN:
        words += letters * (number // worth)
        number %= worth
    return words + _ROMAN_ONES[number]


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "decimalFullWidth": lambda number: str(number).translate(
        {ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"}
    ),
    "decimalEnclosedCircle": lambda number: chr(0x245F + number) if 0 < number <= 20 else str(number),
    "decimalEnclosedCircleChinese": lambda number: chr(0x245F + number) if 0 < number <= 20 else str(number),
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": _chinese,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperRoman": _roman,
}


class Counter:
    """The lists of a document; asked for each paragraph in order, since each number depends on those before.

    ``lists`` has for each list the key of its counting (lists of one key count on from each other) and its levels.
    """

    def __init__(self, lists: Mapping[int, tuple[str | None, Mapping[int, Level]]]) -> None:
        self._lists = lists
        self._counts: dict[str | None, dict[int, int]] = {}

    def label(self, list_id: int, level: int) -> str | None:
        """What Word shows before the next paragraph of a list: ``1. ``; empty for a bullet, None for no list."""
        if list_id not in self._lists:
            return None
        key, levels = self._lists[list_id]
        here = levels.get(level)
        if here is None:
            return None
        counts = self._counts.setdefault(key, {})
        counts[level] = counts.get(level, here.start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        if here.form in ("bullet", "none"):
            return ""
        shown = _PLACE.sub(lambda found: _count(levels, counts, int(found[1]) - 1), here.text)
        return shown + (" " if shown and here.suffix != "nothing" and shown[-1] < "\u2000" else "")


def _count(levels: Mapping[int, Level], counts: Mapping[int, int], level: int) -> str:
    one = levels.get(level)
    if one is None:
        return ""
    return _FORMS.get(one.form, str)(counts.get(level, one.start))
