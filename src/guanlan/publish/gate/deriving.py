"""Values that no capture says but a shown computation gives from values that captures say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations
from typing import NamedTuple

from guanlan.publish.gate.captures import Captures, Instance
from guanlan.publish.gate.days import day_beside
from guanlan.publish.gate.equality import last_place
from guanlan.publish.gate.finding import things
from guanlan.publish.gate.names import bare_words
from guanlan.publish.gate.numbers import PERSONS, same_unit
from guanlan.publish.gate.thing import Day, Matter, Num, Rate, Thing, Work
from guanlan.text.numerals import value_of
from guanlan.text.persons import find_persons, masked_name

_SUM = re.compile("(?:共|合计|总计|累计|总额|总数|一共|总共|之和)[^，。；]{0,8}$")
_TOGETHER = re.compile("[^，。；]{0,6}(?:合计|共|之和|相加|均|各|都|同时|分别)")
_LESS = re.compile("增|减|降|升|相差|多出|少于|提高|缩短|延长|差额|回落")
_SHARE = re.compile("占|比例|比重|率|增|降|升|同比|环比")
_ISSUE = re.compile("收录|本期|刊登|[则条篇]$")
_LIST = re.compile("[、，；]|以及|和|及|与")
_CHAPTER = re.compile("^第([〇零一二三四五六七八九十百千]{1,7})([章条])", re.M)
_MARKERS = (
    re.compile("（([一二三四五六七八九十]{1,3})）"),
    re.compile("(?<![\u4e00-\u9fff])([一二三四五六七八九十]{1,3})是"),
    re.compile("(?<![\u4e00-\u9fff])([一二三四五六七八九十]{1,3})、"),
    re.compile("(?:案例|第)([一二三四五六七八九十]{1,3})(?:[:：、]|[起批个款类]|，)"),
    re.compile("^([0-9]{1,2})[.．、]", re.M),
)
_FIGURES = "0123456789一二两三四五六七八九十百零〇 "
_POINT = re.compile(
    "(?:大|个|项|条|点|方面|起|件|则|例)*"
    "(?:方面|案例|典型|举措|措施|要求|任务|工作|意见|重点|问题|环节|要点|建议|内容|部分|步骤|原则|规定|情形|点|条|项|起|例|则)"
)
_QUOTED_BEHIND = re.compile("“([^“”]{2,6})”")
_CLOSE = 16  # characters within which the number of a superlative stands
_SMALL = 60  # what is counted out of a list
_ALIAS = re.compile(
    "(?:办法|条例|规定|意见|通知|细则|指南|方案|计划|法|标准|规范|公告|决定|措施|草案|征求意见稿|行动|报告)$"
)


class Derived(NamedTuple):
    """``code`` of the computation, what is put into its sentence, and where its operands stand in the captures.

    ``told``: the issue's own words say that it is computed (两项合计), so a like value beside it is no contradiction.
    """

    code: str
    params: dict[str, str]
    spans: tuple[tuple[int, int], ...]
    told: bool = False


def derive(text: str, thing: Thing, captures: Captures, matter: Matter) -> Derived | None:
    """The computation that gives the thing's value, if there is one whose sort its own words name (共, 占, 增长 …)."""
    if thing.sort == "weekday":
        return _weekday(text, thing, matter)
    if isinstance(thing.data, Num):
        return _number(text, thing, captures, matter)
    if isinstance(thing.data, Day):
        return _day(thing, captures)
    if isinstance(thing.data, Work):
        return _short_title(thing, captures)
    if thing.kind == "superlative":
        return _greatest(text, thing, captures)
    if thing.sort == "person":
        return _masked(thing, captures)
    return None


def _number(text: str, thing: Thing, captures: Captures, matter: Matter) -> Derived | None:
    one: Num = thing.data
    before = text[max(0, thing.start - 14) : thing.start]
    behind = text[thing.end : thing.end + 10]
    if thing.sort == "count" and not one.near:
        if int(one.value) in matter.counts and (_ISSUE.search(before) or _ISSUE.search(text[thing.start : thing.end])):
            return Derived("entries", {"value": str(one.value)}, ())
        counted = _counted(text, thing, captures)
        if counted is not None:
            return counted
    if _SUM.search(before) and (found := _sum(thing, captures)):
        return found
    if _LESS.search(before + behind) and (found := _difference(thing, captures)):
        return found
    if thing.sort == "ratio %" and (one.near or _SHARE.search(before + behind)) and (found := _share(thing, captures)):
        return found
    if thing.sort == "money CNY" and one.near and (found := _exchanged(thing, captures, matter.rates)):
        return found
    if thing.sort.startswith("time ") and (found := _span_of_days(thing, captures)):
        return found
    if thing.sort == "provisions":
        return _parts(thing, captures)
    return None


