"""Dates in running text, and whole strings that are dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.text.dates.calendar import Date, Point, Precision, between
from guanlan.text.numerals import value_of
from guanlan.text.span import Found
from guanlan.text.tables_reading import table_rows

_N = "0-9０-９"
_YEAR = f"(?:[1２12][{_N}]{{3}}|[一二][〇零一二三四五六七八九]{{3}})"
_MONTH = f"(?:[0０]?[1-9１-９]|[1１][0-2０-２]|十[一二]?|[一二三四五六七八九])(?![{_N}])"
_DAY = f"(?:[{_N}]{{1,2}}(?![{_N}])|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DASH = "(?:至|到|[-—–~～－]{1,2})"
_MONTH_DAY = (
    f"{_MONTH} ?(?:月(?![龄球饼报刊薪租均活嫂])份?(?: ?{_DAY}(?: ?[日号]| ?(?={_DASH} ?{_DAY} ?[日号])))?"
    f"|(?={_DASH} ?{_MONTH} ?月))"
)
_ISO = f"[1２12][{_N}]{{3}}([-/.])[{_N}]{{1,2}}\\{{group}}[{_N}]{{1,2}}(?![{_N}]|\\{{group}}[{_N}])"
_DATED_YEAR = f"{_YEAR} ?(?:年度?|(?={_DASH} ?{_YEAR} ?年))"


@cache
def _words() -> dict[str, tuple[str, int, bool]]:
    """Word → unit, offset, whether it points at the day told last."""
    return {
        word: (unit, int(offset), source == "told")
        for word, unit, offset, source, _ in table_rows("datewords")
        if unit != "recent"
    }


@cache
def _pattern() -> re.Pattern[str]:
    of_unit = {unit: "|".join(w for w, (u, *_) in _words().items() if u == unit) for unit in ("day", "month", "year")}
    # 去年 tells a year by itself; 同年 only with a month (不同年龄, 当年度)
    alone = "|".join(word for word, (unit, _, told) in _words().items() if unit == "year" and not told)
    day = f"{_DAY} ?[日号]"
    point = f"(?:{_DATED_YEAR}|{alone})(?: ?{_MONTH_DAY})?|(?:{of_unit['year']}) ?{_MONTH_DAY}|{_MONTH_DAY}"
    iso = _ISO.replace("{group}", "1")
    iso_end = _ISO.replace("{group}", "2")
    # the look-ahead lets ``re`` skip by charset: 1 ms for 50,000 characters instead of 6
    first = "".join(sorted({word[0] for word in _words()}))
    return re.compile(
        f"(?=[{_N}一二三四五六七八九十{first}])(?:"
        f"{iso}(?: ?{_DASH} ?{iso_end})?"
        f"|(?:{point})(?: ?{_DASH} ?(?:{point}|{day}))?"
        f"|(?:{of_unit['month']})(?: ?{day}(?: ?{_DASH} ?{day})?)?|{of_unit['day']})"
    )


_ISO_PRINTED = re.compile("([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?(?:/([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?)?")
# what nine dates in ten look like; read without the general way round
_PLAIN = re.compile("(?:([0-9]{4}) ?年 ?)?(?:([0-9]{1,2}) ?月 ?(?:([0-9]{1,2}) ?日)?)?")
_ISO_POINT = re.compile("([0-9]{4})([-/.])([0-9]{1,2})\\2([0-9]{1,2})")
_CHINESE_RUN = re.compile("[〇零一二三四五六七八九十]+")
_POINT = re.compile("(?:([0-9]{4})年度?)?(?:([0-9]{1,2})月份?)?(?:([0-9]{1,2})[日号])?")
_JOINER = re.compile("[至到—–~～－-]+")
_WRITTEN_YEAR = re.compile(f"^{_YEAR}|{_YEAR} ?年")
_SENTENCE_END = re.compile("[。；\n]")
_NARROW = str.maketrans("０１２３４５６７８９", "0123456789", " ")
# words around a year-less date that place it ahead: the nearest such day is meant, not the last one
_AHEAD_BEFORE = re.compile(
    "(?:将于|将在|拟于|定于|即日起[^，。；0-9]{0,2}[至到]|(?:持续|延续|延长|推迟|有效期)[至到]"
    "|(?:截至|截止|届满)(?:时间|日期)?[为是：:]?) ?$"
)
_AHEAD_AFTER = re.compile(
    " ?(?:之前|以前|前|起(?:正式|开始)?(?:施行|实施|执行|生效)|(?:正式|开始)?(?:施行|生效)|截止|止)"
)
_LOOK_BACK = 8  # 截止时间为 and a blank


class _Told(NamedTuple):
    """What the dates before have told: the last of them, where it ended, whether its year was written."""

    date: Date
    end: int
    dated: bool


def parse_date(text: str, context: datetime.date | None = None) -> Date:
    """The date that the whole of ``text`` is; raises ``InputError`` ``date.impossible`` or ``date.unreadable``.

    ``context`` gives a year that is not written: the last one in which the day is not after it; for 次日 and the like
    it is the day they are told from. ISO 8601 as ``str(Date)`` writes it is read too.

    >>> str(parse_date("12月27日", datetime.date(2025, 1, 16))), str(parse_date("二〇二五年一月"))
    ('2024-12-27', '2025-01')
    """
    found = None
    if _ISO_PRINTED.fullmatch(text) or _pattern().fullmatch(text):
        try:
            found = _printed(text) or _read(text, context)
        except ValueError:
            raise InputError("date.impossible", value=text) from None
    if found is None:
        raise InputError("date.unreadable", value=text)
    return found


def find_dates(text: str, context: datetime.date | None = None) -> Iterator[Found[Date]]:
    """Every date and interval of ``text``, in order; without ``context`` only those whose year the text itself gives.

    A day that is in no calendar (2月30日) is no date. ``Found.context`` is the day that gave the year.

    >>> [str(one.value) for one in find_dates("12月3日至5日检查，次日通报", datetime.date(2025, 1, 16))]
    ['2024-12-03/2024-12-05', '2024-12-06']
    """
    told: _Told | None = None
    for match in _pattern().finditer(text):
        start, end = match.span()
        if start and _continues_number(text, start):
            continue
        if _points_at_no_day(match[0], told):
            continue
        base = _base(text, match, told, context)
        try:
            date = _read(match[0], base)
        except ValueError:
            continue
        if date is None:
            continue
        dated = _carries_year(match[0])
        yield Found(start, end, date, None if dated else base)
        told = _Told(date, end, dated or (told is not None and told.dated))


def _points_at_no_day(words: str, told: _Told | None) -> bool:
    """一月初……当天: the last date told is a month, so 当天 is no day of the calendar."""
    word = _words().get(words[:2])
    if word is None or word[0] != "day" or not word[2] or told is None:
        return False
    return told.date.precision is not Precision.DAY


def _continues_number(text: str, start: int) -> bool:
    """Whether the digits before make the words part of something else: 第三十二月, v2024.1.2, 13.5月."""
    before = text[start - 1]
    if before in "第每近":
        return True
    return text[start] in "0123456789" and (before.isascii() and (before.isalnum() or before in "./-_"))


def _carries_year(words: str) -> bool:
    return _WRITTEN_YEAR.search(words) is not None


def _base(text: str, match: re.Match[str], told: _Told | None, context: datetime.date | None) -> datetime.date | None:
    """The day from which a year-less date or a word is told."""
    words, start = match[0], match.start()
    word = _words().get(words[:2])
    if word is not None:
        return told.date.end if told is not None and (word[2] or context is None) else context
    dated = told is not None and told.dated and told.date.precision is not Precision.YEAR
    if told is not None and dated and not _SENTENCE_END.search(text, told.end, start):
        # 2023年8月……，9月……: within a sentence the year goes on
        return datetime.date(told.date.end.year, 12, 31)
    if context is not None and _is_ahead(text, match):
        return _nearest(words, context)
    return context


def _is_ahead(text: str, match: re.Match[str]) -> bool:
    return bool(
        _AHEAD_AFTER.match(text, match.end())
        or _AHEAD_BEFORE.search(text[max(0, match.start() - _LOOK_BACK) : match.start()])
    )


def _nearest(words: str, context: datetime.date) -> datetime.date:
    """The base that gives the date within half a year of ``context``."""
    try:
        ahead = _read(words, context.replace(day=1) + datetime.timedelta(days=366))
    except (ValueError, OverflowError):
        return context
    if ahead is not None and abs((ahead.start - context).days) <= 183:
        return ahead.start
    return context


def _read(words: str, context: datetime.date | None) -> Date | None:
    """The date of ``words``; None where the year is missing; raises ``ValueError`` where there is no such day."""
    plainly = _PLAIN.fullmatch(words)
    if plainly is not None:
        point = Point(*(int(cell) if cell else None for cell in plainly.groups()))
        return between(point, point, context)
    word = _words().get(words[:2])
    if word is not None:
        if context is None:
            return None
        told = _told_by_word(words, word, context)
        if isinstance(told, Date):
            return told
        words = told
    plain = _CHINESE_RUN.sub(_arabic, words.translate(_NARROW))
    plain = _ISO_POINT.sub(r"\1年\3月\4日", plain)
    first, *rest = _JOINER.split(plain)
    if rest and first and first[-1].isdigit():
        first += rest[0][-1]
    left_match, right_match = _POINT.fullmatch(first), _POINT.fullmatch(rest[0] if rest else first)
    if left_match is None or right_match is None:
        return None
    left, right = (Point(*(int(cell) if cell else None for cell in one.groups())) for one in (left_match, right_match))
    return between(left, right, context)


def _printed(words: str) -> Date | None:
    """What ``str(Date)`` wrote."""
    printed = _ISO_PRINTED.fullmatch(words)
    if printed is None:
        return None
    year, month, day, *last = (int(cell) if cell else None for cell in printed.groups())
    left = Point(year, month, day)
    return between(left, Point(*last) if last[0] is not None else left, None)


def _arabic(match: re.Match[str]) -> str:
    number = value_of(match[0])
    return match[0] if number is None else str(number.value)


def _told_by_word(words: str, word: tuple[str, int, bool], context: datetime.date) -> Date | str:
    """The day that a word tells, or ``words`` with the year or month that the word means written out."""
    unit, offset, _ = word
    if unit == "day":
        day = context + datetime.timedelta(days=offset)
        return Date(day, day)
    if unit == "year":
        return f"{context.year + offset:04}年{words[2:]}"
    month = context.year * 12 + context.month - 1 + offset
    return f"{month // 12:04}年{month % 12 + 1}月{words[2:]}"


class Bound(StrEnum):
    """What a date limits: 自…起 FROM, 截至… and …止 UNTIL (the day included), …前 BEFORE."""

    FROM = "from"
    UNTIL = "until"
    BEFORE = "before"


_BEFORE = re.compile(" ?(?:底|末|当日)?(?:之前|以前|前(?!后|后|述|款|条))")
_FROM = re.compile(" ?(?:之日)?(?:起|以来|以后|开始)")
_STOP = re.compile(" ?(?:止|截止|为止)")
_SINCE = re.compile("[自从] ?$")
_UNTIL = re.compile("(?:截至|截止|截止到|截止至|有效期至|延长至|持续至|至|截止(?:时间|日期)[为是：:]|不晚于|不迟于) ?$")


def bound_of(text: str, found: Found[Date]) -> Bound | None:
    """How the words around a date use it as a limit; None where they do not.

    >>> text = "应在2025年1月6日前完成整改"
    >>> [bound_of(text, one) for one in find_dates(text)]
    [<Bound.BEFORE: 'before'>]
    """
    if _BEFORE.match(text, found.end):
        return Bound.BEFORE
    ahead = text[max(0, found.start - _LOOK_BACK) : found.start]
    if _STOP.match(text, found.end) or _UNTIL.search(ahead):
        return Bound.UNTIL
    if _FROM.match(text, found.end) or _SINCE.search(ahead):
        return Bound.FROM
    return None
