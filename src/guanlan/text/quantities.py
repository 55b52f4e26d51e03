"""Number + measure word, bare noun or unit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum

import msgspec

from guanlan.text.span import Found


class Sort(StrEnum):
    """What a quantity counts."""

    COUNT = "count"  # measure words and bare nouns: 270余台, 五部门
    MEASURE = "measure"  # physical and other units: 6.8级, 100GB
    RATIO = "ratio"  # %, ‰, 成, 个百分点, 倍
    MONEY = "money"
    DURATION = "duration"  # 三年, 15个工作日
    PROVISIONS = "provisions"  # 九章八十一条
    BARE = "bare"  # a number without a unit


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """``value`` with 万 and 亿 multiplied out (40% is 40); ``currency`` is ISO 4217 for MONEY."""

    value: Decimal
    unit: str | None = None
    approx: bool = False
    sort: Sort = Sort.COUNT
    currency: str | None = None


def parse_quantity(text: str, context: object = None) -> Quantity:
    """The quantity that the whole of ``text`` is; ``context`` is the unit it takes from its neighbour (5万 of 5万至10万元)."""
    raise NotImplementedError


def find_quantities(text: str, context: object = None) -> Iterator[Found[Quantity]]:
    """Every quantity of ``text``; the approximating word before it is not in the span."""
    raise NotImplementedError


class Range(msgspec.Struct, frozen=True, gc=False):
    """五万元以上五十万元以下; 一倍以上十倍以下; 5万至10万元. None is an open end."""

    low: Quantity | None
    high: Quantity | None


def find_ranges(text: str, context: object = None) -> Iterator[Found[Range]]:
    """Every range of quantities of ``text``."""
    raise NotImplementedError
