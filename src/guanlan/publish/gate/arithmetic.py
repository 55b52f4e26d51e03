"""Sums, differences, shares, growth and spans of time: computed from numbers of the captures, or of the sentence.

The sentence's own numbers are judged where they stand; a sum of them (机构97.5万元、个人8.6万元，合计106.1万元) needs
no capture that says it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import NamedTuple

from guanlan.publish.gate.captures import Captures, Instance
from guanlan.publish.gate.contexts import pairs_in
from guanlan.publish.gate.finding import things
from guanlan.publish.gate.multiples import multiple, points
from guanlan.publish.gate.numbers import same_unit
from guanlan.publish.gate.thing import Day, Num, Thing

_SUM = re.compile(
    "(?:共|合计|总计|累计|总额|总数|一共|总共|之和|[两二三四五六七八九十]者|[两二三四五六][项类人家笔])[^，。；]{0,8}$"
)
_PARTS = re.compile("[：]|另|其余|其中|分别|包括|涵盖")  # words behind a whole that lead to its parts
_WHOLE = re.compile("(?:共|合计|总计|累计|总数|一共|总共)[^，。；]{0,18}$")
_LESS = re.compile("增|减|降|升|相差|多出|少于|提高|缩短|延长|差额|回落|其余|剩余|余下|剩下|通过")
_BETWEEN = re.compile("(?:比[^，。；]{1,16}|相差|多出|差)?(?:多|少|高|低|差|出)了?约?$")
_SHARE = re.compile("占|比例|比重|率|增|降|升|同比|环比|之一|[的超过近]半|总数|其中")
_LASTS = re.compile("期|历时|跨度|前后|相隔|相距|距|间隔|过渡|时隔|满|长达|准备|后|留|至(?:施行|生效|实施|结束)")
_PART = re.compile("(?:其中|尚有|仍有|还有|仍|尚|剩余)[^，。；]{0,3}\\Z")  # a number of a part adds to no whole
_PART_REACH = 6
_LATER = re.compile("[之以]?[后前]")
_ROUGHEST = Decimal("0.025")  # how far a rounded share may be off: 约54% of 53.86%
_TENTH = Decimal("2.5")  # and one told in tenths (三成): points
_MEANT = 2  # pairs of characters: 政府机关 has three
_MANY = 12  # different numbers of a capture, above which any would be the sum of some
_YEAR = 12  # months
_ABOUT_TIME = Decimal("0.2")  # 一个月左右 of 33 days
_MONTH = Decimal("30.44")  # days


class Computed(NamedTuple):
    """A computation: its code, how it is shown, and where its operands stand in the captures."""

    code: str
    shown: str
    spans: tuple[tuple[int, int], ...]
    told: bool


class _Operand(NamedTuple):
    value: Decimal
    shown: str
    span: tuple[int, int] | None
    line: int
    noun: str = ""


def computed(text: str, thing: Thing, captures: Captures) -> Computed | None:
    """The computation that the thing's words name and that gives its value."""
    before = text[max(0, thing.start - 22) : thing.start]
    behind = text[thing.end : thing.end + 10]
    if thing.sort.startswith("time "):
        if (found := _whole_span(thing, captures)) is not None:
            return found
        if _LASTS.search(before[-10:] + behind) and (found := _span_of_months(thing, captures)) is not None:
            return found
        between = _LASTS.search(before[-10:] + behind) is not None
        return _span_of_days(thing, captures, later=_LATER.match(behind) is not None) if between else None
    if thing.sort == "ratio %":
        told = thing.data.near or _SHARE.search(before[-14:] + behind)
        return _share(text, thing, captures) if told else None
    sentence = sentence_at(text, thing.start, thing.end)
    if thing.sort in ("ratio 倍", "ratio 百分点"):
        return _of_pair(text, sentence, thing, captures)
    if (found := _sum(text, sentence, thing, captures)) is not None:
        return found
    if _LESS.search(before[-14:] + behind) or _BETWEEN.search(before):
        return _difference(text, sentence, thing, captures)
    return None


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence of the text that holds a stretch."""
    first = max(text.rfind(mark, 0, start) for mark in "。！？\n") + 1
    ends = [at for mark in "。！？\n" if (at := text.find(mark, end)) >= 0]
    return first, min(ends, default=len(text))


def _own(text: str, sentence: tuple[int, int], thing: Thing) -> list[_Operand]:
    """The other numbers of the sentence that count what the thing counts."""
    first, last = sentence
    found = []
    for one in things(text[first:last]):
        other = one.start + first != thing.start and one.sort == thing.sort and isinstance(one.data, Num)
        if other and one.data.near == thing.data.near and same_unit(thing.data, one.data):
            found.append(_Operand(one.data.value, one.value, None, one.start + first))
    return found


def _told(thing: Thing, captures: Captures) -> list[_Operand]:
    """Numbers of the captures of the thing's sort and unit."""
    found = []
    for one in captures.by_sort.get(thing.sort, ()):
        data = one.thing.data
        if isinstance(data, Num) and data.near == thing.data.near and same_unit(thing.data, data):
            if _PART.search(captures.text, max(0, one.start - _PART_REACH), one.start):
                continue
            line = captures.line_at(one.start)[0]
            found.append(_Operand(data.value, one.thing.value, (one.start, one.end), line))
    return found


