"""Values that no capture says but a shown computation gives from values that captures say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from guanlan.publish.gate.arithmetic import computed
from guanlan.publish.gate.bounds import as_bound
from guanlan.publish.gate.captures import Captures, Instance
from guanlan.publish.gate.counting import POINT_UNITS, counted, numbered_runs
from guanlan.publish.gate.days import day_beside
from guanlan.publish.gate.equality import compare, last_place
from guanlan.publish.gate.finding import things
from guanlan.publish.gate.naming import TYPES
from guanlan.publish.gate.numbers import PERSONS, ROOM, same_unit
from guanlan.publish.gate.thing import Day, Matter, Num, Rate, Thing, Work
from guanlan.text.numerals import value_of
from guanlan.text.persons import find_persons, masked_name
from guanlan.text.tables_reading import table_rows

_FIRM = re.compile("(?:有限|股份|责任|集团|公司|企业|机构|医院|学校|银行)+$")
_ISSUE = re.compile("收录|本期|刊登|[则条篇]$")
_CHAPTER = re.compile("^第([〇零一二三四五六七八九十百千]{1,7})([章条])", re.M)
_NAMES = ("firm", "company", "organ")
_SHORTEST, _SHORTER = 4, 0.8  # characters of a short name, and its share of the full one's
_PLACE = 6  # characters of a place before a name that its short form leaves out
_PUBLISHED = re.compile(
    "消息|[电讯]|发布|公布|通报|披露|报道|印发|介绍|宣布|刊[发载登]|公开|公示|发文|出台|来源|举行|召开"
)
_FEW = 12  # of so many things an issue may speak one by one
_SOME_TOLD = (*PERSONS, "部门", "部委")
_NEARLY_ALL = Decimal("0.9")  # a page may spoil the heading of an article
_ROW = 60  # characters of a row of a ranking
_SECOND = 60  # characters from 第二位 to its number
_CLOSE = 16  # characters within which the number of a superlative stands


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
        return _day(text, thing, captures)
    if isinstance(thing.data, Work):
        return _short_title(text, thing, captures)
    if thing.kind == "superlative":
        borne = as_bound(text, thing, captures)
        if borne is not None:
            return Derived("bound", {"value": borne.thing.value}, ((borne.start, borne.end),), told=True)
        return _greatest(text, thing, captures)
    if thing.sort == "person":
        return _masked(thing, captures)
    if thing.sort in ("latin", *_NAMES):
        return _abbreviated(text, thing, captures)
    return None


def _number(text: str, thing: Thing, captures: Captures, matter: Matter) -> Derived | None:
    one: Num = thing.data
    before = text[max(0, thing.start - 14) : thing.start]
    if thing.sort == "count" and not one.near:
        if int(one.value) in matter.counts and (_ISSUE.search(before) or _ISSUE.search(text[thing.start : thing.end])):
            return Derived("entries", {"value": str(one.value)}, ())
        count = counted(text, thing, captures)
        if count is not None:
            # what the issue's own sentence lists, anybody can count; of organs and persons it may tell some only
            told = count[0] in ("listed", "repeated") and one.unit not in _SOME_TOLD
            return Derived(count[0], {"value": str(one.value)}, count[1], told=told)
    if thing.sort == "ordinal":
        return _ranked(text, thing, captures) or _one_of(thing, captures)
    if thing.sort == "money CNY" and one.near and (exchanged := _exchanged(thing, captures, matter.rates)):
        return exchanged
    if one.unit in ("章", "条") and (parts := _parts(thing, captures)):
        return parts
    found = computed(text, thing, captures)
    if found is None:
        return None
    key = "of" if found.code == "span" else "shown"
    return Derived(found.code, {"value": thing.value, key: found.shown}, found.spans, told=found.told)


def _exchanged(thing: Thing, captures: Captures, rates: Sequence[Rate]) -> Derived | None:
    step = last_place(thing.data.value)
    for rate in rates:
        for one in captures.by_sort.get(f"money {rate.currency}", ()):
            if abs(one.thing.data.value * rate.yuan - thing.data.value) * 2 <= step:
                params = {"rate": f"{rate.yuan:f}", "date": rate.date, "from": one.thing.value, "value": thing.value}
                return Derived("exchange", params, ((one.start, one.end),))
    return None


def _parts(thing: Thing, captures: Captures) -> Derived | None:
    """共七章六十八条 of the text itself: its last 第…章 and 第…条."""
    unit = thing.data.unit
    found = [match for match in _CHAPTER.finditer(captures.text) if match[2] == unit]
    numbers = {int(number.value) for match in found if (number := value_of(match[1]))}
    wanted = int(thing.data.value)
    if numbers and max(numbers) == wanted and len(numbers) >= wanted * _NEARLY_ALL:
        last = next(match for match in found if (number := value_of(match[1])) and int(number.value) == wanted)
        return Derived("parts", {"value": thing.value}, (last.span(),))
    return None


def _greatest(text: str, thing: Thing, captures: Captures) -> Derived | None:
    """最多 (最少) of numbers that a capture tells side by side: the one named with it is the greatest (least)."""
    if thing.data == "first" and (ordinal := _first(text, thing, captures)):
        return ordinal
    ends = {"最多": -1, "最高": -1, "最大": -1, "最少": 0, "最低": 0, "最小": 0}
    if thing.value not in ends:
        return None
    first = max(text.rfind(mark, 0, thing.start) for mark in "，。；\n") + 1
    named = text[thing.end : thing.end + _CLOSE], text[first : thing.start]
    for one in (one for words in named for one in things(words) if isinstance(one.data, Num)):
        for line in _lines(one, captures):
            parts = _without_whole(line)
            at = sorted(parts, key=lambda it: it.thing.data.value)[ends[thing.value]]
            if len(parts) > 2 and compare(one, at.thing).equal:
                return Derived("greatest", {"value": one.value}, tuple((it.start, it.end) for it in line))
    return None


def _first(text: str, thing: Thing, captures: Captures) -> Derived | None:
    """首批 of 第一批."""
    words = f"第一{text[thing.start + 1 : thing.end]}"
    for one in captures.occurrences(words):
        return Derived("ordinal", {"value": words}, ((one.start, one.end),), told=True)
    return None


def _without_whole(line: list[Instance]) -> list[Instance]:
    """The numbers of a line without one that the others come to."""
    values = [one.thing.data.value for one in line]
    return [one for one in line if one.thing.data.value * 2 != sum(values) or len(line) < 3]


def _ranked(text: str, thing: Thing, captures: Captures) -> Derived | None:
    """居第二位 of numbers that a capture tells side by side."""
    if thing.data.unit not in ("", "大"):
        return None
    clause = re.split("[。；\n]", text[thing.end : thing.end + _SECOND])[0]
    for one in [one for one in things(clause) if isinstance(one.data, Num) and one.sort != "ordinal"][:1]:
        for line in (*_lines(one, captures), *_column(one, captures)):
            values = sorted({it.thing.data.value for it in line}, reverse=True)
            place = int(thing.data.value)
            if len(values) > 2 and 0 < place <= len(values) and values[place - 1] == one.data.value:
                return Derived("greatest", {"value": one.value}, tuple((it.start, it.end) for it in line))
    return None


def _one_of(thing: Thing, captures: Captures) -> Derived | None:
    """第一起 of 两起 that a capture tells, 第三种 of points that it numbers."""
    for one in captures.by_sort.get("count", ()):
        data: Num = one.thing.data
        if data.unit == thing.data.unit != "" and not data.near and thing.data.value <= data.value <= _FEW:
            return Derived("listed", {"value": one.thing.value}, ((one.start, one.end),))
    place = int(thing.data.value)
    for run in numbered_runs(captures) if thing.data.unit in POINT_UNITS else ():
        if 0 < place <= len(run):
            return Derived("points", {"value": f"{len(run)}"}, (run[place - 1],))
    return None


def _column(thing: Thing, captures: Captures) -> Iterator[list[Instance]]:
    """Numbers of which each ends a line of its own: a ranking."""
    runs: list[list[Instance]] = [[]]
    last = -2
    for line in _lines(thing, captures):
        first, end = captures.line_at(line[0].start)
        ends = len(line) == 1 and not captures.text[line[0].end : end].strip("）) ")
        if not ends or first > last + 2 + _ROW:
            runs.append([])
        if ends:
            runs[-1].append(line[0])
        last = end
    yield from (run for run in runs if len(run) > 2)


def _lines(thing: Thing, captures: Captures) -> Iterator[list[Instance]]:
    """Exact numbers of the thing's sort and unit, line by line."""
    lines: dict[int, list[Instance]] = {}
    for one in captures.by_sort.get(thing.sort, ()):
        data = one.thing.data
        if isinstance(data, Num) and not data.near and same_unit(thing.data, data):
            lines.setdefault(captures.line_at(one.start)[0], []).append(one)
    yield from lines.values()


