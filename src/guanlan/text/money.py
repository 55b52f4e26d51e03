"""Sums of money: 人民币50万元, 1500万欧元, 约合人民币6.95亿 → amount and ISO 4217 currency."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from guanlan.errors import InputError
from guanlan.text.measures import Sort, sign_before
from guanlan.text.numerals import NUMBER
from guanlan.text.quantities import Around, Quantity, find_quantities, parse_quantity
from guanlan.text.span import Found

_PRINTED = re.compile("(约 ?)?([A-Z]{3}) ([0-9]+(?:\\.[0-9]+)?)")
_FIRST_FIGURE = 5  # the longest currency word before a number, and a blank


class Money(msgspec.Struct, frozen=True, gc=False):
    """``amount`` in whole units of ``currency`` (ISO 4217); ``approx`` where the text says 余, 约, 以上 and the like.

    >>> str(Money(Decimal(500000), "CNY")), str(Money(Decimal(695000000), "CNY", True))
    ('CNY 500000', '约CNY 695000000')
    """

    amount: Decimal
    currency: str
    approx: bool = False

    def __str__(self) -> str:
        plain = format(self.amount, "f")
        shown = plain.rstrip("0").rstrip(".") if "." in plain else plain
        return f"{'约' if self.approx else ''}{self.currency} {shown}"


def parse_money(text: str, context: Around | None = None) -> Money:
    """The sum that the whole of ``text`` is; raises ``InputError`` ``money.unreadable``.

    ``str(Money)`` is read back too. ``context`` is what the words around it said where it was found.

    >>> parse_money("人民币50万元") == parse_money("CNY 500000")
    True
    """
    printed = _PRINTED.fullmatch(text)
    if printed is not None:
        return Money(Decimal(printed[3]), printed[2], printed[1] is not None)
    number = NUMBER.search(text[: _FIRST_FIGURE + 1])
    start = number.start() if number else 0
    sign = sign_before(text, start) if start else None
    around = context or Around()
    if start:
        if sign is None or sign.start:
            raise InputError("money.unreadable", value=text)
        around = around._replace(unit=sign.shown, sort=Sort.MONEY, currency=sign.currency)
    try:
        quantity = parse_quantity(text[start:], around)
    except InputError:
        raise InputError("money.unreadable", value=text) from None
    if quantity.currency is None:
        raise InputError("money.unreadable", value=text)
    return Money(quantity.value, quantity.currency, quantity.approx)


def find_money(text: str, context: object = None) -> Iterator[Found[Money]]:
    """Every sum of ``text``; the span covers number and currency words, not 约 or 最高 before them.

    >>> text = "处罚款人民币4.1万元，最高1500万欧元"
    >>> [(one.of(text), str(one.value)) for one in find_money(text)]
    [('人民币4.1万元', 'CNY 41000'), ('1500万欧元', '约EUR 15000000')]
    """
    return money_among(text, find_quantities(text))


def money_among(text: str, quantities: Iterable[Found[Quantity]]) -> Iterator[Found[Money]]:
    """The sums among quantities that were already found in ``text``."""
    floor = 0  # a currency word behind one number is not before the next
    for one in quantities:
        value, last, floor = one.value, floor, one.end
        if value.sort is not Sort.MONEY or value.currency is None:
            continue
        sign = sign_before(text, one.start, last)
        start = sign.start if sign is not None and sign.currency == value.currency else one.start
        around = one.context if isinstance(one.context, Around) else None
        if around is not None and start != one.start:
            around = Around(approx=True) if around.approx else None
        yield Found(start, one.end, Money(value.value, value.currency, value.approx), around)
