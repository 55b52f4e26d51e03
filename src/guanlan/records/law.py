"""A law text as read: its names, its history, and its units with their places."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec


class Level(StrEnum):
    """What a unit of a law text is (立法法 第六十五条: 编、章、节、条、款、项、目)."""

    PREAMBLE = "preamble"
    PART = "part"  # 编
    SUBPART = "subpart"  # 分编
    CHAPTER = "chapter"  # 章
    SECTION = "section"  # 节
    ARTICLE = "article"  # 条
    PARAGRAPH = "paragraph"  # 款
    ITEM = "item"  # 项
    SUBITEM = "subitem"  # 目
    TEXT = "text"  # a paragraph of a text without articles
    ANNEX = "annex"


class Unit(msgspec.Struct, frozen=True, gc=False):
    """A unit at code points ``start`` to ``end`` of the as-published text, all that is under it included.

    ``number`` is as provisions write it: "59", "21-1" for 第二十一条之一; the lower levels count from "1".
    ``heading`` is what follows the number in a heading. ``parent`` is the index of the unit above, -1 at the top.
    """

    level: Level
    number: str
    start: int
    end: int
    parent: int = -1
    heading: str = ""


class Event(msgspec.Struct, frozen=True):
    """A step in a text's life as its history line tells it.

    ``act`` (通过, 批准, 公布, 修正, 修订, 施行, 废止) on a day, by ``organ``, through
    ``instrument`` (a decision, an order).
    """

    act: str
    day: date | None
    organ: str | None = None
    instrument: str | None = None
    start: int = 0
    end: int = 0


class Remark(msgspec.Struct, frozen=True):
    """What was odd about a text, at the place where it shows. ``code`` is one of errors/tables/law.tsv; ``params`` fill
    its sentence."""

    code: str
    start: int = 0
    end: int = 0
    params: dict[str, str] = {}


class LawText(msgspec.Struct, frozen=True):
    """One version of one instrument. ``units`` are in text order, parents before children.

    ``body`` is the stretch of the as-published text that the units share out among them; ``skipped`` are the stretches
    inside it that are no words of the law (marks of Markdown, running heads, contents lists).
    """

    title: str
    aliases: tuple[str, ...] = ()
    maker: str | None = None
    number: str | None = None  # the document number as printed
    history: tuple[Event, ...] = ()
    effective: date | None = None
    units: tuple[Unit, ...] = ()
    body: tuple[int, int] = (0, 0)
    skipped: tuple[tuple[int, int], ...] = ()
    repeals: tuple[str, ...] = ()  # titles that end with this text (…同时废止)
    amends: tuple[str, ...] = ()  # titles that a decision or amendment changes
    part: str | None = None  # of a code that comes in several texts (合同编)
    remarks: tuple[Remark, ...] = ()  # a gap of numbers, half a contents list …
