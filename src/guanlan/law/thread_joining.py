"""Steps as many texts tell them → one life: what is the same is told once, what contradicts is kept and marked."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import msgspec

from guanlan.law.thread_records import Mark, Stage, Step
from guanlan.records.law import Remark

_ORDER = {stage: number for number, stage in enumerate(Stage)}
_CHANGING = (Stage.AMENDED, Stage.REVISED)
_MAKING = (Stage.ADOPTED, Stage.APPROVED, Stage.ISSUED)
# An instrument is not made anew within half a year; reports of one issue come within weeks of it
_ANEW = timedelta(days=183)
# In one life these happen on one day
_ON_ONE_DAY = (Stage.ADOPTED, Stage.APPROVED, Stage.EFFECTIVE, Stage.REPEALED, Stage.EXPIRED)


def joined(steps: Iterable[Step]) -> tuple[Step, ...]:
    """The steps of one instrument, each once, in order of time; does not depend on the order given."""
    ordered = sorted(steps, key=_sort_key)
    turns = _turns(ordered)
    numbered = [msgspec.structs.replace(one, round=_round(one, turns)) for one in ordered]
    windows = _windows([one for one in numbered if one.stage is Stage.COMMENT])
    others = _same_days(_repealed_once([one for one in numbered if one.stage is not Stage.COMMENT]))
    merged = sorted([*windows, *others], key=_sort_key)
    return tuple(_marked(merged))


def remarks_on(steps: Sequence[Step]) -> tuple[Remark, ...]:
    """One remark for each set of steps that cannot all be true."""
    rivals: dict[tuple[Stage, int], list[Step]] = {}
    for step in steps:
        if step.contested:
            rivals.setdefault((step.stage, step.round), []).append(step)
    return tuple(
        Remark(
            "threads.contested", params={"stage": stage.value, "days": "、".join(dict.fromkeys(map(_shown, several)))}
        )
        for (stage, _), several in rivals.items()
    )


def _shown(step: Step) -> str:
    first = step.first.isoformat() if step.first else ""
    if step.stage is not Stage.COMMENT:
        return first
    return f"{first}/{step.last.isoformat() if step.last else ''}"


def _sort_key(step: Step) -> tuple[date, int, date, bytes]:
    return (
        step.first or step.last or date.max,
        _ORDER[step.stage],
        step.last or date.max,
        msgspec.json.encode(step),
    )


def _turns(steps: Sequence[Step]) -> list[date]:
    """The days on which a new life begins: each amendment, and each time that the instrument was made anew."""
    days = sorted({one.first for one in steps if one.first and one.stage in _CHANGING})
    turns: list[date] = []
    for day in days:
        # 修正 is told by the day of the decision, by others by that of its issue
        if not turns or day - turns[-1] > _ANEW:
            turns.append(day)
    made = sorted({when for one in steps if (when := _made(one)) is not None})
    last: date | None = None
    for day in made:
        if last is not None and day - last > _ANEW and all(abs(day - turn) > _ANEW for turn in turns):
            turns.append(day)
        last = day
    return sorted(turns)


def _made(step: Step) -> date | None:
    """The day on which a step tells that the instrument was made: its own, or that of the act it came with."""
    if step.stage in _MAKING:
        return step.first
    told = step.stage is Stage.EFFECTIVE and step.told is not None and step.first is not None
    return step.told if told and (step.told or date.max) <= (step.first or date.min) else None


def _round(step: Step, turns: Sequence[date]) -> int:
    day = step.told or step.first or step.last
    return bisect_right(turns, day) if day is not None else len(turns)


def _same_days(steps: Sequence[Step]) -> list[Step]:
    """Steps of one stage and day are one; one without a day joins the only one of its stage and life that has a day."""
    groups: dict[tuple[Stage, int, date | None], list[Step]] = {}
    for one in steps:
        groups.setdefault((one.stage, one.round, one.first), []).append(one)
    for key in [key for key in groups if key[2] is None]:
        dated = [other for other in groups if other[0] is key[0] and other[2] is not None]
        if len(dated) == 1:
            groups[dated[0]] += groups.pop(key)
    return [_merged(group) for group in groups.values()]


def _repealed_once(steps: Sequence[Step]) -> list[Step]:
    """An instrument ends on the first day on which another says so: its later versions only repeat it."""
    firsts: dict[tuple[str, ...], Step] = {}
    for one in steps:
        if one.stage is Stage.REPEALED and one.first is not None and one.through:
            firsts.setdefault(one.through, one)  # the steps come in order of time
    return [
        msgspec.structs.replace(one, first=first.first, last=first.first, told=first.told, round=first.round)
        if one.stage is Stage.REPEALED and (first := firsts.get(one.through)) is not None
        else one
        for one in steps
    ]


def _windows(steps: Sequence[Step]) -> list[Step]:
    """Calls for comment that share an end and do not differ in the other are one."""
    found: list[list[Step]] = []
    # those that tell both ends first: what tells one of them joins what it fits
    for one in sorted(steps, key=lambda one: (one.first is None) + (one.last is None)):
        home = next((group for group in found if _fits(one, group[0])), None)
        if home is None:
            found.append([one])
        else:
            home.append(one)
    return [_merged(group) for group in found]


def _fits(one: Step, other: Step) -> bool:
    ends = ((one.first, other.first), (one.last, other.last))
    if one.first is None and one.last is None:
        return one.round == other.round
    return all(a is None or b is None or a == b for a, b in ends) and any(a == b is not None for a, b in ends)


def _merged(group: Sequence[Step]) -> Step:
    """One step of several that tell the same; the group's order does not matter."""
    group = sorted(group, key=_sort_key)
    marks = dict.fromkeys(mark for one in group for mark in one.marks)
    anchored = {mark.text for mark in marks if mark.anchor is not None}
    return Step(
        group[0].stage,
        next((one.first for one in group if one.first), None),
        next((one.last for one in group if one.last), None),
        _all(one.acts for one in group),
        _all(one.organs for one in group),
        _all(one.through for one in group),
        _all(one.addresses for one in group),
        next((one.stage_note for one in group if one.stage_note), None),
        tuple(sorted((one for one in marks if one.anchor or one.text not in anchored), key=_mark_key)),
        min((one.told for one in group if one.told), default=None),
        group[0].round,
    )


def _mark_key(mark: Mark) -> tuple[str, int]:
    return mark.text, mark.anchor.start if mark.anchor else -1


def _all(values: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sorted(one for several in values for one in several)))


def _marked(steps: Sequence[Step]) -> Iterable[Step]:
    """The steps, with those marked that cannot all be true.

    A life has one of some, and they are told on several days; or windows for comment overlap. A text that tells both
    does not contradict itself: two bodies adopted it, or there were two rounds.
    """
    for one in steps:
        rivals = [
            other
            for other in steps
            if other is not one and other.stage is one.stage and other.round == one.round and not _texts(one, other)
        ]
        if one.stage is Stage.COMMENT:
            contested = any(_clash(one, other) for other in rivals)
        else:
            contested = one.stage in _ON_ONE_DAY and one.first is not None and any(other.first for other in rivals)
        yield msgspec.structs.replace(one, contested=True) if contested else one


def _texts(one: Step, other: Step) -> set[str]:
    """The texts that tell both."""
    return {mark.text for mark in one.marks} & {mark.text for mark in other.marks}


def _clash(one: Step, other: Step) -> bool:
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return False
    return one.first <= other.last and other.first <= one.last
