"""Numerals, Chinese and Arabic → numbers. Values are ``Decimal``; how exact they are is kept.

A word that makes a number inexact may stand inside it (3700多万, 十余, 数十, 100+) and is part of it; 约 before it
is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import msgspec

from guanlan.errors import InputError
from guanlan.text.span import Found

_DIGITS = {
    digit: value
    for value, digits in enumerate(("〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for digit in digits
}
_POWERS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_MULTIPLIERS = {**_POWERS, **_MYRIADS}
CHINESE_NUMERALS = "".join((*_DIGITS, *_MULTIPLIERS))

_MYRIAD = "".join(_MYRIADS)
_FIGURES = r"[0-9０-９]+(?:,[0-9]{3}(?![0-9]))*(?:[.．][0-9０-９]+)?"
# 百 and 千 after figures only where a count goes on: 5千元, 3百余人, but not 2025百强
_AFTER_FIGURES = f" ?[余多几]? ?(?:[百千]?[{_MYRIAD}]+(?![科达豪])|[百千](?= ?[余多元人名个件条家户台份次至到—-]))"
# 2500W+, 300w条, 100+: as accounts write them; 65W is a power, 3+1 a sum
_W = r"[wW](?=\+|[条个人次份户元家款])"
_PLUS = r"\+(?![0-9A-Za-z+])"
_ARABIC = f"{_FIGURES}(?:{_W}|(?:{_AFTER_FIGURES})(?:[0-9]+(?:{_AFTER_FIGURES}))*)?(?: ?[余多](?![元样]化)|{_PLUS})?"
_CHINESE = (
    f"[{CHINESE_NUMERALS}]+(?:点[〇零一二三四五六七八九]+[{_MYRIAD}]?)?"
    f"(?:(?<=[十百千拾佰仟{_MYRIAD}])[余多来几](?![元样]化)[{_MYRIAD}]*)?"
)
# 人数十万, 参数百万 are no 数十, 数百; the look back comes after the first character so that ``re`` can skip by charset
_SOME = f"[数几上](?<![人总次指参函多少基系点件户倍位个级岁以之][数几上])[十百千{_MYRIAD}]+[余多]?"
SHARE = f"[百千{_MYRIAD}]分之(?:{_ARABIC}|{_CHINESE})|[{''.join(_DIGITS)}十]分之[一二两三四五六七八九十]"
PLAIN = f"{_ARABIC}|{_SOME}|{_CHINESE}"
NUMBER = re.compile(f"{SHARE}|{PLAIN}")
_INEXACT = re.compile("[数几上余多来+]")
_PIECES = re.compile(f"([0-9.]+)([百千{_MYRIAD}]*)")
_NARROW = str.maketrans("０１２３４５６７８９．wW", "0123456789.万万", ", ")
_DENOMINATORS = {"百": 100, "千": 1000, "万": 10000, "亿": 10**8}
_TO_TENS = str.maketrans("拾佰仟萬億", "十百千万亿")


class Number(msgspec.Struct, frozen=True, gc=False):
    """``value`` as written: 百分之五 is 5 with ``per`` 100. ``approx`` is the word inside that makes it inexact.

    数十 is 10 with ``approx`` 数, 3700多万 is 37000000 with ``approx`` 多; an exact number has an empty ``approx``.
    """

    value: Decimal
    approx: str = ""
    per: int = 1

    def __str__(self) -> str:
        shown = format(self.value.normalize(), "f")
        return self.approx + (f"{shown}/{self.per}" if self.per != 1 else shown)


def parse_number(text: str, context: object = None) -> Number:
    """The number that the whole of ``text`` is; raises ``InputError`` ``number.unreadable``.

    >>> str(parse_number("一百二十三万")), str(parse_number("3700多万")), str(parse_number("百分之五"))
    ('1230000', '多37000000', '5/100')
    """
    number = whole(text)
    if number is None:
        raise InputError("number.unreadable", value=text)
    return number


def whole(text: str) -> Number | None:
    """The number that the whole of ``text`` is, as it would be read before a unit (5千 of 5千元)."""
    match = NUMBER.match(text + "元")
    return value_of(text) if match and match.end() == len(text) else None


def find_numbers(text: str, context: object = None) -> Iterator[Found[Number]]:
    """Every numeral of ``text``, in order; also those inside words (一般, 百姓): what is counted, quantities say."""
    for match in NUMBER.finditer(text):
        number = value_of(match[0])
        if number is not None:
            yield Found(match.start(), match.end(), number)


def value_of(words: str) -> Number | None:
    """The number that ``words``, a match of ``NUMBER``, stand for; None where they are no well-formed one (十十)."""
    if "分之" in words:
        return _fraction(words)
    if words.isascii() and words.isdigit():
        return Number(Decimal(words))
    inexact = _INEXACT.search(words)
    if inexact is None:
        value = _exact(words)
        return None if value is None else Number(value) if not _span_of_two(words) else Number(value, words[:2])
    approx, at = inexact[0], inexact.start()
    rest = words[at + 1 :].strip()
    if rest and rest[-1] in "余多+":
        rest = rest[:-1]
    # 数十万 is read as 一十万, 三千多万 as 三千 × 万
    value = _exact("一" + rest) if at == 0 else _times(_exact(words[:at].strip()), rest)
    return None if value is None else Number(value, approx)


def _fraction(words: str) -> Number | None:
    whole, _, part = words.partition("分之")
    number = value_of(part)
    per = _DENOMINATORS.get(whole) or _DIGITS.get(whole) or 10
    return None if number is None else Number(number.value, number.approx, per)


def _times(value: Decimal | None, multipliers: str) -> Decimal | None:
    """``value`` times each of ``multipliers`` (万亿); a second piece (2亿3000万) does not follow an inexact first."""
    if value is None or any(one not in _MULTIPLIERS for one in multipliers):
        return None
    for one in multipliers:
        value *= _MULTIPLIERS[one]
    # 97.5万 is 975000, not 975000.0
    return value.to_integral_value() if multipliers and value == value.to_integral_value() else value


def _exact(words: str) -> Decimal | None:
    if words and (words[0].isdecimal()):
        return _arabic(words)
    if "点" in words:
        whole, _, part = words.partition("点")
        before = _chinese(whole)
        digits = part.rstrip(_MYRIAD)
        if before is None or not digits:
            return None
        return _times(Decimal(f"{before}.{''.join(str(_DIGITS[digit]) for digit in digits)}"), part[len(digits) :])
    value = _chinese(words)
    return None if value is None else Decimal(value)


def _arabic(words: str) -> Decimal | None:
    """1,234.5万; 2亿3000万."""
    plain = words.translate(_NARROW)
    total = Decimal(0)
    for piece in _PIECES.finditer(plain):
        value = _times(Decimal(piece[1]), piece[2])
        if value is None:
            return None
        total += value
    return total


def _span_of_two(words: str) -> bool:
    """二三十, 七八个: two neighbouring digits are an estimate; the lower one is the value."""
    first, second = (_DIGITS.get(one) for one in words[:2]) if len(words) > 1 else (None, None)
    return bool(first and second and second - first == 1 and (len(words) == 2 or words[2] in _MULTIPLIERS))


def _chinese(words: str) -> int | None:
    """The value of a run of Chinese numerals; None where it is none."""
    if not words:
        return None
    words = words.translate(_TO_TENS)
    if _span_of_two(words):
        words = words[0] + words[2:]
    if all(one in _DIGITS for one in words):
        if 1 < len(words) < 4 and "〇" not in words and "零" not in words:
            return None  # 唯一一栋, 一二三产业: digits side by side, no number
        return int("".join(str(_DIGITS[one]) for one in words))
    return _with_multipliers(words)


def _with_multipliers(words: str) -> int | None:
    """三千五百万 by sections of 万 and 亿; 一万二 and 三百五 end in a digit of the next lower place."""
    total = section = 0
    digit: int | None = None
    last = 0  # the multiplier before, for the digit that ends 一万二
    for one in words:
        if one in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[one]
            last = 0 if digit == 0 else last
        elif one in _POWERS:
            if digit is None and section % (_POWERS[one] * 10):
                return None
            section += (1 if digit is None else digit) * _POWERS[one]
            digit, last = None, _POWERS[one]
        else:
            below = section + (digit or 0)
            scale = _MYRIADS[one]
            total = (total + below) * scale if total < scale else total + below * scale
            total = total or scale
            section, digit, last = 0, None, scale
    if digit and last > 10:
        return total + section + digit * last // 10
    return total + section + (digit or 0)
