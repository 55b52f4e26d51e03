"""最高, 最多, 最长 that lead to a number: what a capture tells as the end of a range, as a bound or as the greatest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanlan.publish.gate.captures import Captures, Instance
from guanlan.publish.gate.equality import compare
from guanlan.publish.gate.finding import things
from guanlan.publish.gate.numbers import BOUNDS
from guanlan.publish.gate.thing import Num, Thing

_GREAT, _SMALL = "高多大长远", "低少小短"
_BRACKET = re.compile("（[约合折人民币]{0,6}$")
_LEADS = 16  # characters up to the number that a superlative leads to
_CLAUSE = re.compile("[，。；：\n]")
RANGE_JOINT = re.compile(r" ?(?:至|到|-|—|–|～|~) ?")
_GREATEST = re.compile("最[高多大长远]|[高多]?达到?|上限|不超过|不得超过|封顶|为限|至多|以下|以内")
_LEAST = re.compile("最[低少小短]|下限|不低于|不少于|至少|起码|以上|起步")


def as_bound(text: str, thing: Thing, captures: Captures) -> Instance | None:
    """The number of a capture that bears out the superlative ``thing``, if it leads to a number in its clause.

    A flat fine of a capture is none: 最高30万元 is not borne out by 罚款30万元.
    """
    end = thing.value[-1:]
    if end not in _GREAT + _SMALL:
        return None
    clause = _CLAUSE.split(text[thing.end : thing.end + _LEADS])[0]
    for one in things(clause):
        if isinstance(one.data, Num):
            return next(_borne_out(one, captures, great=end in _GREAT), None)
    return None


def _borne_out(one: Thing, captures: Captures, *, great: bool) -> Iterator[Instance]:
    side = ("up", "least") if great else ("down", "most")
    for instance in captures.by_sort.get(one.sort, ()):
        same = one.data.value == instance.thing.data.value or compare(one, instance.thing).equal
        near = instance.thing.data.near
        if same and ((near in BOUNDS and near not in side) or _is_told(instance, captures, great=great)):
            yield instance


def _is_told(one: Instance, captures: Captures, *, great: bool) -> bool:
    """Whether it is that end of a range, or words of its clause call it the greatest or the least."""
    first, last = captures.line_at(one.start)
    before, behind = captures.text[first : one.start], captures.text[one.end : last]
    if (bracket := _BRACKET.search(before)) is not None:  # 1亿美元（约7亿元）
        at = first + bracket.start()
        sums = [it for it in captures.instances if it.end == at and it.thing.sort.startswith("money")]
        return bool(sums) and _is_told(sums[0], captures, great=great)
    for it in captures.by_sort[one.thing.sort]:
        gap = captures.text[it.end : one.start] if great else captures.text[one.end : it.start]
        if RANGE_JOINT.fullmatch(gap):
            return True
    words = _CLAUSE.split(before)[-1] + _CLAUSE.split(behind)[0]
    return (_GREATEST if great else _LEAST).search(words) is not None
