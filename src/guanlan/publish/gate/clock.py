"""Times of day (晚11时, 23时, 14:30), and lengths of time told with a half or with 多 (一年半, 两个半月, 三个多月)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from guanlan.publish.gate.figures import clock_thing
from guanlan.publish.gate.numbers import ROOM, length_nearness
from guanlan.publish.gate.taken import Taken
from guanlan.publish.gate.thing import Nearness, Num, Thing
from guanlan.text.numerals import CHINESE_NUMERALS, value_of
from guanlan.text.tables_reading import table_rows

_NUMERAL = f"[0-9]{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}}"
# 时间 and 时段 are no times, 两点建议 is none
_MARK = re.compile("时(?![间代段期候空差限效尚机而不])|(?P<point>点钟?)(?![建要意内项个多几]|[0-9]{1,2}(?!分))")
_FAR = 6  # characters of 晚上二十三
_MINUTES = re.compile(f"(?P<minutes>{_NUMERAL})分(?!之|钟)|半|整")
_LENGTH = re.compile(
    rf"(?=[0-9半{CHINESE_NUMERALS}])(?<![上下前后0-9千])(?:(?P<count>{_NUMERAL})"
    "(?:(?P<over>年多|个多月|个多小时)|(?P<and>年半|个半月|个半小时|天半))|(?P<half>半年|半个月|半个?小时|半天)(?P<plus>多)?)"
)
_LENGTHS = {  # sort, what one of it counts
    "年": ("time month", 12),
    "月": ("time month", 1),
    "时": ("time hour", 1),
    "天": ("time day", 1),
}
_NOON, _MIDNIGHT = 12, 24
_BEFORE_POINT = tuple("日号天至到-——~～")  # 20日9点, 9点至10点; else 点 counts


def clock_things(text: str, taken: Taken) -> Iterator[Thing]:
    """Times of day; ``data`` is the minute of the day. 九点 is one behind 上午 or a date only: else it counts."""
    for mark in _MARK.finditer(text):
        told = _hour_before().search(text, max(0, mark.start() - _FAR), mark.start())
        if told is None:
            continue
        hour, start = value_of(told["hour"]), told.start()
        if hour is None or hour.value > _MIDNIGHT:
            continue
        if mark["point"] and not told["part"] and text[start - 1 : start] not in _BEFORE_POINT:
            continue
        rest = _MINUTES.match(text, mark.end())
        end = rest.end() if rest else mark.end()
        if taken.leaves(start, end):
            at = int(hour.value) + (_NOON if _parts()[told["part"]] and hour.value < _NOON else 0)
            yield clock_thing(start, end, at, _minutes(rest))


def _minutes(told: re.Match[str] | None) -> int:
    if told is None or told[0] == "整":
        return 0
    number = value_of(told["minutes"]) if told["minutes"] else None
    return int(number.value) if number else 30


@cache
def _parts() -> dict[str | None, bool]:
    """Part of the day → whether its hours are counted from noon."""
    found: dict[str | None, bool] = {None: False}
    for half, words, _ in table_rows("day_parts", ROOM):
        found |= dict.fromkeys(words.split(), half == "second")
    return found


@cache
def _hour_before() -> re.Pattern[str]:
    parts = "|".join(sorted(filter(None, _parts()), key=len, reverse=True))
    return re.compile(f"(?<![0-9第])(?P<part>{parts})?(?P<hour>{_NUMERAL})$")


def length_things(text: str, taken: Taken) -> Iterator[Thing]:
    """Lengths of time with a half (一年半 is 18 months), or somewhat more than told (三年多)."""
    if not any(word in text for word in ("半", "年多", "个多")):
        return
    for match in _LENGTH.finditer(text):
        if not taken.leaves(*match.span()):
            continue
        words = match["and"] or match["half"] or match["over"]
        sort, scale = next(kind for sign, kind in _LENGTHS.items() if sign in words)
        count = value_of(match["count"]) if match["count"] else None
        value = (count.value if count else Decimal(0)) + (Decimal("0.5") if match["and"] or match["half"] else 0)
        near: Nearness = "up" if match["over"] or match["plus"] else length_nearness(text, *match.span(), told=False)
        unit = sort.removeprefix("time ")
        number = (value * scale).normalize()
        shown = f"{'~' if near else ''}{number:f} {unit}"
        yield Thing("number", sort, shown, *match.span(), Num(number, unit, near=near))
