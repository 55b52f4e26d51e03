"""The day that a list, a feed or an API gives for an item, as an ISO day."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from guanlan.formats.instants import instant_in
from guanlan.text.dates import find_dates

# a big day above a small month, or below it: 15 / 2025-01
_DAY_FIRST = re.compile(r"(?<![\d:：])(\d{1,2})日?\s+((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})月?(?![\d:：])")
_DAY_LAST = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[-/.年]\s?(\d{1,2})月?\s+(\d{1,2})日?(?![\d:：])")
_YEARLESS = re.compile(r"(?<![\d./-])(\d{1,2})[-/.](\d{1,2})(?![\w./%-])")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])([0-3]\d)(?:\d{6})?(?!\d)")
_EPOCH = re.compile(r"\d{10}|\d{13}")


def day_in(words: str, zone: str, on: datetime.date | None = None) -> str | None:
    """The last day in ``words`` (a title may tell others before it); None where there is none.

    ``on`` is the day of the visit: a date without a year is the last one not after the morrow of it.

    >>> day_in("[01-15]", "Asia/Shanghai", datetime.date(2025, 1, 16)), day_in("15 2025/01", "Asia/Shanghai")
    ('2025-01-15', '2025-01-15')
    >>> day_in("2025-01-14T18:30:00Z", "Asia/Shanghai")
    '2025-01-15'
    """
    words = " ".join(words.split())
    if instant := instant_of(words, zone):
        return instant
    for pattern, order in ((_DAY_FIRST, (2, 3, 1)), (_DAY_LAST, (1, 2, 3)), (_COMPACT, (1, 2, 3))):
        if found := pattern.search(words):
            return _day(*(int(found[place]) for place in order))
    told = [one.value for one in find_dates(words, on) if one.value.is_day]
    if told:
        return told[-1].start.isoformat()
    if on is not None and (found := _YEARLESS.search(words)):
        return _yearless(int(found[1]), int(found[2]), on)
    return None


def instant_of(words: str, zone: str) -> str | None:
    """The day, where the source is, of an instant alone: ISO 8601 with a zone, an HTTP date, seconds since 1970.

    >>> instant_of("1735293600000", "Asia/Shanghai"), instant_of("Fri, 27 Dec 2024 18:00:00 GMT", "Asia/Shanghai")
    ('2024-12-27', '2024-12-28')
    """
    words = words.strip()
    if _EPOCH.fullmatch(words):
        return datetime.datetime.fromtimestamp(int(words[:10]), tz=ZoneInfo(zone)).date().isoformat()
    if words[:1].isalpha() and words[:1].isascii():
        try:
            return _placed(parsedate_to_datetime(words), zone)
        except (ValueError, TypeError, IndexError):
            return None
    found = instant_in(words)
    if found is None or "T" not in found:
        return None
    return _placed(datetime.datetime.fromisoformat(found), zone)


def _placed(instant: datetime.datetime, zone: str) -> str:
    return (instant.astimezone(ZoneInfo(zone)) if instant.tzinfo else instant).date().isoformat()


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _yearless(month: int, day: int, on: datetime.date) -> str | None:
    """The latest such day that is not after the morrow: the source's clock may be a day ahead of the visitor's."""
    for year in (on.year + 1, on.year, on.year - 1):
        found = _day(year, month, day)
        if found is not None and found <= (on + datetime.timedelta(days=1)).isoformat():
            return found
    return None
