"""Sums of money: 人民币50万元, 1500万欧元, 97.5万 → amount and ISO 4217 currency."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from guanlan.text.span import Found


class Money(msgspec.Struct, frozen=True, gc=False):
    """``amount`` in whole units of ``currency`` (ISO 4217); ``approx`` where the text says 余, 约, 以上 …"""

    amount: Decimal
    currency: str
    approx: bool = False


def parse_money(text: str, context: object = None) -> Money:
    """The sum that the whole of ``text`` is; raises ``InputError`` ``money.unreadable``."""
    raise NotImplementedError


def find_money(text: str, context: object = None) -> Iterator[Found[Money]]:
    """Every sum of ``text``; the span covers number and currency words, not 约 or 最高 before them."""
    raise NotImplementedError
