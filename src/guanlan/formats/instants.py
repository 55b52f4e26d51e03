"""The day, and where given the time, that a file says it was published on."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

# an authority's clock; accounts give seconds since 1970
CHINA = timezone(timedelta(hours=8))
_INSTANT = re.compile(
    r"(?<!\d)((?:19|20)\d\d)\s?(?:年|[-/.])\s?([01]?\d)\s?(?:月|[-/.])\s?([0-3]?\d)(?!\d)\s?日?"
    r"(?:[T\s　]{0,4}([0-2]?\d)[:：]([0-5]\d)(?:[:：]([0-5]\d))?(?:\.\d+)?\s?(Z|[+-]\d\d:?\d\d)?)?"
)


def instant_in(words: str) -> str | None:
    """The first day in ``words`` as ISO 8601, with its time and zone where they are given; None for no real day.

    >>> instant_in("发布时间：2024年12月30日 18:05"), instant_in("2024-02-30")
    ('2024-12-30T18:05', None)
    """
    found = _INSTANT.search(words)
    if found is None:
        return None
    year, month, day, hour, minute, second, zone = found.groups()
    try:
        instant = datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0), int(second or 0))  # noqa: DTZ001
    except ValueError:
        return None
    if hour is None:
        return instant.date().isoformat()
    shown = instant.isoformat(timespec="seconds" if second else "minutes")
    return shown + ("+00:00" if zone == "Z" else zone or "")


def instant_of_seconds(seconds: str) -> str | None:
    """Seconds since 1970 as an instant of China's clock.

    >>> instant_of_seconds("1735293600")
    '2024-12-27T18:00:00+08:00'
    """
    if not (seconds.isascii() and seconds.isdigit() and len(seconds) == 10):
        return None
    return datetime.fromtimestamp(int(seconds), tz=CHINA).isoformat()
