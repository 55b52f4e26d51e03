"""Numbers: quantities with their unit, lengths of time, ordinals, and every figure that is none of these."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from guanlan.publish.gate.figures import figured
from guanlan.publish.gate.shared import (
    bracketed_count,
    listed_ordinals,
    ordinal,
    with_shared_nouns,
    with_shared_units,
)
from guanlan.publish.gate.taken import Taken
from guanlan.publish.gate.thing import GENERAL, Nearness, Num, Thing, Turn
from guanlan.text.dates import Duration, find_durations
from guanlan.text.measures import Sort, measures
from guanlan.text.naming_words import named_words
from guanlan.text.numerals import CHINESE_NUMERALS, value_of
from guanlan.text.quantities import Quantity, find_quantities
from guanlan.text.span import Found
from guanlan.text.tables_reading import table_rows

ROOM = "guanlan.publish.gate"
"""The family of 个 and of bare nouns (五部门, 300万用户): they count whatever another unit counts."""

PERSONS = ("名", "位", "人")
_PERSON = re.compile("[人者员徒犯师生众客民手兵]|[用住客储商]户|嫌疑|主播|专家|代表|干部|志愿")
BOUNDS = frozenset({"most", "least", "bound"})
_MONTHS = {"year": 12, "month": 1}
_DAYS = {"week": 7, "day": 1}
_SCALES = {
    "公里": ("米", Decimal(1000)),
    "千米": ("米", Decimal(1000)),
    "公斤": ("克", Decimal(1000)),
    "千克": ("克", Decimal(1000)),
    "吨": ("克", Decimal(1000000)),
    "平方公里": ("平方米", Decimal(1000000)),
    "平方千米": ("平方米", Decimal(1000000)),
    "周岁": ("岁", Decimal(1)),
    "PB": ("TB", Decimal(1000)),
    "EB": ("TB", Decimal(1000000)),
}
# the figures of X1, GPT3.5 and M365 are letters of a name
_FIGURES = re.compile(r"(?=[0-9])(?<![A-Za-z])[0-9]+(?:[.,:：/\-][0-9]+)*")
# 第三批, 第12期: an ordinal goes with the word behind it
_ORDINAL = re.compile(f"第 ?([0-9]+|[{CHINESE_NUMERALS}]+)(?!条|款|项|目)([\u4e00-\u9fff]?)")
_HAN_RUN = re.compile(f"[{CHINESE_NUMERALS}]+")
# here and below ``re`` can skip by what it begins with: look-arounds come behind it
_RANK = re.compile(f"前(?<![目此之以日年天月当先提事空生史]前)([0-9]+|[{CHINESE_NUMERALS}]+)(?=[名位大强家个]|$)")
_TAIL = re.compile(f"[后末尾]([0-9]+|[{CHINESE_NUMERALS}]+)(?=位)")  # 卡号后四位
_POINTS = re.compile(
    r"(?=[（(一二三四五六七八九十0-9])"
    r"(?:[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]{1,3}(?=是[^否]|、)|^[0-9]{1,2}[.．、])"
)
_NOUN = re.compile("(?:[A-Za-z][A-Za-z0-9.&-]{0,20} ?)?([\u4e00-\u9fff]{0,4})")  # 300万个Facebook账户
_TURN_STOP = re.compile("[，。；：、（）\n0-9%]")
_TURN_REACH = 10  # 同比大幅增长了约
_REACH = 6  # 不得超过 and a currency word
_FARTHER = 8  # 至少, and a verb of some characters
_AHEAD = re.compile("[，。；：、（）\n0-9]")  # what ends the reach of an adverb
_ANY_UNIT = frozenset("名位个项家起款条种份次台件章")  # behind 二, which grammar would have as 两
_BEFORE_PERSONS = frozenset("等共计该这那将及和，、")
_ROW = 1000
_RECENT = re.compile("(?<![将接已约])近$")
_NO_LENGTH = ("最后", "第", "同", "某", "有")  # 最后一天, 同一天: a day, and no length of time
_SIGNS = "人民币为有达合￥¥$€£ "


def find_numbers(text: str, taken: Taken) -> Iterator[Thing]:
    """Every number outside of ``taken``; list marks (（一）, 一是) are none."""
    spans = taken.copy()
    for one in listed_ordinals(text, spans):
        spans.add(one.start, one.end)
        yield one
    quantities = []
    for quantity in find_quantities(text):
        if spans.leaves(quantity.start, quantity.end):
            spans.add(quantity.start, quantity.end)
            quantities.append(_quantity(text, quantity))
    yield from with_shared_nouns(text, with_shared_units(text, quantities))
    for duration in find_durations(text):
        if spans.leaves(duration.start, duration.end) and not text.endswith(_NO_LENGTH, 0, duration.start):
            spans.add(duration.start, duration.end)
            yield _duration(text, duration)
    for match in _POINTS.finditer(text):
        if spans.leaves(*match.span()):
            spans.add(*match.span())
            if (counted := bracketed_count(text, match)) is not None:
                yield counted
    yield from _rest(text, spans)


def _quantity(text: str, found: Found[Quantity]) -> Thing:
    one = found.value
    value, unit, family, sort = one.value, one.unit or "", "", str(one.sort)
    tenths = False
    noun = _NOUN.match(text, found.end)[1] if unit not in _nouns() else unit  # type: ignore[index]
    told = one.approx or _has_bound(text, found.end) or (one.sort is Sort.RATIO and text.startswith("多", found.end))
    near = (
        nearness(text, found.start, found.end)
        if told
        else bound_ahead(text[max(0, found.start - _FARTHER) : found.start])
    )
    if one.sort is Sort.MONEY:
        sort = f"money {one.currency}"
        unit = one.currency or unit
    elif one.sort is Sort.RATIO:
        tenths = not unit or (unit == "成" and value == value.to_integral_value())  # 八成四 is exact
        if unit == "成":
            value, unit = value * 10, "%"
        unit = "百分点" if "百分点" in unit else unit
        if not unit:  # 五分之一
            value, unit = value * 100, "%"
        sort = f"ratio {unit}"
    elif one.sort is Sort.MEASURE and unit == "级":
        family, sort = unit, "count"
    elif one.sort is Sort.MEASURE:
        base, scale = _SCALES.get(unit, (unit, Decimal(1)))
        value, sort = value * scale, f"measure {base}"
    elif one.sort is Sort.BARE:
        sort = "count"
    else:
        family = GENERAL if not unit or unit == "个" else unit
        sort = "count"
    return Thing(
        "number",
        sort,
        _shown(value, unit, near),
        found.start,
        found.end,
        Num(value, unit, family, noun, near, turn_of(text, found.start, found.end), tenths),
    )


def _is_near(text: str, start: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    return any(before.endswith(word) for word, sort in _nearness()["before"] if sort not in BOUNDS)


def _has_bound(text: str, end: int) -> bool:
    return text.startswith(("以下", "以内", "以上"), end)


def _shown(value: Decimal, unit: str, near: str = "") -> str:
    plain = format(value, "f")
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return f"{'~' if near else ''}{plain}{' ' if unit else ''}{unit}"


def _duration(text: str, found: Found[Duration]) -> Thing:
    one = found.value
    unit = str(one.unit)
    count = Decimal(one.count)
    if unit in _MONTHS:
        count, unit = count * _MONTHS[unit], "month"
    elif unit in _DAYS:
        count, unit = count * _DAYS[unit], "day"
    near = length_nearness(text, found.start, found.end, told=one.approx)
    return Thing(
        "number", f"time {unit}", _shown(count, unit, near), found.start, found.end, Num(count, unit, near=near)
    )


def length_nearness(text: str, start: int, end: int, *, told: bool) -> Nearness:
    """How exactly a length of time is told; ``told``: its own words say that it is not quite."""
    if _RECENT.search(text, max(0, start - 2), start):
        return ""  # 近一年 is the year that ends now
    if told or _is_near(text, start) or text.startswith(("左右", "上下", "有余"), end):
        return nearness(text, start, end)
    return bound_ahead(text[max(0, start - _FARTHER) : start])


def _rest(text: str, spans: Taken) -> Iterator[Thing]:
    """Ordinals, ranks, and figures that no finder explains: codes, versions, times of day."""
    for match in _ORDINAL.finditer(text):
        number = value_of(match[1])
        if number is not None and spans.leaves(*match.span()):
            spans.add(*match.span())
            yield ordinal(number.value, match[2], *match.span())
    yield from _ranks(text, spans)
    for match in _FIGURES.finditer(text):
        if spans.leaves(*match.span()):
            spans.add(*match.span())
            yield figured(match) or Thing("number", "plain", match[0], *match.span(), match[0].replace(",", ""))
    for match in _HAN_RUN.finditer(text):
        if spans.leaves(*match.span()) and _counts(text, match):
            number = value_of(match[0])
            if number is not None:
                unit = text[match.end() : match.end() + 1]
                value = _shown(number.value, unit)
                yield Thing("number", "count", value, *match.span(), Num(number.value, unit, unit))


def _ranks(text: str, spans: Taken) -> Iterator[Thing]:
    """前十位, 后四位."""
    for pattern, sort, word in ((_RANK, "rank", "前"), (_TAIL, "tail", "后")):
        for match in pattern.finditer(text):
            number = value_of(match[1])
            if number is not None and spans.leaves(*match.span(1)):
                spans.add(*match.span(1))
                yield Thing("number", sort, f"{word}{number.value}", *match.span(1), Num(number.value))


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether Chinese numerals outside of any quantity tell a number (三级等保, 二十) and are no part of a word."""
    words = match[0]
    if len(words) > 1:
        return not (words[0] in "万千百亿" or words in ("千万", "万一", "三五", "一一", "七一", "八一"))
    behind, before = text[match.end() : match.end() + 1], text[max(0, match.start() - 1) : match.start()]
    if words == "二" and behind in _ANY_UNIT:
        return True
    if behind == "人" and words in "二三四五六七八九十":
        return before in _BEFORE_PERSONS
    return words in "二两三四五六七八九十" and behind in "级类档期批"


