"""What speaks for a value where surroundings of another one are the likest: is it in the wrong place, or only told in
other words?

The neighbourhood of a value decides first (``weighing.py``); it is short, and one noun in other words can turn it. So
where it decides against a value that the captures bear, each place that won is asked what it has of the issue's words
that the value's own place has not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guanlan.publish.gate.arithmetic import sentence_at
from guanlan.publish.gate.bounds import RANGE_JOINT
from guanlan.publish.gate.captures import MASKED, Instance, clause_at
from guanlan.publish.gate.equality import compare
from guanlan.publish.gate.numbers import BOUNDS
from guanlan.publish.gate.thing import Day, Num, Thing
from guanlan.publish.gate.weighing import Weighing

_FEW = 3  # places of a telling value above which none of them tells; one that tells little has one
_BESIDE = re.compile("[（(，,即为约]{1,2}")
_JOINED = re.compile("[至到—–～~ -]")
_RIGHT_BESIDE = 10  # characters to the next number
_TELLING = 3  # figures of a number that is not met by chance: 335, 14.5万, 1.5


def speaks_for(weighing: Weighing) -> bool:
    """Whether every place that is liker than those of the value has less of the issue's words than one of them."""
    thing, homes = weighing.thing, [one for one, match in weighing.same if match.code != "coarser"]
    if thing.kind not in MASKED or not homes:
        return False
    rivals = list(weighing.winning())
    if not rivals:
        return False
    if max(_neighbours_met(weighing, one) for one in homes) > max(_neighbours_met(weighing, one) for one in rivals):
        return True
    if len(homes) > (_FEW if is_telling(thing) else 1):
        return False
    return any(all(_is_none(weighing, home, one) for one in rivals) for home in homes)


def companions_met(weighing: Weighing, home: Instance) -> int:
    """How many of the numbers and days in the thing's own clause the clause of a place has too."""
    first, last = clause_at(weighing.text, weighing.thing.start, weighing.thing.end)
    beside = [one for one in weighing.captures.clause_of(home) if one is not home]
    return sum(
        any(one.sort == other.thing.sort and compare(one, other.thing).equal for other in beside)
        for one in weighing.said.found
        if first <= one.start < last and one.sort != weighing.thing.sort and one.kind in MASKED
    )


def _neighbours_met(weighing: Weighing, home: Instance) -> int:
    """Whether the number or day right before, and that right behind, are those of a place: 10万人以上、不满100万人."""
    captures, said = weighing.captures, weighing.said.found
    theirs = captures.neighbours(home)
    at = next(index for index, one in enumerate(said) if one is weighing.thing)
    before = next((one for one in reversed(said[:at]) if one.kind in MASKED), None)
    behind = next((one for one in said[at + 1 :] if one.kind in MASKED), None)
    met = 0
    if before is not None and weighing.thing.start - before.end <= _RIGHT_BESIDE:
        met += _is_like(before, theirs[0])
    if behind is not None and behind.start - weighing.thing.end <= _RIGHT_BESIDE:
        met += _is_like(behind, theirs[1])
    return met


def _is_like(one: Thing, other: Instance | None) -> bool:
    return other is not None and one.sort == other.thing.sort and compare(one, other.thing).equal


def _is_none(weighing: Weighing, home: Instance, rival: Instance) -> bool:
    """Whether a place that is liker is no rival after all."""
    if _is_same_telling(weighing.thing, rival.thing) or _are_one(weighing, home, rival):
        return True
    if _is_other_end(weighing, home, rival):
        return True
    if companions_met(weighing, home) > companions_met(weighing, rival):
        return True
    ours, theirs = _evidence(weighing, home, rival)
    return ours > theirs * (1.0 if is_telling(weighing.thing) else 1.5)


def _is_same_telling(thing: Thing, rival: Thing) -> bool:
    """超过330名 beside 335名, 200台 beside 200余台: one value, told more or less exactly."""
    if compare(rival, thing).equal:
        return True
    if not isinstance(thing.data, Num) or thing.data.value != rival.data.value or thing.data.unit != rival.data.unit:
        return False
    return {thing.data.near, rival.data.near} != {"up", "down"} and thing.data.turn == rival.data.turn


