"""Two entries → what the later one tells of what the earlier one told, or nothing.

Entries are known again by keys alone: an instrument's name, the number of a vulnerability, a campaign's name, a party
with a sum or an event, or by one event of one body on one day. Likeness of words decides nothing: a false relation in
print is worse than one that is missing.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from guanlan.publish.memory.norms import Norm, Stage
from guanlan.publish.memory.recalling import Memo
from guanlan.records.anchor import Anchor
from guanlan.records.facts import Kind
from guanlan.records.memory import FollowKind

_SAME = datetime.timedelta(days=31)  # later tellings of one event are out within a month
_ONCE = datetime.timedelta(days=100)  # a text is dated the day it was made, and made public up to a quarter later
_SHORT = datetime.timedelta(days=7)  # what lasts longer is a period told of, not an event
_OWN = 8  # characters from which the name of a State instrument is its own, whoever is named as its maker
_LAW = re.compile("(?:法|条例|法典|公约|条约)$")  # names that a country has but once
_PLAN = re.compile("方案|计划|行动|规划|试点")
_PLAN_NAME = re.compile("(?:方案|计划|行动|规划)(?:（[^（）]*）)?$")
_BEGUN = re.compile("启动|开展|部署|实施|推进|落实|贯彻")
_BROUGHT = re.compile("累计|共查|查处|处置|侦破|下架|关闭|约谈|清理|成果|成效|结束|收官|通报|曝光")
_MONEY = ("元", "镑", "法郎", "卢比", "卢布", "克朗")
_HEADLINE = 10  # characters: shorter headlines (一周要闻) come again
_STRETCH = 8  # characters that two headlines of one meeting share: 第二次全体会议
_SENTENCE = re.compile(r"[。；！？\n]")
_NUMERALS = re.compile("[0-9]+|[一二三四五六七八九十]+(?=[号届次期批]|议定书|修正案|法案)")
_BLANKS = re.compile(r"\s+")
_MET = (Kind.MEETING, Kind.DRILL)
_DONE = (Kind.ENFORCEMENT, Kind.CAMPAIGN)


class Link(NamedTuple):
    """``kind`` and what it rests on: ``by`` (the sort of key), the words shared, and the anchors in both entries."""

    kind: FollowKind
    by: str
    shared: str
    earlier: tuple[Anchor, ...] = ()
    later: tuple[Anchor, ...] = ()


def link(earlier: Memo, later: Memo) -> Link | None:
    """How ``later`` stands to ``earlier``; what tells most first. None where nothing sure can be said."""
    if earlier.entry.is_retracted() or later.entry.is_retracted():
        return None
    for find in _WAYS:
        for found in find(earlier, later):
            return found
    return None


def _by_instrument(earlier: Memo, later: Memo) -> Iterator[Link]:
    for one in earlier.norms:
        for other in later.norms:
            if one.key == other.key and _one_instrument(one, earlier, later):
                kind = _progress(one, other, earlier, later)
                if kind is FollowKind.EFFECTIVE and _PLAN_NAME.search(one.key):
                    kind = FollowKind.STARTED  # a plan does not come into force, it is taken up
                if kind is not None:
                    yield Link(kind, "instrument", one.key, one.anchors, other.anchors)
    yield from _translated(earlier, later)
    if len(earlier.norms) == len(later.norms) == 1 and len(earlier.numbers) == len(later.numbers) == 1:
        one, other = earlier.norms[0], later.norms[0]
        shared = earlier.numbers & later.numbers and earlier.organs & later.organs
        kind = _progress(one, other, earlier, later) if shared else None
        if kind is not None:
            yield Link(kind, "number", next(iter(earlier.numbers)), one.anchors, other.anchors)


def _translated(earlier: Memo, later: Memo) -> Iterator[Link]:
    """One act of a foreign body on one day, whose name two translators wrote differently: 打击网络犯罪公约 and
    打击网络犯罪以及…公约. Numbers in names must agree: a body passes a first and a second protocol on one day.
    """
    if earlier.days is None or earlier.days != later.days or not earlier.organs & later.organs:
        return
    abroad = [place for place in earlier.places & later.places if not place.startswith("CN")]
    for one in earlier.norms if abroad else ():
        for other in later.norms:
            alike = _stretch(one.key, other.key) and _NUMERALS.findall(one.key) == _NUMERALS.findall(other.key)
            if one.key != other.key and one.stage == other.stage and alike:
                yield Link(FollowKind.CARRIED, "instrument", other.key, one.anchors, other.anchors)


def _one_instrument(norm: Norm, earlier: Memo, later: Memo) -> bool:
    """Whether one name is one instrument: of one jurisdiction, and its own or of one body."""
    shared = earlier.organs & later.organs
    if not earlier.places & later.places:
        return bool(shared) and not (earlier.places and later.places)
    if all(place.startswith("CN-") for place in earlier.places & later.places):
        return norm.placed or bool(shared)
    return bool(shared) or len(norm.key) >= _OWN or _LAW.search(norm.key) is not None


def _progress(one: Norm, other: Norm, earlier: Memo, later: Memo) -> FollowKind | None:
    """From the stage of the earlier telling to that of the later."""
    after = _after(earlier, later)
    if one.stage == other.stage and _same_step(one, other, earlier, later):
        return FollowKind.CARRIED
    if earlier.days == later.days and _dated(earlier, later) and {one.stage, other.stage} <= _MADE:
        return FollowKind.CARRIED  # passed, made public and in force on one day: one thing told twice
    if not after:
        # an earlier step that is told late: there is nothing new in it
        return FollowKind.CARRIED if other.stage < one.stage and _dated(earlier, later) else None
    if other.stage > one.stage:
        return _ONWARD.get((one.stage, other.stage))
    if one.stage is Stage.DRAFT and other.stage is Stage.DRAFT:
        return FollowKind.AGAIN if one.until and other.until and other.until > one.until else None
    if one.stage >= Stage.PASSED and other.changing and not one.changing:
        return FollowKind.REVISED
    return None


_MADE = {Stage.PASSED, Stage.ISSUED, Stage.EFFECTIVE}
_ONWARD = {
    (Stage.DRAFT, Stage.PASSED): FollowKind.ADOPTED,
    (Stage.DRAFT, Stage.ISSUED): FollowKind.FINAL,
    (Stage.DRAFT, Stage.EFFECTIVE): FollowKind.EFFECTIVE,
    (Stage.PASSED, Stage.ISSUED): FollowKind.ISSUED,
    (Stage.PASSED, Stage.EFFECTIVE): FollowKind.EFFECTIVE,
    (Stage.ISSUED, Stage.EFFECTIVE): FollowKind.EFFECTIVE,
    (Stage.PASSED, Stage.REPEALED): FollowKind.REPEALED,
    (Stage.ISSUED, Stage.REPEALED): FollowKind.REPEALED,
    (Stage.EFFECTIVE, Stage.REPEALED): FollowKind.REPEALED,
}


def _same_step(one: Norm, other: Norm, earlier: Memo, later: Memo) -> bool:
    """Whether two tellings of one stage are of one step: a name may be passed, issued or asked about again."""
    if one.until and other.until:
        return one.until == other.until
    if one.changing != other.changing or earlier.day is None or later.day is None:
        return False
    once = one.stage in (Stage.PASSED, Stage.ISSUED) and earlier.organs & later.organs
    return abs(later.day - earlier.day) <= (_ONCE if once else _SAME)


def _by_flaw(earlier: Memo, later: Memo) -> Iterator[Link]:
    shared = sorted(earlier.flaws & later.flaws)
    if not shared or _spans_weeks(earlier) or _spans_weeks(later):
        return
    if _same_event(earlier, later):
        yield _link(FollowKind.CARRIED, "vulnerability", shared[0], earlier, later)
    elif _after(earlier, later):
        fined = later.kind is Kind.ENFORCEMENT and later.entry.facts.penalties
        kind = FollowKind.PENALTY if fined else FollowKind.UPDATED
        yield _link(kind, "vulnerability", shared[0], earlier, later)


def _by_party(earlier: Memo, later: Memo) -> Iterator[Link]:
    """A party and what happened to it: its name alone says nothing, firms come again and again."""
    parties = earlier.parties & later.parties
    if not parties or not _after(earlier, later):
        return
    money = sorted(one for one in earlier.counts & later.counts if one[1].endswith(_MONEY))
    sums = bool(money or earlier.sums & later.sums)
    if earlier.kind is Kind.ENFORCEMENT and later.in_court and not earlier.in_court and sums:
        yield _link(FollowKind.COURT, "party", _party(parties, earlier), earlier, later)
    if earlier.kind is Kind.INCIDENT and later.kind is Kind.ENFORCEMENT and _one_event(earlier, later):
        yield _link(FollowKind.PENALTY, "party", _party(parties, earlier), earlier, later)


def _one_event(earlier: Memo, later: Memo) -> bool:
    """Whether the later text tells the earlier one's event: by a count that both have, or by its day."""
    if any(not one[1].endswith(_MONEY) for one in earlier.counts & later.counts):
        return True
    day = earlier.day
    return day is not None and f"{day.year}年{day.month}月{day.day}日" in later.text


