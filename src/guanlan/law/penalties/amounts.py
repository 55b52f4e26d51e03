"""Sums, multiples and shares that stand with 罚款 in a clause of a law."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from guanlan.records.penalties import FineKind, Range
from guanlan.text.measures import Sort, measure_at, sign_before
from guanlan.text.numerals import CHINESE_NUMERALS, value_of
from guanlan.text.span import Found

_NUMBER = (
    # bounded, and never from the middle of a longer one: no sum of a law is written with more
    f"(?<![0-9{CHINESE_NUMERALS}])(?:[0-9]{{1,15}}(?:,[0-9]{{3}}){{0,5}}(?:[.．][0-9]{{1,6}})?[百千万亿]{{0,3}}"
    f"|[{CHINESE_NUMERALS}]{{1,20}}(?:点[〇零一二三四五六七八九]{{1,6}}[万亿]?)?)(?![0-9{CHINESE_NUMERALS}])"
)
_SHARE = "(?:[百千万]分之)?"
# the unit is read by ``measure_at``; here only what can be one, so that the words behind it are in sight
_UNIT = "(?:[%％‰]|(?:元)?人民币元?|个百分点|[美欧日港加澳]?元|美金|[倍圆]|[角分](?!之))?"
_END = f"{_SHARE}{_NUMBER}{_UNIT}|(?:等值|等额|同等金额)"
_RANGE = re.compile(
    f"(?P<cap>(?:最高)?不得?超过|最高(?:可达|为)?|不高于)?(?:人民币)?(?:(?P<low>{_END})"
    f"(?:的?以上(?P<joined>[、，]?(?:至|到)?)|至|到|[-—－～~]+))?(?P<below>不[满足]|未满|低于)?"
    f"(?:人民币)?(?P<high>(?<!以上[，])(?:{_END}))(?P<bound>的?(?:以下|以内|以上))?"
)
_ENDPIECE = re.compile(f"(?P<share>[百千万]分之)?(?P<number>{_NUMBER})")
_FINE = re.compile("的?(?:标准)?(?:（[^（）]{0,60}）)?的?(?:处以?|给予)?(?:行政)?罚款")
_FINE_BEFORE = re.compile("罚款(?:额|金额|数额)?(?:为|人民币)?$")
# what may stand between two ways of measuring one fine: 五千万元以下或者上一年度营业额百分之五以下罚款
_OR = re.compile("的?(?:罚款)?[，、]?(?:或者?|以及|和|及)(?:处以?|按照?|以)?(?P<base>[^，。；、：0-9]{0,30})")
_CAP = re.compile("[，、]?(?:但是?)?")
# a low end that could not be read (l0元以上五元以下, 1O元): half a range would be a wrong one
_AFTER_LOW = re.compile("(?:以上[、，]?|[A-Za-z.])$")
_PER = re.compile(f"(?:按照?)?(每[^，。；、：处{CHINESE_NUMERALS}0-9]{{1,12}})$")
# a base begins behind the verb; 处 of 处置费用 is none
_BASE_BEGINS = re.compile("处(?![置理方分])以?|[按依]照?|^(?:并|可以?|应当|给予)*以|相当于|或者|罚款")
_LISTED = re.compile("(?:警告|没收|责令|吊销|批评|拘留)[^、]*、")
_NO_BASE = re.compile("^(?:并|可以?|应当|由|其|该|或者?|单|科|给予)+|的?(?:不超过|不高于|不低于)?$")
# 按违纪金额处以百分之五以上…
_BASE_BEFORE = re.compile("(?:按照?|以)([^，。；、：]{2,24}?)的?(?:处以?|给予|收取)$")
_SIGN = 9  # 罚款金额为人民币
_COINS = {"圆": Decimal(1), "角": Decimal("0.1"), "分": Decimal("0.01")}
_NO_LOW = ("以下", "以内")


class Amount(NamedTuple):
    """A fine as it stands in a clause, from its first number to behind 罚款."""

    kind: FineKind
    range: Range
    base: str | None
    per: str | None


class _End(NamedTuple):
    value: Decimal
    unit: str | None  # a currency, 倍 or %; None where the other end has it


def find_fines(text: str) -> Iterator[Found[Amount]]:
    """Every fine of a clause with what it is measured by, in order; never raises.

    >>> text = "并处五千万元以下或者上一年度营业额百分之五以下罚款"
    >>> [(one.value.kind.value, str(one.value.range.high), one.value.base) for one in find_fines(text)]
    [('amount', '50000000', None), ('share', '0.05', '上一年度营业额')]
    """
    if "罚" not in text:
        return
    found: list[Found[Amount]] = []
    following: int | None = None  # where a fine that was read begins
    capped = False  # whether that one is only a cap: 三倍以下、最高不超过三万元
    for match in reversed(list(_RANGE.finditer(text))):
        fine = _fine_behind(text, match)
        until = fine if fine is not None else _joined(text, match.end(), following, capped)
        if until is None and _FINE_BEFORE.search(text, max(0, match.start() - _SIGN), match.start()):
            until = match.end()
        amount = _amount(text, match) if until is not None else None
        if until is None or amount is None or _AFTER_LOW.search(text, max(0, match.start() - 3), match.start()):
            continue
        found.append(Found(match.start(), max(until, match.end()), amount))
        following, capped = match.start(), match["cap"] is not None
    yield from reversed(found)


def _fine_behind(text: str, match: re.Match[str]) -> int | None:
    fine = _FINE.match(text, match.end())
    return fine.end() if fine else None


def _joined(text: str, end: int, following: int | None, capped: bool) -> int | None:  # noqa: FBT001
    """Where the sum ends that is one of two ways to measure a fine."""
    if following is None:
        return None
    between = (_CAP if capped else _OR).match(text, end, following)
    return end if between and between.end() == following else None


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    high = _end(text, match.start("high"), match["high"])
    low = _end(text, match.start("low"), match["low"]) if match["low"] else None
    if high is None or (match["low"] and low is None):
        return None
    unit = high.unit or (low.unit if low else None)
    if unit is None:
        sign = sign_before(text, match.start("high"), match.start())
        unit = sign.currency if sign else None
    if unit is None:
        return None
    upper = _scaled(high, unit)
    lower = _lower(match, low, unit, upper)
    ceiling = None if lower is None else upper
    lower = upper if lower is None else lower
    if ceiling is not None and lower > ceiling:
        return None
    relative = unit in ("倍", "%")
    base, per = _around(text, match.start(), relative=relative)
    share = unit == "%" and (low is None or (low.unit or unit) == "%")
    kind = (FineKind.SHARE if share else FineKind.MULTIPLE) if relative else FineKind.AMOUNT
    range_ = Range(lower, ceiling, None if relative else unit, below=match["below"] is not None)
    return Amount(kind, range_, base, per)


def _lower(match: re.Match[str], low: _End | None, unit: str, upper: Decimal) -> Decimal | None:
    """The lower end; None where the sum is one itself (五万元以上的罚款)."""
    if low is not None:
        return _scaled(low, low.unit or unit)
    bound = match["bound"] or ""
    if bound.endswith("以上"):
        return None
    return Decimal(0) if match["cap"] or match["below"] or bound.endswith(_NO_LOW) else upper


def _scaled(end: _End, unit: str) -> Decimal:
    """A share as a factor; 等值 and multiples are factors already."""
    return end.value / 100 if unit == "%" and end.unit != "倍" else end.value


def _end(text: str, start: int, words: str) -> _End | None:
    if words[0] in "等同":
        return _End(Decimal(1), "倍")
    piece = _ENDPIECE.match(words)
    number = value_of(piece["number"]) if piece else None
    if piece is None or number is None or number.approx:
        return None
    if piece["share"]:
        per = {"百": 1, "千": 10, "万": 100}[piece["share"][0]]
        return _End(number.value / per, "%")
    rest = words[piece.end() :]
    if not rest:
        return _End(number.value, None)
    if rest == "‰":
        return _End(number.value / 10, "%")
    if rest in ("%", "％", "倍"):
        return _End(number.value, "%" if rest != "倍" else rest)
    if rest in _COINS:
        return _End(number.value * _COINS[rest], "CNY")
    measure = measure_at(text, start + piece.end())
    if measure is None or measure.sort is not Sort.MONEY:
        return None
    return _End(number.value, measure.currency)


def _around(text: str, start: int, *, relative: bool) -> tuple[str | None, str | None]:
    """What a multiple is taken of, and what each is fined for."""
    before = text[max(0, start - 48) : start]
    for stop in "，。；：）":
        before = before[before.rfind(stop) + 1 :]
    per = _PER.search(before)
    if per:
        before = before[: per.start()]
    base = None
    if relative:
        base = _base(before)
    return base or None, per[1] if per else None


def _base(before: str) -> str:
    """What a multiple is taken of: the words behind the verb, else those before it."""
    told = _BASE_BEFORE.search(before)
    if told:
        return told[1]
    begins = [found.end() for found in _BASE_BEGINS.finditer(before)]
    base = before[begins[-1] if begins else 0 :]
    if _LISTED.search(base):
        base = base[base.rfind("、") + 1 :]
    return _NO_BASE.sub("", base)
