"""Tokens and money: the most that a question can cost before it is put, and what it did cost."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from guanlan.assist.settings import AssistSettings

_PER = 1000  # prices are of so many tokens
_BESIDE = 64  # tokens of a request beside its words: roles, marks of beginning and end


class Cost(msgspec.Struct, frozen=True):
    """``known``: the service said the tokens itself; else they are the most that they can have been."""

    tokens_in: int
    tokens_out: int
    money: Decimal
    currency: str
    known: bool = True


def most_tokens(texts: tuple[str, ...]) -> int:
    """More tokens than any model in use makes of these words: two for a Chinese character, one for an ASCII one.

    >>> most_tokens(("数据 ab",))
    71
    """
    return _BESIDE + sum(1 if one.isascii() else 2 for text in texts for one in text)


def cost_of(settings: AssistSettings, tokens_in: int, tokens_out: int, *, known: bool = True) -> Cost:
    """What so many tokens cost."""
    money = (settings.price_in * tokens_in + settings.price_out * tokens_out) / _PER
    return Cost(tokens_in, tokens_out, money, settings.currency, known)