def _day(text: str, thing: Thing, captures: Captures) -> Derived | None:
    """The day on which a capture was published, or that its facts bear: where the words tell of publishing, or lead."""
    data: Day = thing.data
    if data.first != data.last and (ends := _both_ends(data, captures)):
        return Derived("ends", {"value": thing.value}, ends, told=True)
    leads = not text[max(text.rfind("\n", 0, thing.start), 0) : thing.start].strip("\n（")
    stands = any(compare(thing, one.thing).equal for one in captures.by_sort.get("date", ()))
    if not stands and not leads and not _PUBLISHED.search(text[max(0, thing.start - _CLOSE) : thing.end + _CLOSE]):
        return None
    for day in sorted(captures.days):
        first, _, last = day.partition("/")
        last = last or first
        years = data.yearless and data.first[4:] == first[4:] and data.last[4:] == last[4:]
        if (data.first, data.last) == (first, last) or (years and abs(int(data.first[:4]) - int(first[:4])) <= 1):
            return Derived("told_day", {"value": day}, ())
    return None


def _both_ends(data: Day, captures: Captures) -> tuple[tuple[int, int], ...]:
    """2月1日至次年1月31日 of a sentence that tells the two ends apart: 自2月1日起施行，有效期至次年1月31日."""
    days = captures.by_sort.get("date", ())
    for one in days:
        if one.thing.data.first == one.thing.data.last == data.first:
            sentence = captures.sentence_at(one.start)
            for other in days:
                last = other.thing.data
                if last.first == last.last == data.last and sentence[0] <= other.start < sentence[1]:
                    return (one.start, one.end), (other.start, other.end)
    return ()