def _sum(text: str, sentence: tuple[int, int], thing: Thing, captures: Captures) -> Computed | None:
    wanted = thing.data.value
    before, behind = text[sentence[0] : thing.start], text[thing.end : sentence[1]]
    named = _SUM.search(before[-14:]) is not None
    own = _own(text, sentence, thing)
    if named or _PARTS.search(behind):
        for run in _runs(own if named else [one for one in own if one.line > thing.start]):
            if sum(one.value for one in run) == wanted:
                return _shown("sum", run, " + ", thing)
    if not named and not _is_part(text, sentence, thing, own):
        return None
    told = _told(thing, captures)
    lines: dict[int, list[_Operand]] = {}
    for one in told:
        lines.setdefault(one.line, []).append(one)
    for some in (*lines.values(), _different(told)):
        for run in (*combinations(some, 2), *_runs(some), *(combinations(some, 3) if len(some) <= _MANY else ())):
            if sum(one.value for one in run) == wanted:
                return _shown("sum", run, " + ", thing)
    return None


def _is_part(text: str, sentence: tuple[int, int], thing: Thing, own: Sequence[_Operand]) -> bool:
    """Whether the thing and other numbers of its sentence come to a whole that the sentence names (合计106.1万元)."""
    for whole in own:
        parts = [one for one in own if one is not whole]
        named = _SUM.search(text[max(sentence[0], whole.line - 14) : whole.line])
        if named and any(sum(one.value for one in run) + thing.data.value == whole.value for run in _subsets(parts)):
            return True
    return False


def _subsets(some: Sequence[_Operand]) -> Iterator[Sequence[_Operand]]:
    for length in (1, 2, 3):
        yield from combinations(some[:_MANY], length)


def _different(told: Sequence[_Operand]) -> list[_Operand]:
    """One of each value, where there are few of them."""
    found = {one.value: one for one in reversed(told)}
    return list(reversed(found.values())) if len(found) <= _MANY else []


def _runs(some: Sequence[_Operand]) -> Iterator[Sequence[_Operand]]:
    for first in range(len(some)):
        for last in range(first + 2, min(len(some), first + 8) + 1):
            yield some[first:last]


def _difference(text: str, sentence: tuple[int, int], thing: Thing, captures: Captures) -> Computed | None:
    own = _own(text, sentence, thing)
    for pair in (*combinations(own, 2), *combinations(_different(_told(thing, captures)), 2)):
        if abs(pair[0].value - pair[1].value) == thing.data.value:
            return _shown("difference", sorted(pair, key=lambda one: -one.value), " − ", thing)
    return None