def _operands(thing: Thing, captures: Captures) -> Iterator[list[Instance]]:
    """Numbers of the thing's sort and unit, line by line."""
    lines: dict[int, list[Instance]] = {}
    for one in captures.by_sort.get(thing.sort, ()):
        data = one.thing.data
        if not isinstance(data, Num) or data.near or same_unit(thing.data, data) == 0.0:
            continue
        lines.setdefault(captures.line_at(one.start)[0], []).append(one)
    yield from lines.values()


def _sum(thing: Thing, captures: Captures) -> Derived | None:
    for line in _operands(thing, captures):
        for pair in combinations(line, 2):
            if sum(one.thing.data.value for one in pair) == thing.data.value:
                return _computed("sum", pair, " + ", thing)
        for first in range(len(line)):
            total = line[first].thing.data.value
            for last in range(first + 1, min(len(line), first + 8)):
                total += line[last].thing.data.value
                if total == thing.data.value:
                    return _computed("sum", line[first : last + 1], " + ", thing)
    return None


def _difference(thing: Thing, captures: Captures) -> Derived | None:
    for line in _operands(thing, captures):
        for one, other in combinations(line, 2):
            if abs(one.thing.data.value - other.thing.data.value) == thing.data.value:
                return _computed("difference", sorted((one, other), key=lambda it: -it.thing.data.value), " − ", thing)
    return None


def _share(thing: Thing, captures: Captures) -> Derived | None:
    """a / b of two numbers of one line, or the growth from b to a, rounded as shown."""
    shown: Decimal = thing.data.value
    places = Decimal(1).scaleb(min(0, _exponent(shown)))
    for pair in _pairs(captures):
        small, big = sorted(pair, key=lambda it: it.thing.data.value)
        ratio = small.thing.data.value / big.thing.data.value * 100
        growth = (big.thing.data.value - small.thing.data.value) / small.thing.data.value * 100
        for code, value, operands in (("share", ratio, [small, big]), ("growth", growth, [big, small])):
            if value.quantize(places, ROUND_HALF_UP) == shown:
                return _computed(code, operands, " / ", thing)
    return None


def _pairs(captures: Captures) -> Iterator[tuple[Instance, Instance]]:
    """Numbers that count one sort of thing: of one line, or one of them told as the whole (共受理518个)."""
    for sort, some in captures.by_sort.items():
        if sort != "count" and not sort.startswith("money"):
            continue
        numbers = [one for one in some if isinstance(one.thing.data, Num) and one.thing.data.value > 0]
        for one, other in combinations(numbers, 2):
            if same_unit(one.thing.data, other.thing.data) == 0.0:
                continue
            together = captures.line_at(one.start) == captures.line_at(other.start)
            if together or any(_SUM.search(captures.text[max(0, it.start - 14) : it.start]) for it in (one, other)):
                yield one, other


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _exchanged(thing: Thing, captures: Captures, rates: Sequence[Rate]) -> Derived | None:
    step = last_place(thing.data.value)
    for rate in rates:
        for one in captures.by_sort.get(f"money {rate.currency}", ()):
            if abs(one.thing.data.value * rate.yuan - thing.data.value) * 2 <= step:
                params = {"rate": f"{rate.yuan:f}", "date": rate.date, "from": one.thing.value, "value": thing.value}
                return Derived("exchange", params, ((one.start, one.end),))
    return None


def _span_of_days(thing: Thing, captures: Captures) -> Derived | None:
    """为期三天 of 12月3日至5日."""
    for one in captures.by_sort.get("date", ()):
        data: Day = one.thing.data
        if data.first == data.last or len(data.first) != 10 or len(data.last) != 10:
            continue
        first, last = datetime.date.fromisoformat(data.first), datetime.date.fromisoformat(data.last)
        days = (last - first).days
        months = (last.year - first.year) * 12 + last.month - first.month
        wanted = int(thing.data.value)
        if (thing.sort == "time day" and wanted == days + 1) or (thing.sort == "time month" and wanted == months > 0):
            return Derived("span", {"value": thing.value, "of": one.thing.value}, ((one.start, one.end),))
    return None


