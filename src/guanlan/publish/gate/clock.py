"""Times of day (晚11时, 23时, 14:30), and lengths of time told with a half or with 多 (一年半, 两个半月, 三个多月)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from guanlan.publish.gate.numbers import ROOM, length_nearness
from guanlan.publish.gate.taken import Taken
from guanlan.publish.gate.thing import Nearness, Num, Thing
from guanlan.text.numerals import CHINESE_NUMERALS, value_of
from guanlan.text.tables_reading import table_rows

_NUMERAL = f"[0-9]{{1,2}}|[{CHINESE_NUMERALS}]{{1,3}}"
_MINUTES = rf"(?:(?P<minutes>{_NUMERAL})分(?!之|钟)|(?P<half>半)|整)?"
_COLON = re.compile(r"(?=[0-9])(?<![0-9:：.])([01]?[0-9]|2[0-4])[:：]([0-5][0-9])(?![0-9:：])")
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
    for match in _told().finditer(text):
        hour = value_of(match["hour"])
        if hour is None or hour.value > _MIDNIGHT or not taken.leaves(*match.span()):
            continue
        if match["point"] and not match["part"] and text[match.start() - 1 : match.start()] not in _BEFORE_POINT:
            continue
        at = int(hour.value) + (_NOON if _parts()[match["part"]] and hour.value < _NOON else 0)
        minutes = value_of(match["minutes"]) if match["minutes"] else None
        rest = 30 if match["half"] else int(minutes.value) if minutes else 0
        yield _clock(match, at, rest)
    for match in _COLON.finditer(text):
        if taken.leaves(*match.span()):
            yield _clock(match, int(match[1]), int(match[2]))


def _clock(match: re.Match[str], hour: int, minute: int) -> Thing:
    return Thing("number", "clock", f"{hour:02}:{minute:02}", *match.span(), hour * 60 + minute)


@cache
def _parts() -> dict[str | None, bool]:
    """Part of the day → whether its hours are counted from noon."""
    found: dict[str | None, bool] = {None: False}
    for half, words, _ in table_rows("day_parts", ROOM):
        found |= dict.fromkeys(words.split(), half == "second")
    return found


@cache
def _told() -> re.Pattern[str]:
    parts = "|".join(sorted(filter(None, _parts()), key=len, reverse=True))
    firsts = "".join(sorted({part[0] for part in _parts() if part}))
    return re.compile(
        f"(?=[0-9{CHINESE_NUMERALS}{firsts}])(?<![0-9第])(?P<part>{parts})?(?P<hour>{_NUMERAL})"
        f"(?:时(?![间代段期候空差限效尚机而不])|(?P<point>点钟?)(?![建要意内项个多几]|[0-9]{{1,2}}(?!分))){_MINUTES}"
    )


def length_things(text: str, taken: Taken) -> Iterator[Thing]:
    """Lengths of time with a half (一年半 is 18 months), or somewhat more than told (三年多)."""
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