def _by_decision(earlier: Memo, later: Memo) -> Iterator[Link]:
    """The number of a decision on a penalty, or of a case."""
    for shared in _decisions(earlier, later):
        if later.in_court and not earlier.in_court and _after(earlier, later):
            yield _link(FollowKind.COURT, "number", shared, earlier, later)
        elif _same_event(earlier, later):
            yield _link(FollowKind.CARRIED, "number", shared, earlier, later)


def _decisions(earlier: Memo, later: Memo) -> list[str]:
    """The numbers that both tell; words before one (判决维持海市监罚字…) may be read as its beginning."""
    pairs = ((one, other) for one in earlier.decisions for other in later.decisions)
    return sorted(min(pair, key=len) for pair in pairs if pair[0].endswith(pair[1]) or pair[1].endswith(pair[0]))


def _by_plan(earlier: Memo, later: Memo) -> Iterator[Link]:
    """A plan that the body that made it takes up, and names as it does so."""
    if later.kind in (Kind.INSTRUMENT, Kind.PUBLICATION, None) or not _after(earlier, later):
        return
    if not earlier.organs & later.organs:
        return
    for norm in earlier.norms:
        if norm.key in later.named and _PLAN.search(norm.key) and len(norm.key) >= _OWN and _begun(norm.key, later):
            yield Link(FollowKind.STARTED, "instrument", norm.key, norm.anchors, later.anchors())