def _parts(thing: Thing, captures: Captures) -> Derived | None:
    """共七章六十八条 of the text itself: its last 第…章 and 第…条."""
    unit = thing.data.unit
    found = [match for match in _CHAPTER.finditer(captures.text) if match[2] == unit]
    numbers = {int(number.value) for match in found if (number := value_of(match[1]))}
    wanted = int(thing.data.value)
    if numbers and max(numbers) == wanted and len(numbers) == wanted:
        last = next(match for match in found if (number := value_of(match[1])) and int(number.value) == wanted)
        return Derived("parts", {"value": thing.value}, (last.span(),))
    return None


def _greatest(text: str, thing: Thing, captures: Captures) -> Derived | None:
    """最多 of numbers that a capture tells side by side: the one named with it is the greatest of them."""
    if thing.value not in ("最多", "最高", "最大"):
        return None
    behind = next((one for one in things(text[thing.end : thing.end + _CLOSE]) if isinstance(one.data, Num)), None)
    if behind is None:
        return None
    for line in _operands(behind, captures):
        if len(line) > 2 and max(one.thing.data.value for one in line) == behind.data.value:
            return Derived("greatest", {"value": behind.value}, tuple((one.start, one.end) for one in line))
    return None


def _counted(text: str, thing: Thing, captures: Captures) -> Derived | None:
    """The number of things that the issue's own sentence lists, that a capture numbers, or of its organs."""
    wanted = int(thing.data.value)
    if thing.data.value != wanted or not 2 <= wanted <= _SMALL:
        return None
    for code, count in _COUNTERS:
        spans = count(text, thing, captures, wanted)
        if spans is not None:
            return Derived(code, {"value": str(wanted)}, spans)
    return None


_Counter = Callable[[str, Thing, Captures, int], "tuple[tuple[int, int], ...] | None"]


def _named_here(text: str, thing: Thing, captures: Captures, wanted: int) -> tuple[tuple[int, int], ...] | None:
    """As many 《titles》, persons, firms or organs named in the sentence, or numbers that 两类合计 puts together."""
    start = max(text.rfind(mark, 0, thing.start) for mark in "。！？\n") + 1
    ends = [at for mark in "。！？\n" if (at := text.find(mark, thing.end)) >= 0]
    sentence, at = text[start : min(ends, default=len(text))], thing.start - start
    found = things(sentence)
    unit = thing.data.unit
    sorts = {"person": "人名位", "title": "部份项件个", "firm": "家个", "organ": "家个部门", "quoted": "个项款种"}
    for sort, units in sorts.items():
        if unit and unit in units and len({one.value for one in found if one.sort == sort}) == wanted:
            return ()
    if _TOGETHER.match(sentence, at + thing.end - thing.start):
        before = [one for one in found if one.end <= at and isinstance(one.data, Num) and one.sort != "time day"]
        if len(before) >= wanted and len({one.sort for one in before[-wanted:]}) == 1:
            return ()
    return None


def _listed_here(text: str, thing: Thing, captures: Captures, wanted: int) -> tuple[tuple[int, int], ...] | None:
    """A、B和C三类: as many members before or behind the number, each in words of the captures."""
    if thing.data.unit in PERSONS:
        return None  # persons are counted by their names
    start = max(text.rfind(mark, 0, thing.start) for mark in "。！？\n；") + 1
    ends = [at for mark in "。！？\n；" if (at := text.find(mark, thing.end)) >= 0]
    end = min(ends, default=len(text))
    for stretch in (text[start : thing.start], text[thing.end : end]):
        for run in re.split("[，：（）]|——", stretch):
            members = [one for one in re.split("、|以及|和|及|与", run) if one]
            named = len(members) == wanted and ("、" in run or wanted == 2)
            if named and all(_is_told(one, captures) for one in members):
                return ()
    return None


def _is_told(words: str, captures: Captures) -> bool:
    """Whether most of the words of a list's member stand in the captures."""
    bare = bare_words(words)
    if len(bare) < 2:
        return bare in captures.bare
    pairs = [bare[at : at + 2] for at in range(len(bare) - 1)]
    return sum(pair in captures.bare for pair in pairs) * 3 >= len(pairs) * 2


