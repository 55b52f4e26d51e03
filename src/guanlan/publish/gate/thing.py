"""One checkable thing of a text."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any, Literal

import msgspec

Kind = Literal["number", "date", "organ", "provision", "title", "name", "superlative"]
Nearness = Literal["", "up", "down", "about", "most", "least", "bound"]
"""How exact a number is told: 余, 多, 超 (up); 近, 不到 (down); 约 (about); 最高, 以下 (most), 最低 (least); a bound of
which the words beside do not say the side.
"""
Draft = Literal["", "perhaps", "surely"]
"""Whether a title is that of a draft: by its note or the words directly beside it, or by those of its sentence."""
Turn = Literal["", "up", "down"]


class Thing(msgspec.Struct, frozen=True, gc=False):
    """Characters ``start`` to ``end`` of a text. Only things of one ``sort`` can stand for each other.

    ``value`` is the reading as people are shown it, ``data`` what it is compared by (one of the records below).
    """

    kind: Kind
    sort: str
    value: str
    start: int
    end: int
    data: Any = None


GENERAL = "general"  # the family of numbers with no unit, or with 个


class Num(msgspec.Struct, frozen=True, gc=False):
    """``unit`` is the one written; ``family`` is ``general`` where it counts anything; ``noun`` stands behind it;
    ``turn`` is which way it went (增长: ``up``, 下降: ``down``). ``tenths``: a share told as 六成 or 五分之一.
    """

    value: Decimal
    unit: str = ""
    family: str = ""
    noun: str = ""
    near: Nearness = ""
    turn: Turn = ""
    tenths: bool = False


class Day(msgspec.Struct, frozen=True, gc=False):
    """ISO ``first`` and ``last`` as far as told (``2024-12``); ``yearless``: the year was not written.

    ``bound`` is what the day limits: ``from``, ``until``, ``before``. ``guess``: the ISO day that 20日, told without
    its month, most likely is.
    """

    first: str
    last: str
    yearless: bool = False
    bound: str = ""
    guess: str = ""


class Clause(msgspec.Struct, frozen=True, gc=False):
    """A provision: ``law`` as it is compared (None: 该法, 本办法)."""

    law: str | None
    article: str | None
    paragraph: int | None
    item: int | None


class Paper(msgspec.Struct, frozen=True, gc=False):
    """A document number: ``sign`` is what stands before it (an organ's id for orders and announcements; None where it
    is not told, or where several organs issue it), ``number`` in figures.
    """

    series: str
    sign: str | None
    number: str
    year: int | None = None


class Body(msgspec.Struct, frozen=True, gc=False):
    """An organ: the id that all of its names lead to, its line of authority, the code of its place."""

    id: str
    family: str = ""
    place: str | None = None


class Work(msgspec.Struct, frozen=True, gc=False):
    """A 《title》: ``name`` as it is compared, and its stage notes. ``draft``: whether it is called one."""

    name: str
    notes: tuple[str, ...] = ()
    draft: Draft = ""


class Rate(msgspec.Struct, frozen=True):
    """What one unit of ``currency`` (ISO 4217) was worth in yuan on an ISO day; the user gives the table."""

    currency: str
    date: str
    yuan: Decimal


class Matter(msgspec.Struct, frozen=True):
    """What is known of the text that is judged.

    ``where`` as in ``Checkable``; ``owner`` is what its ids hang on (an entry keeps it when it moves); ``day`` gives
    years. ``gathers``: the text tells of many entries (a guide). ``loose``: it has no slots (keywords). ``counts`` are
    the numbers of entries that it may tell.
    """

    where: str
    owner: str = ""
    day: datetime.date | None = None
    loose: bool = False
    gathers: bool = False
    rates: tuple[Rate, ...] = ()
    counts: tuple[int, ...] = ()