def _share(text: str, thing: Thing, captures: Captures) -> Computed | None:
    """a / b of two numbers of one line, or the growth from b to a, rounded as shown."""
    shown: Decimal = thing.data.value
    tenths = text[thing.start : thing.end].rstrip("左右多余").endswith(("成", "一", "二", "三", "四"))
    places = Decimal(1).scaleb(min(0, _exponent(shown)))
    for pair in _pairs(text, thing, captures):
        small, big = sorted(pair, key=lambda one: one.value)
        ratio = small.value / big.value * 100
        growth = (big.value - small.value) / small.value * 100
        alike = small.noun == big.noun != ""
        for code, value, operands in (("share", ratio, [small, big]), ("growth", growth, [big, small])):
            exact = value.quantize(places, ROUND_HALF_UP) == shown and abs(value - shown) <= shown * _ROUGHEST
            reach = 2 * _TENTH if thing.data.near == "down" else 4 * _TENTH if thing.data.near == "up" else _TENTH
            rough = tenths and code == "share" and abs(value - shown) < reach
            if (code == "growth" and not alike) or (code == "share" and thing.data.turn):
                continue  # 增长25% is no share of another number
            if (exact or rough) and _is_on_side(value, shown, thing.data.near):
                return _shown(code, operands, " / ", thing)._replace(told=False)
    return None


def _of_pair(text: str, sentence: tuple[int, int], thing: Thing, captures: Captures) -> Computed | None:
    """3倍 of 3000万 and 1000万; 19个百分点 of 33% and 14%."""
    times = thing.sort == "ratio 倍"
    pair = (multiple if times else points)(text, sentence, thing, captures)
    if pair is None:
        return None
    big, small = sorted((pair.one, pair.other), key=lambda one: -one.data.value)
    shown = f"{big.value}{' / ' if times else ' − '}{small.value} = {thing.value}"
    return Computed("share" if times else "difference", shown, pair.spans, told=True)


def _is_on_side(value: Decimal, shown: Decimal, near: str) -> bool:
    return not ((near == "up" and value <= shown) or (near == "down" and value >= shown))


def _pairs(text: str, thing: Thing, captures: Captures) -> Iterator[tuple[_Operand, _Operand]]:
    """Numbers that count one sort of thing: of one line, or one of them told as the whole (共受理518个), or by the
    sentence itself. The sentence must name what one of them counts.
    """
    first, last = sentence_at(text, thing.start, thing.end)
    sentence = text[first:last]
    own = [one for one in things(sentence) if isinstance(one.data, Num) and one.data.value > 0]
    for sort, some in captures.by_sort.items():
        if sort != "count" and not sort.startswith("money"):
            continue
        mine = [one for one in own if one.sort == sort and one.end <= thing.start - first][-1:]
        numbers = [one for one in some if _may_be_part(one.thing.data, thing.data)]
        for one, other in combinations(numbers, 2) if not mine else ():
            if _belong(one, other, captures) and any(_is_meant(sentence, it, captures) for it in (one, other)):
                yield _operand(one, captures), _operand(other, captures)
        for it in mine:  # 两类共362个，约占总数的七成
            for one in numbers:
                if same_unit(it.data, one.thing.data):
                    yield _Operand(it.data.value, it.value, None, 0), _operand(one, captures)


def _may_be_part(one: object, thing: Num) -> bool:
    """A share told exactly (50%) is none of numbers that are not (500多个 of 1000多个)."""
    return isinstance(one, Num) and one.value > 0 and (not one.near or bool(thing.near) or thing.tenths)


def _operand(one: Instance, captures: Captures) -> _Operand:
    return _Operand(
        one.thing.data.value, one.thing.value, (one.start, one.end), captures.line_at(one.start)[0], one.thing.data.noun
    )


