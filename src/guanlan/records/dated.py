"""Values that hold from one day to another. Both days belong to the interval; None is open.

>>> old, new = Dated("5万元以下", last=date(2025, 12, 31)), Dated("10万元以下", first=date(2026, 1, 1))
>>> [one.value for one in at((old, new), date(2025, 12, 31))]
['5万元以下']
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Generic, TypeVar

import msgspec

T = TypeVar("T")


class Dated(msgspec.Struct, Generic[T], frozen=True):
    """``value`` holds from ``first`` to ``last``, both days included."""

    value: T
    first: date | None = None
    last: date | None = None

    def holds(self, on: date) -> bool:
        """Whether ``on`` is a day of the interval."""
        return (self.first is None or self.first <= on) and (self.last is None or on <= self.last)


def at(values: Iterable[Dated[T]], on: date) -> tuple[Dated[T], ...]:
    """Those that hold on a day, in the order given: none is an answer, and so are several."""
    return tuple(value for value in values if value.holds(on))