def _are_one(weighing: Weighing, home: Instance, rival: Instance) -> bool:
    """三分之一（33%）: two tellings of one number side by side."""
    first, last = sorted((home, rival), key=lambda one: one.start)
    return _BESIDE.fullmatch(weighing.captures.text, first.end, last.start) is not None and (
        "（" in weighing.captures.text[first.end : last.start]
    )


def other_end(weighing: Weighing) -> Instance | None:
    """What a capture has in place of one end of a range: 700万 of 500万到700万, where the issue has 500万到900万."""
    thing, text = weighing.thing, weighing.text
    if not isinstance(thing.data, Num) or not (
        RANGE_JOINT.match(text, thing.end) or _JOINED.match(text, thing.start - 1)
    ):
        return None
    ends = [
        (one, one.start < thing.start)
        for one in weighing.said.by_sort[thing.sort]
        if RANGE_JOINT.fullmatch(text, one.end, thing.start) or RANGE_JOINT.fullmatch(text, thing.end, one.start)
    ]
    if not ends:
        return None
    end, before = ends[0]
    ranged = [
        (one, other)
        for one in weighing.captures.by_sort.get(thing.sort, ())
        if (other := _end_beside(weighing, one, before=before)) is not None and compare(end, other.thing).equal
    ]
    if any(compare(thing, one.thing).equal for one, _ in ranged):
        return None
    return next((one for one, _ in ranged), None)


def _end_beside(weighing: Weighing, one: Instance, *, before: bool) -> Instance | None:
    """The other end of the range that a number of a capture is of, if it stands on that side."""
    other = weighing.captures.neighbours(one)[0 if before else 1]
    if other is None or other.thing.sort != one.thing.sort:
        return None
    first, last = sorted((one, other), key=lambda it: it.start)
    return other if RANGE_JOINT.fullmatch(weighing.captures.text, first.end, last.start) else None


def _is_other_end(weighing: Weighing, home: Instance, rival: Instance) -> bool:
    """最高5万元 of 1万元至5万元: the end that the words name is meant."""
    near = getattr(weighing.thing.data, "near", "")
    if near not in BOUNDS:
        return False
    first, last = sorted((home, rival), key=lambda one: one.start)
    if not RANGE_JOINT.fullmatch(weighing.captures.text, first.end, last.start):
        return False
    return near == "bound" or (home is last) == (near == "most")


def _evidence(weighing: Weighing, home: Instance, rival: Instance) -> tuple[float, float]:
    """What each of two places has of the issue's words and values that the other has not."""
    captures = weighing.captures
    if captures.sentence_at(home.start) == captures.sentence_at(rival.start):
        words: Mapping[int, float] = weighing.segment
        ours, theirs = set(captures.segment(home)), set(captures.segment(rival))
    else:
        words = {pair: weight for pair, weight in weighing.mine.anywhere.items() if isinstance(pair, int)}
        ours, theirs = captures.words_of(home), captures.words_of(rival)
    told = [sum(weight for pair, weight in words.items() if pair in some) for some in (ours - theirs, theirs - ours)]
    for value in _values_beside(weighing):
        stands = [
            any(compare(value, one.thing).equal for one in captures.beside(it, value.sort)) for it in (home, rival)
        ]
        if stands[0] != stands[1]:
            told[stands[1]] += captures.weights.rare
    return told[0], told[1]


def _values_beside(weighing: Weighing) -> Iterator[Thing]:
    """The other numbers and days of the issue's sentence."""
    first, last = sentence_at(weighing.text, weighing.thing.start, weighing.thing.end)
    for one in weighing.said.found:
        if first <= one.start < last and one.kind in MASKED and one.sort != weighing.thing.sort:
            yield one


def is_telling(thing: Thing) -> bool:
    """A value that does not stand somewhere by chance: 335, 14.5万, 1.5倍, a day with its month."""
    if isinstance(thing.data, Day):
        return True
    if not isinstance(thing.data, Num):
        return False
    value = thing.data.value.normalize()
    return len(value.as_tuple().digits) >= _TELLING or value != value.to_integral_value()
