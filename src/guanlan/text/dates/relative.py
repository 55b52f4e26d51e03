"""Days told by an event (自公布之日起) and lengths of time (三年, 十五个工作日)."""

from __future__ import annotations

import datetime
import re
from calendar import monthrange
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

import msgspec

from guanlan.errors import InputError
from guanlan.text.numerals import CHINESE_NUMERALS, value_of
from guanlan.text.span import Found
from guanlan.text.tables_reading import table_rows


class Unit(StrEnum):
    """What a length of time is counted in."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    WORKING_DAY = "working_day"
    HOUR = "hour"
    MINUTE = "minute"


_UNITS = {
    "年": Unit.YEAR,
    "周年": Unit.YEAR,
    "月": Unit.MONTH,
    "周": Unit.WEEK,
    "星期": Unit.WEEK,
    "日": Unit.DAY,
    "天": Unit.DAY,
    "自然日": Unit.DAY,
    "工作日": Unit.WORKING_DAY,
    "交易日": Unit.WORKING_DAY,
    "小时": Unit.HOUR,
    "分钟": Unit.MINUTE,
}


class Duration(msgspec.Struct, frozen=True, gc=False):
    """A length of time. ``after(day)`` is the day it leads to; None for working days and hours, which need a calendar.

    >>> parse_duration("三年").after(datetime.date(2024, 12, 6))
    datetime.date(2027, 12, 6)
    """

    count: int
    unit: Unit
    approx: bool = False

    def after(self, day: datetime.date) -> datetime.date | None:
        """``day`` plus this length; its last day as a period of validity is one less. None past the year 9999."""
        try:
            if self.unit in (Unit.YEAR, Unit.MONTH):
                months = day.year * 12 + day.month - 1 + self.count * (12 if self.unit is Unit.YEAR else 1)
                year, month = divmod(months, 12)
                return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
            if self.unit in (Unit.WEEK, Unit.DAY):
                return day + datetime.timedelta(days=self.count * (7 if self.unit is Unit.WEEK else 1))
        except (ValueError, OverflowError):
            pass
        return None


class Recent(msgspec.Struct, frozen=True, gc=False):
    """近日, 日前: some day shortly before the one who writes; which, the text does not say."""

    word: str


class DayOf(msgspec.Struct, frozen=True, gc=False):
    """自公布之日起: the day of ``event``; 自公布之日起30日后: ``plus`` 30 days."""

    event: str
    plus: Duration | None = None


# 12月 and 3日 alone are dates: months need 个, days need 内, 后 or 期 behind them
_DURATION = (
    f"(?:[0-9]+|[{CHINESE_NUMERALS}]+)[余多]? ?"
    "(?:个? ?(?:工作日|交易日|自然日)|个 ?月(?!球)|周年|年(?![度级龄轻青代初底末])"
    "|天(?![津然空])|周(?![一二三四五六日岁])|个?星期|个?小时|分钟"
    "|日(?=之?[内后]|以[内后]))"
)
_LEADING = CHINESE_NUMERALS.replace("〇", "").replace("零", "")
_DURATIONS = re.compile(f"(?=[1-9{_LEADING}]){_DURATION}")  # 07年 is a year
_DURATION_ALONE = re.compile(f"{_DURATION}|(?:[0-9]+|[{CHINESE_NUMERALS}]+)[余多]? ?日")
_COUNT = re.compile(f"([0-9{CHINESE_NUMERALS}]+)([余多]?)[ 个]*")
_DAY_OF = re.compile(f"自([\\u4e00-\\u9fff]{{2,12}}?)之日起(?:({_DURATION})(?:后|以后))?")
_SUBJECT = re.compile("^(?:本|该)?(?:办法|规定|条例|细则|意见|通知|法|决定|规则|公告|方案|指南|标准)")
_LONGEST = 10_000  # a greater count is no length of time but a number before 年


def parse_duration(text: str, context: object = None) -> Duration:
    """The length of time that the whole of ``text`` is; raises ``InputError`` ``duration.unreadable``.

    >>> parse_duration("15个工作日").unit
    <Unit.WORKING_DAY: 'working_day'>
    """
    found = _duration(text) if _DURATION_ALONE.fullmatch(text) else None
    if found is None:
        raise InputError("duration.unreadable", value=text)
    return found


def find_durations(text: str, context: object = None) -> Iterator[Found[Duration]]:
    """Every length of time of ``text``; years (2024年) and dates are none."""
    for match in _DURATIONS.finditer(text):
        before = text[match.start() - 1] if match.start() else ""
        if before and (before in "第./-—" or before.isdecimal()):
            continue
        duration = _duration(match[0])
        if duration is not None:
            yield Found(match.start(), match.end(), duration)


def _duration(words: str) -> Duration | None:
    match = _COUNT.match(words)
    number = value_of(match[1]) if match else None
    if match is None or number is None or number.value != number.value.to_integral_value():
        return None
    unit = _UNITS.get(words[match.end() :])
    count = int(number.value)
    if unit is None or count > _LONGEST or (unit is Unit.YEAR and count > 999):
        return None
    return Duration(count, unit, bool(match[2] or number.approx))


def parse_recent(text: str, context: object = None) -> Recent:
    """The word for a recent day that the whole of ``text`` is; raises ``InputError`` ``date.unreadable``."""
    if not _recent().fullmatch(text):
        raise InputError("date.unreadable", value=text)
    return Recent(text)


def find_recent(text: str, context: object = None) -> Iterator[Found[Recent]]:
    """Every 近日, 日前, 近期 … of ``text``.

    >>> [one.value.word for one in find_recent("12月19日，上海警方近日破获")]
    ['近日']
    """
    for match in _recent().finditer(text):
        yield Found(match.start(), match.end(), Recent(match[0]))


@cache
def _recent() -> re.Pattern[str]:
    words = sorted(word for word, unit, *_ in table_rows("datewords") if unit == "recent")
    return re.compile("|".join(words))


def parse_day_of(text: str, context: object = None) -> DayOf:
    """The day that the whole of ``text`` tells by an event; raises ``InputError`` ``date.unreadable``.

    >>> parse_day_of("自本办法公布之日起").event
    '公布'
    """
    match = _DAY_OF.fullmatch(text)
    if match is None:
        raise InputError("date.unreadable", value=text)
    return _day_of(match)


def find_days_of(text: str, context: object = None) -> Iterator[Found[DayOf]]:
    """Every 自…之日起 of ``text``, with the time after it."""
    for match in _DAY_OF.finditer(text):
        yield Found(match.start(), match.end(), _day_of(match))


def _day_of(match: re.Match[str]) -> DayOf:
    event = _SUBJECT.sub("", match[1]) or match[1]
    return DayOf(event, _duration(match[2]) if match[2] else None)
