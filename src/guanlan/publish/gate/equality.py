"""Whether the value of a thing is that of another, under whatever form."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from guanlan.publish.gate.naming import is_draft, plain_name
from guanlan.publish.gate.numbers import BOUNDS, same_unit
from guanlan.publish.gate.thing import Body, Clause, Day, Nearness, Num, Paper, Thing, Work


class Match(NamedTuple):
    """``equal`` values support; others contradict where they are not ``apart``. ``code`` is the derivation needed."""

    equal: bool
    apart: bool = False
    code: str | None = None
    weight: float = 1.0


SAME, OTHER, APART = Match(equal=True), Match(equal=False), Match(equal=False, apart=True)
_SIDES = {"up": 1, "least": 1, "down": -1, "most": -1}
_LOOSE = ("police-called", "police-body")  # 警方, 公安机关: whichever police of the place
_DRAFT_NOTE = re.compile("(?:征求意见|征集意见|送审|讨论|审议|修订|修改|审定)稿|草案|草稿|初稿")
_BRANCH = re.compile("^[0-9]{6}/[a-z]+/([^/]+)分局$")
_OTHER_UNIT = 0.75  # what a number under another unit is held to contradict
_ROUGHEST = Decimal("0.055")  # how far a rounded percentage may be off: 近五分之一 of 19%
# of how many points above or below 逾六成, 近六成 and 约六成 are told
_TENTHS = {
    "up": (Decimal(0), Decimal(5)),
    "down": (Decimal(-3), Decimal(0)),
    "about": (Decimal("-2.5"), Decimal("2.5")),
}
_DOWN_TO = Decimal("0.2")  # 近3000万 of 2900万, 近五分之一 of 19%


def compare(one: Thing, theirs: Thing) -> Match:
    """How ``one``, of an issue, stands to a thing of a capture of the same sort."""
    by_kind = _BY_DATA.get(type(one.data))
    if by_kind is None:
        return SAME if one.data == theirs.data and one.data is not None else _same_value(one, theirs)
    if type(theirs.data) is not type(one.data):
        return APART
    return by_kind(one.data, theirs.data)


def _same_value(one: Thing, theirs: Thing) -> Match:
    return SAME if one.data is None and one.value == theirs.value else OTHER


def _numbers(one: Num, theirs: Num) -> Match:
    weight = same_unit(one, theirs) if one.family or theirs.family else 1.0
    if weight == 0.0:
        return APART
    if one.turn and theirs.turn and one.turn != theirs.turn:
        return Match(equal=False, weight=weight)
    if one.near == theirs.near and one.value == theirs.value:
        return Match(equal=True, weight=weight)
    code = _nearly(one, theirs)
    if code is None and weight < 1.0:
        weight *= _OTHER_UNIT
    return Match(equal=code is not None, weight=weight, code=code or None)


def _nearly(one: Num, theirs: Num) -> str | None:
    """The derivation by which a number told more or less exactly is the other one; "" where none is needed, None where
    it is not.
    """
    equal = one.value == theirs.value
    if one.near in BOUNDS or theirs.near in BOUNDS:
        # 最高, 以下, 上限: the number is the same however the bound is worded, but for its side
        return "" if equal and not opposed(one, theirs.near) else None
    if theirs.near == "about" and one.near and not equal:
        return _rounded(one, theirs)
    if theirs.near:
        return "" if equal and one.near == "about" and theirs.near != "down" else None
    if equal:  # exact there, 约 here
        return "rounded" if one.near == "about" else None
    return _rounded(one, theirs) if one.near and theirs.value and one.value else None


def opposed(one: Num, near: Nearness) -> bool:
    """Whether a number is told as the other bound: 3次以上 of 3次以下."""
    return _SIDES.get(one.near, 0) * _SIDES.get(near, 0) < 0


def _rounded(one: Num, theirs: Num) -> str | None:
    step = last_place(one.value)
    gap = theirs.value - one.value
    if one.unit == "%" and one.tenths and not theirs.near:
        least, most = _TENTHS.get(one.near, (Decimal(0), Decimal(0)))
        return "rounded" if gap and least <= gap <= most else None
    if one.unit == "%" and (theirs.near or abs(gap) > theirs.value * _ROUGHEST):
        return None  # 约80% is not 约77%
    if one.near == "up":
        return "rounded" if 0 < gap < step else None
    if one.near == "down":
        return "rounded" if 0 < -gap <= min(step, one.value * _DOWN_TO) else None
    return "rounded" if abs(gap) * 2 <= step else None


def last_place(value: Decimal) -> Decimal:
    """What the last figure that is not nought counts: 900 → 100, 43 → 1, 2.5 → 0.1."""
    shown = value.normalize()
    exponent = shown.as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _days(one: Day, theirs: Day) -> Match:
    match = _same_days(one, theirs)
    if match.code == "end_of_span":
        at_end = theirs.last[-5:] == one.first[-5:]
        if one.bound and (one.bound == "from") == at_end:
            return OTHER  # 自…起 of the day on which it ends
        return match._replace(weight=_FITTING if one.bound else 0.9)
    if one.bound and (_BOUNDS.get(one.bound) != _BOUNDS.get(theirs.bound)):
        return match._replace(weight=_UNFIT)  # 截至 is no 自…起
    return match


_BOUNDS = {"until": "end", "before": "end", "from": "from"}
_FITTING, _UNFIT = 1.5, 0.75


def _same_days(one: Day, theirs: Day) -> Match:
    if _same_day(one.first, theirs.first, one, theirs) and _same_day(one.last, theirs.last, one, theirs):
        return SAME
    if _within(one, theirs):
        return Match(equal=True, code="coarser")
    if one.first == one.last and any(
        _same_day(one.first, end, one, theirs) for end in (theirs.first, theirs.last) if len(end) == len(one.first)
    ):
        return Match(equal=True, code="end_of_span")
    alike = len(one.first) == len(theirs.first) or len(one.first) == len(theirs.guess)
    return OTHER if alike or one.first.startswith("--") else APART


def _same_day(one: str, other: str, mine: Day, theirs: Day) -> bool:
    if one == other:
        return True
    if one.startswith("--"):  # 27日
        return other[-3:] == one[-3:] and (len(other) == 10 or other.startswith("--"))
    if other.startswith("--"):
        return theirs.guess == one
    # a year that one of the texts does not write, told from days that lie about the turn of a year
    if not mine.yearless or len(one) != len(other) or len(one) < 7:
        return False
    return one[4:] == other[4:] and abs(int(one[:4]) - int(other[:4])) <= 1


def _within(one: Day, theirs: Day) -> bool:
    """2024年12月 of a day in it; a span of days is within its month."""
    if one.first != one.last or one.first.startswith("--") or theirs.first.startswith("--"):
        return False
    length = len(one.first)
    return length < len(theirs.first) and theirs.first[:length] == one.first == theirs.last[:length]


def _clauses(one: Clause, theirs: Clause) -> Match:
    if one.law and theirs.law and one.law != theirs.law:
        return APART if one.article != theirs.article else OTHER
    if one.article != theirs.article:
        return OTHER
    for mine, other in ((one.paragraph, theirs.paragraph), (one.item, theirs.item)):
        if mine is not None and mine != other:
            return OTHER
    return SAME


def _works(one: Work, theirs: Work) -> Match:
    if one.name != theirs.name:
        return OTHER
    if theirs.draft == "surely" and not one.draft:
        return OTHER  # a draft told as the act itself
    if is_draft(one.notes) and (theirs.draft != "surely" or (theirs.notes and set(one.notes) - set(theirs.notes))):
        return OTHER
    if any(_DRAFT_NOTE.search(note) is None for note in one.notes if is_draft([note])):
        return OTHER  # 征求方案稿
    added = {note for note in one.notes if not is_draft([note])} - set(theirs.notes)
    return OTHER if added else SAME


def _bodies(one: Body, theirs: Body) -> Match:
    if one.id == theirs.id:
        return SAME
    if theirs.id.startswith(one.id + "/"):
        return Match(equal=True, code="broader")  # 公安部 of 公安部网安局
    if not one.family or one.family != theirs.family:
        return OTHER
    if _are_one_branch(one, theirs) or _are_one_branch(theirs, one):
        return Match(equal=True, code="same_body")
    if one.id.startswith("?") and theirs.place:
        return Match(equal=True, code="same_body") if _is_of_level(one.id, theirs.place) else OTHER
    if not one.place or not theirs.place or not one.place.isdecimal():
        return OTHER
    loose = any(word in one.id for word in _LOOSE)
    if one.place == theirs.place and (loose or any(word in theirs.id for word in _LOOSE)):
        return Match(equal=True, code="same_body")  # 上海警方, 上海市公安局
    if loose and theirs.place.startswith(one.place.rstrip("0")):
        return Match(equal=True, code="broader")  # 甘肃警方 of 武威市公安局
    return OTHER


def _are_one_branch(one: Body, branch: Body) -> bool:
    """大兴公安分局 and 北京市公安局大兴分局; of 通州公安分局 alone nobody knows which 通州 it is of."""
    word = _BRANCH.search(branch.id)
    if word is None:
        return False
    if one.id.startswith("?"):
        return one.id.startswith(f"?{word[1]}") and one.id.endswith(("分局", "警方", "公安", "公安机关"))
    return one.place == branch.place and one.id.count("/") == 1


def _is_of_level(name: str, place: str) -> bool:
    """省网信办 of a province's, 市网信办 of a city's: an organ told without its place."""
    level = "省" if place.endswith("0000") else "市" if place.endswith("00") else "区县"
    return name[1:2] in level or (place.endswith("0000") and name[1:2] in "省市区")


def _papers(one: Paper, theirs: Paper) -> Match:
    if one.series != theirs.series or one.number != theirs.number:
        return OTHER
    if one.year and theirs.year and one.year != theirs.year:
        return OTHER
    if one.sign is None or theirs.sign is None or theirs.sign.endswith(one.sign):  # the word before may stick to it
        return SAME
    return OTHER


_BY_DATA: dict[type, Callable[..., Match]] = {
    Num: _numbers,
    Day: _days,
    Clause: _clauses,
    Work: _works,
    Body: _bodies,
    Paper: _papers,
}


def names_alike(one: str, other: str) -> float:
    """How many of the pairs of characters of two titles are shared: to name the nearest one."""
    pairs = [{name[at : at + 2] for at in range(len(name) - 1)} for name in (plain_name(one), plain_name(other))]
    return len(pairs[0] & pairs[1]) / max(len(pairs[0] | pairs[1]), 1)
