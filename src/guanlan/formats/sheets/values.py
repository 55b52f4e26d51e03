"""A cell's value as its sheet shows it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

_DIGITS = 15  # that a sheet keeps of a number (ISO/IEC 29500-1, §18.17.5.3); more are the machine's rounding
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def words_of(value: Any, number_format: str = "") -> str:
    """Dates as ISO dates, whole numbers without a point, shares with their sign, logical values as 是 and 否.

    >>> words_of(12.0), words_of(0.125, "0.0%"), words_of(datetime(2024, 12, 30))
    ('12', '12.5%', '2024-12-30')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes" if not value.second else "auto")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, number_format)
    return str(value)


def _number(value: float, number_format: str) -> str:
    exact = Decimal(format(value, f".{_DIGITS}g")) if isinstance(value, float) else Decimal(value)
    if not exact.is_finite():
        return str(value)
    if "%" in _QUOTED.sub("", number_format):
        return _plain(exact * 100) + "%"
    return _plain(exact)


def _plain(value: Decimal) -> str:
    """Without an exponent and without zeros behind the point."""
    shown = format(value, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
