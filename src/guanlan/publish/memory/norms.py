"""The instruments that an entry is about: by what name they are known again, and how far they have come."""

from __future__ import annotations

import contextlib
import re
from enum import IntEnum
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.records.anchor import Anchor, Fact
from guanlan.records.bulletin import Entry
from guanlan.records.facts import Instrument
from guanlan.text.places import find_places
from guanlan.text.titles import parse_title

_STATE = "中华人民共和国"
_BLANKS = re.compile(r"[\s《》〈〉“”\"]+")
_DRAFT = re.compile("稿|草案")
_ASKED = re.compile("征求意见|征集意见|公开征集|起草|立项|提请|提交|提出|初次审议|再次审议")
_PASSED = re.compile("通过|批准")
_ENDED = re.compile("废止|失效|撤销")
_HOLDS = re.compile("生效|施行|实施|执行")
_ISSUED = re.compile("发布|印发|公布|颁布|出台|签署|签发|公开|公告|修订|修正|修改|制定|转发")
_CHANGED = re.compile("修订|修正|修改")
_AMENDING = re.compile("关于修[改订正](.{4,})的决定")
_BILL = re.compile("法案$")
_LEAST = 4  # characters of a name: 通知 and 公告 are everybody's


class Stage(IntEnum):
    """How far an instrument has come."""

    DRAFT = 1
    PASSED = 2
    ISSUED = 3
    EFFECTIVE = 4
    REPEALED = 5


class Norm(NamedTuple):
    """``key`` is the name without 中华人民共和国 and stage notes; ``placed`` whether it names a place; ``changing``
    whether it is told of as being amended; ``until`` the last day for comment.
    """

    key: str
    stage: Stage
    placed: bool = False
    changing: bool = False
    until: str | None = None
    anchors: tuple[Anchor, ...] = ()


def norm_key(title: str) -> str:
    """The name that an instrument keeps from its draft to its end.

    >>> norm_key("中华人民共和国数据安全法（修订草案）"), norm_key("某省公共数据管理办法（试行）（征求意见稿）")
    ('数据安全法', '某省公共数据管理办法')
    >>> norm_key("人工智能基本法案")
    '人工智能基本法'
    """
    bare = _BLANKS.sub("", title)
    with contextlib.suppress(InputError):
        bare = parse_title(f"《{bare}》").name
    bare = bare.removeprefix(_STATE).removesuffix("草案").removesuffix("征求意见稿")
    return _BLANKS.sub("", _BILL.sub("法", bare))


def norms_of(entry: Entry) -> tuple[Norm, ...]:
    """The instruments of an entry whose stage is told, each name once, as far as it has come."""
    found: dict[str, Norm] = {}
    for fact in entry.facts.instruments:
        norm = _norm(fact)
        if norm is not None and (norm.key not in found or found[norm.key].stage < norm.stage):
            found[norm.key] = norm
    return tuple(found.values())


def _norm(fact: Fact[Instrument]) -> Norm | None:
    if fact.value is None:
        return None
    stage, key = _stage(fact.value), norm_key(fact.value.title)
    amending = _AMENDING.fullmatch(key)
    key = key if amending is None else norm_key(amending[1])
    if stage is None or len(key) < _LEAST:
        return None
    told = "".join(filter(None, (fact.value.stage_note, fact.value.action)))
    changing = amending is not None or _CHANGED.search(told) is not None
    return Norm(key, stage, any(find_places(key)), changing, fact.value.comment_until, fact.anchors)


def _stage(value: Instrument) -> Stage | None:
    """What was done decides; 审议通过 of a draft is its passing, 发布 of one is still a draft."""
    act, note = value.action or "", value.stage_note or ""
    draft = _DRAFT.search(note) is not None or value.title.endswith(("草案", "稿"))
    for stage, holds in (
        (Stage.REPEALED, _ENDED.search(act)),
        (Stage.PASSED, _PASSED.search(act)),
        (Stage.DRAFT, draft or value.comment_until or _ASKED.search(act)),
        (Stage.EFFECTIVE, _HOLDS.search(act)),
        (Stage.ISSUED, _ISSUED.search(act)),
    ):
        if holds:
            return stage
    return None