def nearness(text: str, start: int, end: int) -> Nearness:
    """What the words in, before and behind the number at ``start`` to ``end`` say of how exact it is."""
    words, before, after = text[start:end], text[max(0, start - _REACH) : start].rstrip(_SIGNS), text[end : end + 2]
    table = _nearness()
    for where, piece in (("after", after), ("before", before)):
        for word, sort in table[where]:
            if piece.startswith(word) if where == "after" else piece.endswith(word):
                return sort
    for word, sort in table["after"]:
        if word in words:
            return sort
    return (
        "about"
        if any(word in words for word, _ in table["inside"])
        else bound_ahead(text[max(0, start - _FARTHER) : start]) or "bound"
    )


def bound_ahead(before: str) -> Nearness:
    """What an adverb says before the verb that leads to a number: 至少演练2次, 至多2次; ``before`` is its clause."""
    words = _AHEAD.split(before[-_FARTHER:])[-1]
    return next((sort for word, sort in _nearness()["ahead"] if word in words), "")


@cache
def _nearness() -> dict[str, list[tuple[str, Nearness]]]:
    found: dict[str, list[tuple[str, Nearness]]] = {"before": [], "after": [], "inside": [], "ahead": []}
    for sort, where, words, _ in table_rows("nearness", ROOM):
        found[where] += [(word, sort) for word in words.split()]  # type: ignore[misc]
    return {where: sorted(words, key=lambda one: -len(one[0])) for where, words in found.items()}