def _begun(name: str, memo: Memo) -> bool:
    sentences = _SENTENCE.split(f"{memo.entry.title.text}\n{memo.text}")
    return any(name in _BLANKS.sub("", one) and _BEGUN.search(one) for one in sentences)


def _by_campaign(earlier: Memo, later: Memo) -> Iterator[Link]:
    shared = sorted(earlier.drives & later.drives)
    if not shared or not earlier.organs & later.organs:
        return
    if _same_event(earlier, later) and earlier.kind == later.kind:
        yield _link(FollowKind.CARRIED, "campaign", shared[0], earlier, later)
    elif _after(earlier, later) and later.kind in _DONE and _brought(later) and not _brought(earlier):
        yield _link(FollowKind.OUTCOME, "campaign", shared[0], earlier, later)


def _brought(memo: Memo) -> bool:
    return _BROUGHT.search(memo.entry.title.text) is not None


def _by_event(earlier: Memo, later: Memo) -> Iterator[Link]:
    """One body, one day, one sort of thing, and a mark that few things have.

    A headline alone is none: 某网信办对属地公司作出行政处罚 comes again each month.
    """
    if earlier.kind != later.kind or not earlier.places & later.places:
        return
    paper = earlier.kind in (Kind.INSTRUMENT, Kind.PUBLICATION)
    if not (_near(earlier, later) if paper else _same_event(earlier, later)):
        return
    if earlier.headline == later.headline and len(earlier.headline) >= _HEADLINE:
        yield _link(FollowKind.CARRIED, "title", later.entry.title.text, earlier, later)
    elif earlier.organs & later.organs and _same_event(earlier, later) and _marked(earlier, later):
        yield _link(FollowKind.CARRIED, "event", later.entry.title.text, earlier, later)


def _marked(earlier: Memo, later: Memo) -> bool:
    """A count that both tell, a party with its sum, or the name of the meeting. Sums alone are no mark: a body fines
    several on one day, and alike.
    """
    if earlier.kind is Kind.INSTRUMENT:
        return False
    if any(not one[1].endswith(_MONEY) for one in earlier.counts & later.counts):
        return True
    if earlier.parties & later.parties and earlier.sums & later.sums:
        return True
    return earlier.kind in _MET and _stretch(earlier.headline, later.headline)


def _stretch(one: str, other: str) -> bool:
    return any(one[at : at + _STRETCH] in other for at in range(len(one) - _STRETCH + 1))


def _link(kind: FollowKind, by: str, shared: str, earlier: Memo, later: Memo) -> Link:
    return Link(kind, by, shared, earlier.anchors(), later.anchors())


def _party(parties: frozenset[str], memo: Memo) -> str:
    """The party as the earlier entry writes it; a firm by the tail of its name."""
    return next((one for one in sorted(parties) if one in memo.text), sorted(parties)[0])


def _dated(earlier: Memo, later: Memo) -> bool:
    return earlier.days is not None and later.days is not None


def _after(earlier: Memo, later: Memo) -> bool:
    """Whether the later entry tells of a later day; unknown days give no answer."""
    return earlier.days is not None and later.days is not None and later.days[0] > earlier.days[0]


def _same_event(earlier: Memo, later: Memo) -> bool:
    """Whether the days told of meet; a period of weeks is met by all that happened in it, so it must be the same."""
    if earlier.days is None or later.days is None:
        return False
    if _spans_weeks(earlier) or _spans_weeks(later):
        return earlier.days == later.days
    return earlier.days[0] <= later.days[1] and later.days[0] <= earlier.days[1]


def _spans_weeks(memo: Memo) -> bool:
    if memo.days is None:
        return False
    first, last = (datetime.date.fromisoformat(day) for day in memo.days)
    return last - first > _SHORT


def _near(earlier: Memo, later: Memo) -> bool:
    return earlier.day is not None and later.day is not None and abs(later.day - earlier.day) <= _SAME


_WAYS: tuple[Callable[[Memo, Memo], Iterator[Link]], ...] = (
    _by_instrument,
    _by_decision,
    _by_party,
    _by_flaw,
    _by_plan,
    _by_campaign,
    _by_event,
)