def _weekday(text: str, thing: Thing, matter: Matter) -> Derived | None:
    day = day_beside(text, thing.start, thing.end, matter.day)
    if day is None or day.weekday() != thing.data:
        return None
    return Derived("weekday", {"value": day.isoformat()}, ())


def _short_title(text: str, thing: Thing, captures: Captures) -> Derived | None:
    """《办法》 where one title of the captures ends so: the sort alone, a name that a capture gives it, or the end
    of a title that the issue's own text tells in full.
    """
    name = thing.data.name
    if not TYPES.search(name):
        return None
    ends = [one for one in captures.by_sort.get("title", ()) if one.thing.data.name.endswith(name)]
    longer = {one.thing.data.name for one in ends if one.thing.data.name != name}
    if len(longer) != 1:
        return None
    full = next(iter(longer))
    if (
        len(name) >= _SHORTEST + 2
        and full.endswith(f"的{name}")
        and full.startswith(("关于", "旨在", "为"))
        and full != name
    ):
        return Derived("short_title", {"value": full}, ((ends[0].start, ends[0].end),), told=True)
    if TYPES.fullmatch(name) or f"简称《{name}" in captures.text or full in text:
        return Derived("short_title", {"value": full}, ((ends[0].start, ends[0].end),), told=True)
    return None


def _abbreviated(text: str, thing: Thing, captures: Captures) -> Derived | None:
    """A short name: its characters stand in a longer name of the captures in their order, the first at its beginning or
    behind its place; or an abbreviation of the register of them (GDPR).
    """
    if thing.sort == "latin":
        for full in abbreviations().get(thing.data, ()):
            for one in captures.occurrences(full):
                return Derived("short_name", {"value": full}, ((one.start, one.end),), told=True)
        return None
    found = {one.thing.value: one for sort in _NAMES for one in captures.by_sort.get(sort, ())}
    longer = sorted(
        (one for name, one in found.items() if _shortens(thing.value, name)), key=lambda it: len(it.thing.value)
    )
    if not longer and _is_described(text, thing, captures):
        return Derived("described", {"value": thing.value}, (), told=True)
    masked = text[: thing.start].endswith("某")  # 某文化公司 tells none by name
    if not longer or not (masked or all(one.thing.value.endswith(longer[0].thing.value) for one in longer)):
        return _compound(thing, found, captures)
    return Derived("short_name", {"value": longer[0].thing.value}, ((longer[0].start, longer[0].end),), told=True)


def _is_described(text: str, thing: Thing, captures: Captures) -> bool:
    """一房屋装修公司: no name but a word for what it does, of which the captures have each sign beside a neighbour."""
    if thing.sort != "firm" or not text[: thing.start].endswith(("一", "家", "所", "个", "某")):
        return False
    bare = _FIRM.sub("", thing.value)
    told = [bare[at : at + 2] in captures.bare for at in range(len(bare) - 1)]
    return len(bare) > 2 and all(one or other for one, other in zip([False, *told], [*told, False], strict=True))


def _compound(thing: Thing, found: Mapping[str, Instance], captures: Captures) -> Derived | None:
    """An organ of the captures with a part of it that they name apart: …协会 and 人工智能专委会."""
    for name, one in found.items():
        rest = thing.value.removeprefix(name)
        if rest != thing.value and len(rest) >= _SHORTEST and rest in captures.text:
            return Derived("short_name", {"value": name}, ((one.start, one.end),), told=True)
    return None


def _shortens(short: str, name: str) -> bool:
    if (
        len(short) < _SHORTEST
        or len(short) > len(name) * _SHORTER
        or (short[-1] != name[-1] and short[-2:] not in name)
    ):
        return False
    at = name.find(short[:2])
    if not 0 <= at <= _PLACE:
        return False
    rest = iter(name[at:])
    return all(letter in rest for letter in short)


@cache
def abbreviations() -> dict[str, tuple[str, ...]]:
    """Abbreviation in small letters → the full names."""
    return {row[0].casefold(): tuple(row[1].split("|")) for row in table_rows("abbreviations", ROOM)}


def _masked(thing: Thing, captures: Captures) -> Derived | None:
    """李某 of a person whom a capture names in full."""
    if "某" not in thing.value or captures.bare.count(thing.value):
        return None  # it stands there so masked, for this person or for another
    for one in find_persons(captures.text):
        masked = masked_name(one.value)
        if thing.value in (masked, one.value[0] + "某") or masked.startswith(thing.value):
            return Derived("masked", {"value": thing.value}, ((one.start, one.end),))
    return None
