"""Numerals, Chinese and Arabic → numbers. Values are ``Decimal``; how exact they are is kept."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import msgspec

from guanlan.text.span import Found


class Number(msgspec.Struct, frozen=True, gc=False):
    """``value`` as written (百分之五 is 5 with ``per`` 100); ``approx`` is the word inside that makes it inexact (余 多 来 数 几 上)."""

    value: Decimal
    approx: str = ""
    per: int = 1


def parse_number(text: str, context: object = None) -> Number:
    """The number that the whole of ``text`` is; raises ``InputError`` ``number.unreadable``."""
    raise NotImplementedError


def find_numbers(text: str, context: object = None) -> Iterator[Found[Number]]:
    """Every number of ``text``, in order."""
    raise NotImplementedError
