"""Dates of a text, and days told without their month (27日)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Sequence

from guanlan.publish.gate.taken import Taken
from guanlan.publish.gate.thing import Day, Thing
from guanlan.text.dates import bound_of, find_dates

WEEK = "一二三四五六日"
# look-aheads let ``re`` skip to what a pattern begins with
_WEEKDAY = re.compile(
    "(?=[星周礼])(?:星期|(?<![一两三四五六几半每数])周|礼拜)([一二三四五六日天])(?![次个期刊报回届年轮])"
)
_NEXT = 20  # characters of a date, a bracket, and a word that tells its year (前)
_ISO, _MONTH, _YEAR = 10, 7, 4
_FULL = re.compile("(?=[0-9])(?:([0-9]{4})年)?(?<![0-9])([0-9]{1,2})月([0-9]{1,2})日")
_CLOSES = re.compile("(?:截止|截至|期满|到期|止于)[^，。；0-9]{0,6}$")
_OPENS = re.compile("(?:始于|起始|起算|开始)[^，。；0-9]{0,4}$")
# 前一天, 此前一年; not 提前一天, 之前一年
_RELATED = re.compile("(?=[此前上])(?:(?<![提之目以])(?:此前|前|上)一([天日年])(?!半|多|来))")
_LETTER = re.compile("[A-Za-z](?=[0-9]{1,4}[年月])")
_ALONE = re.compile("(?=[0-9])(?<![月第0-9至到—\\-])([0-9]{1,2})[日号](?![内后期元线楼院令起以])")


def find_days(text: str, day: datetime.date | None, taken: Taken) -> Iterator[Thing]:
    """Every date; ``day`` gives the years that are not written. ``taken`` is where other things stand."""
    spans = taken.copy()
    told: list[Thing] = []
    for thing in _dates(text, day):
        if spans.leaves(thing.start, thing.end):
            spans.add(thing.start, thing.end)
            told.append(thing)
    yield from told
    for match in _FULL.finditer(text):  # a date that cannot be, or an end of a span that ends before it begins
        if spans.leaves(*match.span()):
            spans.add(*match.span())
            never = "-".join(f"{int(one):02}" if one else "" for one in match.groups())
            yield Thing("date", "date", never, *match.span(), Day(never, never))
    for match in _ALONE.finditer(text):
        if spans.leaves(*match.span()) and int(match[1]) <= 31:
            alone = f"--{int(match[1]):02}"
            value = Day(alone, alone, yearless=True, guess=_guess(match, told, day))
            yield Thing("date", "date", alone, *match.span(), value)
    for match in _RELATED.finditer(text) if "前一" in text or "上一" in text else ():
        related = _related(match, told, day)
        if related and spans.leaves(*match.span()):
            yield Thing("date", "date", related, *match.span(), Day(related, related, yearless=True))


def _dates(text: str, day: datetime.date | None) -> Iterator[Thing]:
    for found in find_dates(_LETTER.sub(" ", text), day):  # CISA12月18日
        shown = str(found.value)
        first, _, last = shown.partition("/")
        bound = bound_of(text, found) or _bound_before(text, found.start)
        value = Day(first, last or first, yearless=found.context is not None, bound=bound)
        yield Thing("date", "date", shown, found.start, found.end, value)


def _last_told(told: Sequence[Thing], start: int, least: int) -> str:
    """The last date told before a place, to the month or the day at least (``least`` characters of ISO)."""
    before = [one.data.last for one in told if one.end <= start and len(one.data.last) >= least]
    return before[-1] if before else ""


def _guess(match: re.Match[str], told: Sequence[Thing], day: datetime.date | None) -> str:
    """The day of the month told last, or of that of the release: the one that is not far behind it."""
    month = _last_told(told, match.start(), _MONTH)[:_MONTH] or (day.isoformat()[:_MONTH] if day else "")
    return f"{month}-{int(match[1]):02}" if month else ""


def _related(match: re.Match[str], told: Sequence[Thing], day: datetime.date | None) -> str:
    """前一天, 前一年 of the day told last; a year of that of the release where none is told."""
    if match[1] in ("天", "日"):
        before = _last_told(told, match.start(), _ISO)
        return (datetime.date.fromisoformat(before) - datetime.timedelta(days=1)).isoformat() if before else ""
    year = _last_told(told, match.start(), _YEAR)[:_YEAR] or (str(day.year) if day else "")
    return f"{int(year) - 1}" if year.isdecimal() else ""


def _bound_before(text: str, start: int) -> str:
    words = text[max(0, start - _NEXT) : start]
    return "until" if _CLOSES.search(words) else "from" if _OPENS.search(words) else ""


def weekday_things(text: str) -> Iterator[Thing]:
    """Days of the week: 星期三, 周三."""
    if not any(word in text for word in ("周", "星期", "礼拜")):
        return
    for match in _WEEKDAY.finditer(text):
        number = WEEK.index("日" if match[1] == "天" else match[1])
        yield Thing("date", "weekday", f"星期{WEEK[number]}", *match.span(), number)


def day_beside(text: str, start: int, end: int, day: datetime.date | None) -> datetime.date | None:
    """The date that a day of the week at ``start`` to ``end`` is set beside: 12月18日（星期三）, 周三（12月18日）."""
    first = max(0, start - _NEXT)
    for found in find_dates(text[first : end + _NEXT], day):
        beside = 0 <= start - first - found.end <= 1 or 0 <= found.start + first - end <= 1
        if beside and len(str(found.value)) == _ISO:
            return datetime.date.fromisoformat(str(found.value))
    return None
