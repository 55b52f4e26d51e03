"""The life of an instrument as records: steps, who tells them, and threads."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import msgspec

from guanlan.records.anchor import Anchor
from guanlan.records.facts import Facts
from guanlan.records.law import LawText, Remark


class Stage(StrEnum):
    """A step in the life of an instrument, in the order in which they usually come."""

    DRAFTED = "drafted"  # 起草
    COMMENT = "comment"  # 征求意见
    DELIBERATED = "deliberated"  # 审议
    ADOPTED = "adopted"  # 通过
    APPROVED = "approved"  # 批准
    ISSUED = "issued"  # 公布, 印发
    EFFECTIVE = "effective"  # 施行
    AMENDED = "amended"  # 修正
    REVISED = "revised"  # 修订
    REPEALED = "repealed"  # 废止
    EXPIRED = "expired"  # 失效


class State(StrEnum):
    """Where an instrument stands on a day."""

    UNKNOWN = "unknown"  # nothing is told of any day up to this one
    DRAFT = "draft"
    OPEN = "open"  # out for comment
    CLOSED = "closed"  # the time for comment is over
    ADOPTED = "adopted"
    ISSUED = "issued"  # not yet in force, or from a day that nobody tells
    IN_FORCE = "in_force"
    REPEALED = "repealed"
    LAPSED = "lapsed"
    UNCERTAIN = "uncertain"  # texts contradict each other about this day


class Mark(msgspec.Struct, frozen=True):
    """Who tells a step: ``text`` is the caller's key of a report or law text, ``anchor`` the words in it."""

    text: str
    anchor: Anchor | None = None


class Step(msgspec.Struct, frozen=True):
    """A step on the day ``first``, or from ``first`` to ``last`` (a window for comment; both days included).

    The day of ``repealed`` is the first on which the instrument no longer holds, that of ``expired`` the last on which
    it does. ``acts`` are the verbs as read, ``organs`` who acted, ``through`` the decisions by which it was done,
    ``addresses`` where comments go, ``stage_note`` that of the title (征求意见稿). ``told`` is the day of the act that
    the step came with, ``round`` counts the lives an instrument had: each amendment begins one. ``contested`` is set on
    each of several steps that cannot all be true.
    """

    stage: Stage
    first: date | None = None
    last: date | None = None
    acts: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    stage_note: str | None = None
    marks: tuple[Mark, ...] = ()
    told: date | None = None
    round: int = 0
    contested: bool = False


class Kin(msgspec.Struct, frozen=True):
    """Another thread that may be the same instrument under another name; ``likeness`` of the names is 0 to 1.

    ``sure`` where a text tells that it was renamed.
    """

    key: str
    title: str
    likeness: float
    sure: bool = False


class Thread(msgspec.Struct, frozen=True):
    """The life of one instrument. ``steps`` by day, those without a day last; ``names`` are all the titles read.

    ``kin`` are candidates for a renaming, never joined by themselves; ``remarks`` say what contradicts what.
    """

    key: str
    title: str
    names: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    kin: tuple[Kin, ...] = ()
    remarks: tuple[Remark, ...] = ()


class ToldReport(msgspec.Struct, frozen=True):
    """A report: its key, its facts, and its own words where the addresses for comments are wanted."""

    key: str
    facts: Facts
    words: str = ""


class ToldLaw(msgspec.Struct, frozen=True):
    """A law text: its key, what was read in it, and its as-published text, which the anchors point into."""

    key: str
    law: LawText
    published: str = ""


class Told(msgspec.Struct, frozen=True):
    """One step of one instrument as one text tells it."""

    key: str
    title: str
    step: Step
