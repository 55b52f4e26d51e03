"""The numbers that Word shows before paragraphs of a list; the file holds only the rule."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from guanlan.formats.docx.names import W, child, integer, value

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


class Numbering:
    """The lists of a document; asked for each paragraph in order, since each number depends on those before."""

    def __init__(self, document: Any) -> None:
        root = _root(document)
        self._counts: dict[str | None, dict[int, int]] = {}
        abstract = (
            {one.get(f"{W}abstractNumId"): one for one in root.iter(f"{W}abstractNum")} if root is not None else {}
        )
        self._lists: dict[int, tuple[str | None, dict[int, Level]]] = {}
        for number in root.iter(f"{W}num") if root is not None else ():
            key = value(child(number, "abstractNumId"))
            given = number.get(f"{W}numId") or ""
            if key in abstract and given.isascii() and given.isdigit():
                self._lists[int(given)] = (key, _levels(abstract[key], number))

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


def _count(levels: dict[int, Level], counts: dict[int, int], level: int) -> str:
    one = levels.get(level)
    if one is None:
        return ""
    return _FORMS.get(one.form, str)(counts.get(level, one.start))


def _root(document: Any) -> Any:
    for relation in document.part.rels.values():
        if relation.reltype.endswith("/numbering") and not relation.is_external:
            return getattr(relation.target_part, "element", None)
    return None


def _levels(abstract: Any, number: Any) -> dict[int, Level]:
    found: dict[int, Level] = {}
    overriding = [(one.get(f"{W}ilvl"), one) for one in number.iter(f"{W}lvlOverride")]
    for level in abstract.iter(f"{W}lvl"):
        place = _place(level)
        if place is not None:
            found[place] = _level(level)
    for given, override in overriding:
        place = int(given) if given and given.isascii() and given.isdigit() else None
        if place is None:
            continue
        replaced = child(override, "lvl")
        if replaced is not None:
            found[place] = _level(replaced)
        start = integer(child(override, "startOverride"))
        if start is not None and place in found:
            found[place] = found[place]._replace(start=start)
    return found


def _place(level: Any) -> int | None:
    given = level.get(f"{W}ilvl") or ""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 3 else None


def _level(level: Any) -> Level:
    start = integer(child(level, "start"))
    return Level(
        value(child(level, "numFmt")) or "decimal",
        value(child(level, "lvlText")) or "",
        1 if start is None else start,
        value(child(level, "suff")) or "tab",
    )