def _belong(one: Instance, other: Instance, captures: Captures) -> bool:
    if not same_unit(one.thing.data, other.thing.data):
        return False
    if captures.line_at(one.start) == captures.line_at(other.start):
        return True
    return any(_WHOLE.search(captures.text[max(0, it.start - 24) : it.start]) for it in (one, other))


def _is_meant(sentence: str, one: Instance, captures: Captures) -> bool:
    """Whether the issue's sentence names what the number counts: it shares words with those that belong to it."""
    return len(captures.segment(one).keys() & set(pairs_in(sentence))) >= _MEANT


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _whole_span(thing: Thing, captures: Captures) -> Computed | None:
    """两年 of 2020年至2021年, 一年 of 2021年7月至2022年6月: both ends are of it."""
    for one in captures.by_sort.get("date", ()):
        data: Day = one.thing.data
        if thing.sort != "time month" or len(data.first) != len(data.last) or data.first == data.last:
            continue
        first, last = (_months(end) for end in (data.first, data.last))
        years = len(data.first) == len("2020")
        if first is not None and last is not None and last - first + (12 if years else 1) == thing.data.value:
            return Computed("span", f"{data.first} – {data.last}", ((one.start, one.end),), told=True)
    return None


def _span_of_months(thing: Thing, captures: Captures) -> Computed | None:
    """八年多 of 2014年12月 and 2023年2月, told as the two ends of a span."""
    ends: dict[int, Instance] = {}
    for one in captures.by_sort.get("date", ()):
        if one.thing.data.first == one.thing.data.last and len(one.thing.data.first) == len("2020-01"):
            ends.setdefault(_months(one.thing.data.first) or 0, one)
    if thing.sort != "time month" or len(ends) > _MANY:
        return None
    for first, last in combinations(sorted(ends), 2):
        over = last - first - thing.data.value
        if over == 0 if not thing.data.near else thing.data.near == "up" and 0 < over < _YEAR:
            shown = " – ".join(ends[end].thing.value for end in (first, last))
            return Computed("span", shown, tuple((ends[end].start, ends[end].end) for end in (first, last)), told=True)
    return None


def _months(day: str) -> int | None:
    """The months up to a year or month."""
    year, _, month = day.partition("-")
    if len(day) > len("2020-01") or not year.isdecimal():
        return None
    return int(year) * 12 + int(month or 0)


def _span_of_days(thing: Thing, captures: Captures, *, later: bool) -> Computed | None:
    """为期三天 of 12月3日至5日; 有效期两年 of 2月1日 and the day on which it ends.

    ``later``: 两天后 of 3日 is 5日.
    """
    days: dict[str, Instance] = {}
    for one in captures.by_sort.get("date", ()):
        data: Day = one.thing.data
        for day in (data.first, data.last):
            if len(day) == 10:
                days.setdefault(day, one)
    if len(days) > _MANY:
        return None
    for first, last in combinations(sorted(days), 2):
        if _lasts(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last), thing, later=later):
            spans = dict.fromkeys((days[day].start, days[day].end) for day in (first, last))
            return Computed("span", f"{first} – {last}", tuple(spans), told=True)
    return None


def _lasts(first: datetime.date, last: datetime.date, thing: Thing, *, later: bool) -> bool:
    days = (last - first).days
    wanted: Decimal = thing.data.value
    if thing.sort == "time day":
        return wanted == days or (wanted == days + 1 and not later)
    if thing.sort != "time month":
        return False
    if thing.data.near:
        return abs(days / _MONTH - wanted) <= wanted * _ABOUT_TIME
    for end in (last, last + datetime.timedelta(days=1)):
        if end.day == first.day and (end.year - first.year) * 12 + end.month - first.month == wanted:
            return True
    return False


def _shown(code: str, operands: Sequence[_Operand], sign: str, thing: Thing) -> Computed:
    shown = sign.join(one.shown for one in operands)
    spans = tuple(one.span for one in operands if one.span is not None)
    return Computed(code, f"{shown} = {thing.value}", spans, told=True)
