"""甲、乙分别为7天和30天: which of the members each value belongs to is told by their order alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

Span = tuple[int, int]

RESPECTIVELY = "分别"
_LEADS = 14  # characters from 分别 to the first value: 分别同比增加了约
_GAP = re.compile("[、，]?(?:和|及|与|以及)?[约近逾超]?")
_JOINTS = re.compile("、|以及|和|及|与")
_CLAUSE_START = re.compile("[，。；：！？\n（）]")
_LEAST = 2
_ORDERED = 60  # characters behind 分别 within which its values stand


def member_of(text: str, value: Span, others: Sequence[Span]) -> Span | None:
    """Where the member stands that a value behind 分别 belongs to; ``others`` are the values of its sort, in order."""
    at = text.rfind(RESPECTIVELY, max(0, value[0] - _ORDERED), value[0])
    if at < 0:
        return None
    values = _values(text, at + len(RESPECTIVELY), others)
    if value not in values or len(values) < _LEAST:
        return None
    # 甲和乙位居第二和第三，分别为…: the first ones of the clause before
    ahead = at > 0 and text[at - 1] == "，"
    members = _members(text, at - 1)[: len(values)] if ahead else _members(text, at)[-len(values) :]
    return _of_a_length(members)[values.index(value)] if len(members) == len(values) else None


def _values(text: str, at: int, spans: Sequence[Span]) -> list[Span]:
    """The values behind 分别, one after the other."""
    run: list[Span] = []
    for span in spans[bisect_left(spans, (at, at)) :]:
        if run:
            if not _GAP.fullmatch(text, run[-1][1], span[0]):
                break
        elif span[0] - at > _LEADS or _CLAUSE_START.search(text, at, span[0]):
            break
        run.append(span)
    return run


def _members(text: str, at: int) -> list[Span]:
    """The members of the list before 分别, within its clause."""
    starts = [match.end() for match in _CLAUSE_START.finditer(text, max(0, at - 80), at)]
    first = starts[-1] if starts else max(0, at - 80)
    members: list[Span] = []
    for joint in _JOINTS.finditer(text, first, at):
        members.append((first, joint.start()))
        first = joint.end()
    return [*members, (first, at)]


def _of_a_length(members: Sequence[Span]) -> list[Span]:
    """The last member without what is said of them all (低危|漏洞的期限), the first without what leads to it."""
    longest = max((last - first for first, last in members[1:-1] or members[:1]), default=0)
    inner = list(members)
    first, last = inner[-1]
    inner[-1] = (first, min(last, first + max(longest, _LEAST)))
    first, last = inner[0]
    if len(inner) > _LEAST:
        inner[0] = (max(first, last - max(longest, _LEAST)), last)
    return inner
