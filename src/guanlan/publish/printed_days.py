"""Days as they are printed."""

from __future__ import annotations

import datetime


def chinese_day(day: str) -> str:
    """An ISO day as printed.

    >>> chinese_day("2025-01-06")
    '2025年1月6日'
    """
    date = datetime.date.fromisoformat(day)
    return f"{date.year}年{date.month}月{date.day}日"