def _organs(text: str, thing: Thing, captures: Captures, wanted: int) -> tuple[tuple[int, int], ...] | None:
    """五部门: a list of as many organs in a capture."""
    if not re.match(
        "(?:个|家)?(?:部门|部委|单位|机构|机关|省|市|地区|企业|公司|平台)",
        text[thing.start : thing.end + 4].lstrip("0123456789两二三四五六七八九十百零〇 "),
    ):
        return None
    lists: dict[int, list[Instance]] = {}
    for sort in ("organ", "company"):
        for one in captures.by_sort.get(sort, ()):
            lists.setdefault(one.listed, []).append(one)
    for members in lists.values():
        if len({one.thing.data.id for one in members}) == wanted:
            return tuple((one.start, one.end) for one in members)
    return None


def _numbered(text: str, thing: Thing, captures: Captures, wanted: int) -> tuple[tuple[int, int], ...] | None:
    """三方面 of 一是, 二是, 三是; ten cases of 案例一 to 案例十."""
    if not _POINT.match(text[thing.start : thing.end + 8].lstrip(_FIGURES)):
        return None
    for pattern in _MARKERS:
        run: list[tuple[int, int]] = []
        for match in pattern.finditer(captures.text):
            number = value_of(match[1])
            if number is None:
                continue
            if number.value == len(run) + 1:
                run.append(match.span())
            elif number.value == 1:
                if len(run) == wanted:
                    break
                run = [match.span()]
        if len(run) == wanted:
            return tuple(run)
    return None


def _repeated(text: str, thing: Thing, captures: Captures, wanted: int) -> tuple[tuple[int, int], ...] | None:
    """五个“严禁” of a sentence that says 严禁 five times."""
    match = _QUOTED_BEHIND.match(text, thing.end)
    if match is None:
        return None
    spans = [(one.start, one.end) for one in captures.occurrences(match[1])]
    for start, end in captures.sentences:
        inside = tuple(span for span in spans if start <= span[0] < end)
        if len(inside) == wanted:
            return inside
    return None


_COUNTERS: tuple[tuple[str, _Counter], ...] = (
    ("listed", _named_here),
    ("listed", _listed_here),
    ("organs", _organs),
    ("points", _numbered),
    ("repeated", _repeated),
)


def _day(thing: Thing, captures: Captures) -> Derived | None:
    """The day on which a capture was published, or that its facts bear."""
    data: Day = thing.data
    for day in sorted(captures.days):
        first, _, last = day.partition("/")
        last = last or first
        years = data.yearless and data.first[4:] == first[4:] and data.last[4:] == last[4:]
        if (data.first, data.last) == (first, last) or (years and abs(int(data.first[:4]) - int(first[:4])) <= 1):
            return Derived("told_day", {"value": day}, ())
    return None


def _weekday(text: str, thing: Thing, matter: Matter) -> Derived | None:
    day = day_beside(text, thing.start, thing.end, matter.day)
    if day is None or day.weekday() != thing.data:
        return None
    return Derived("weekday", {"value": day.isoformat()}, ())


def _short_title(thing: Thing, captures: Captures) -> Derived | None:
    """《办法》 where one title of the captures ends so."""
    name = thing.data.name
    if not _ALIAS.search(name) or len(name) > 12:
        return None
    ends = [one for one in captures.by_sort.get("title", ()) if one.thing.data.name.endswith(name)]
    longer = {one.thing.data.name for one in ends if one.thing.data.name != name}
    if len(longer) == 1:
        return Derived("short_title", {"value": next(iter(longer))}, ((ends[0].start, ends[0].end),))
    return None


def _masked(thing: Thing, captures: Captures) -> Derived | None:
    """李某 of a person whom a capture names in full."""
    if "某" not in thing.value:
        return None
    for one in find_persons(captures.text):
        masked = masked_name(one.value)
        if thing.value in (masked, one.value[0] + "某") or masked.startswith(thing.value):
            return Derived("masked", {"value": thing.value}, ((one.start, one.end),))
    return None


def _computed(code: str, operands: Sequence[Instance], sign: str, thing: Thing) -> Derived:
    shown = sign.join(one.thing.value for one in operands)
    spans = tuple((one.start, one.end) for one in operands)
    return Derived(code, {"shown": f"{shown} = {thing.value}"}, spans, told=True)