def turn_of(text: str, start: int, end: int) -> Turn:
    """Which way the words before the number (同比增长35%), or behind it (35%的降幅), say that it went."""
    if _turns().search(text, max(0, start - _TURN_REACH), end + _REACH) is None:
        return ""
    before = _TURN_STOP.split(text[max(0, start - _TURN_REACH) : start])[-1]
    behind = _TURN_STOP.split(text[end : end + _REACH])[0]
    found = [match for words in (before, behind) for match in [*_turns().finditer(words)][-1:]]
    return found[0].lastgroup if found else ""  # type: ignore[return-value]


@cache
def _turns() -> re.Pattern[str]:
    return named_words({turn: words.split() for turn, words, _ in table_rows("turns", ROOM)})


@cache
def families() -> dict[str, frozenset[str]]:
    """Unit → the families that it is of."""
    found: dict[str, set[str]] = {}
    for family, units, _ in table_rows("unit_families", ROOM):
        for unit in units.split():
            found.setdefault(unit, set()).add(family)
    return {unit: frozenset(several) for unit, several in found.items()}


def _counts_alike(one: Num, other: Num) -> bool:
    """Persons (名, 位) are told of what is a person: 270个账号 are not 270名."""
    if one.unit not in PERSONS or other.unit in PERSONS:
        return True
    if other.noun:
        return _PERSON.search(other.noun) is not None
    # 人数超过6000万: what is counted stands before it
    return _PERSON.search(one.noun) is not None or (not one.noun and not other.unit and other.value >= _ROW)


@cache
def _nouns() -> frozenset[str]:
    """Units that are nouns themselves: 部门, 企业, 用户."""
    words = [one for several in measures().values() for one in several if one.sort is Sort.COUNT]
    return frozenset(one.shown for one in words if one.after in ("exact", "big") and len(one.word) > 1)


def same_unit(one: Num, other: Num) -> float:
    """How far two counts count the same sort of thing: 1 the same unit, less for those of a family, 0 for others."""
    if one.unit == other.unit:
        return 1.0
    if any(not number.unit and not number.noun and number.value < _ROW for number in (one, other)):
        return 0.0  # the number of a row or a point
    bare = [number.unit in _nouns() for number in (one, other)]
    if any(bare):  # 五部门 and 五个部门, but not 九项意见
        noun, counted = (one.unit, other) if bare[0] else (other.unit, one)
        if counted.unit in PERSONS:
            return 0.9 if _PERSON.search(noun) else 0.0  # 2400万用户, 2400万人
        return 0.9 if not all(bare) and (counted.noun.startswith(noun) or not counted.unit) else 0.0
    if GENERAL in (one.family, other.family) or not one.unit or not other.unit:
        return 0.9 if _counts_alike(one, other) and _counts_alike(other, one) else 0.0
    shared = families().get(one.unit, frozenset()) & families().get(other.unit, frozenset())
    return 0.9 if shared else 0.0
