"""One life per instrument, told by many reports and texts: from the first draft to the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

import msgspec

from guanlan.law.likeness import pairs
from guanlan.law.thread_joining import joined, remarks_on
from guanlan.law.thread_records import Kin, Mark, Stage, State, Step, Thread, Told, ToldLaw, ToldReport
from guanlan.law.thread_steps import of_law, of_report, of_work, thread_key
from guanlan.law.works import Work

__all__ = [
    "Kin",
    "Mark",
    "Stage",
    "State",
    "Step",
    "Thread",
    "ToldLaw",
    "ToldReport",
    "about_to_lapse",
    "build_threads",
    "in_force_soon",
    "open_for_comment",
    "state",
    "thread_key",
]

# Drafts that became rules under another name: 生成式人工智能服务管理办法 and …暂行办法 share 0.87 of their pairs,
# 个人信息出境标准合同规定 and …办法 0.77; neighbours (个人信息保护合规审计管理办法, …认证管理办法) share 0.71
_ALIKE = 0.75
_DRAFTING = (Stage.DRAFTED, Stage.COMMENT, Stage.DELIBERATED)


def build_threads(
    reports: Iterable[ToldReport] = (), laws: Iterable[ToldLaw] = (), works: Iterable[Work] = ()
) -> tuple[Thread, ...]:
    """The threads of all instruments that reports, law texts and works tell of, by key.

    Does not depend on the order given. ``works`` tell from when each version holds and what was renamed.
    """
    works = tuple(works)
    lives: dict[str, list[Told]] = {}
    for told in _all_told(reports, laws, works):
        lives.setdefault(told.key, []).append(told)
    threads = {key: _thread(key, lives[key]) for key in sorted(lives)}
    kin = _renamed(works, threads)
    for one, other, likeness in _alike(list(threads.values())):
        kin.setdefault(one.key, {}).setdefault(other.key, Kin(other.key, other.title, likeness))
        kin.setdefault(other.key, {}).setdefault(one.key, Kin(one.key, one.title, likeness))
    return tuple(_with_kin(thread, kin.get(key, {})) for key, thread in threads.items())


def _all_told(reports: Iterable[ToldReport], laws: Iterable[ToldLaw], works: Iterable[Work]) -> Iterable[Told]:
    for report in reports:
        yield from of_report(report)
    for law in laws:
        yield from of_law(law)
    for work in works:
        yield from of_work(work)


def _thread(key: str, told: Sequence[Told]) -> Thread:
    names = sorted({one.title for one in told}, key=lambda name: (-len(name), name))
    steps = joined(one.step for one in told)
    return Thread(key, names[0], tuple(names), steps, remarks=remarks_on(steps))


def _with_kin(thread: Thread, kin: dict[str, Kin]) -> Thread:
    ordered = sorted(kin.values(), key=lambda one: (not one.sure, -one.likeness, one.key))
    return msgspec.structs.replace(thread, kin=tuple(ordered)) if ordered else thread


def _renamed(works: Iterable[Work], threads: dict[str, Thread]) -> dict[str, dict[str, Kin]]:
    """What works tell of their own renaming."""
    kin: dict[str, dict[str, Kin]] = {}
    for work in works:
        own = threads.get(thread_key(work.title))
        for former in work.renamed_from:
            other = threads.get(thread_key(former))
            if own is not None and other is not None and own is not other:
                kin.setdefault(own.key, {})[other.key] = Kin(other.key, other.title, 1.0, sure=True)
                kin.setdefault(other.key, {})[own.key] = Kin(own.key, own.title, 1.0, sure=True)
    return kin


def _alike(threads: Sequence[Thread]) -> Iterable[tuple[Thread, Thread, float]]:
    """A thread that was only ever a draft, and one with an alike name that came after it and had no such draft."""
    drafts = [one for one in threads if _only_draft(one)]
    later = [one for one in threads if not _only_draft(one)]
    index: dict[str, list[int]] = {}
    shapes = [pairs(one.key) for one in later]
    for number, shape in enumerate(shapes):
        for pair in shape:
            index.setdefault(pair, []).append(number)
    for draft in drafts:
        own = pairs(draft.key)
        common: dict[int, int] = {}
        for pair, count in own.items():
            for number in index.get(pair, ()):
                common[number] = common.get(number, 0) + min(count, shapes[number][pair])
        for number, shared in common.items():
            likeness = 2 * shared / (own.total() + shapes[number].total())
            if likeness >= _ALIKE and _follows(draft, later[number]):
                yield draft, later[number], round(likeness, 4)


def _only_draft(thread: Thread) -> bool:
    return all(step.stage in _DRAFTING for step in thread.steps)


def _follows(draft: Thread, law: Thread) -> bool:
    first = min((step.first for step in draft.steps if step.first), default=None)
    made = max((step.first for step in law.steps if step.first and step.stage not in _DRAFTING), default=None)
    return first is None or made is None or first <= made


def state(thread: Thread, on: date) -> State:
    """Where the instrument stands on a day; UNCERTAIN where texts contradict each other and it makes a difference."""
    found = {_state(steps, on) for steps in _readings(thread.steps)}
    return found.pop() if len(found) == 1 else State.UNCERTAIN


def _readings(steps: Sequence[Step]) -> Iterable[list[Step]]:
    """The steps without contradictions: with the first, and with the last of each set of rivals."""
    sure = [step for step in steps if not step.contested or step.stage is Stage.COMMENT]
    rivals: dict[tuple[Stage, int], list[Step]] = {}
    for step in steps:
        if step.contested and step.stage is not Stage.COMMENT:
            rivals.setdefault((step.stage, step.round), []).append(step)
    for pick in (0, -1) if rivals else (0,):
        yield [*sure, *(several[pick] for several in rivals.values())]


def _state(steps: Sequence[Step], on: date) -> State:
    effective = max(
        (one.first for one in steps if one.stage is Stage.EFFECTIVE and one.first and one.first <= on), default=None
    )
    ended, how = _ended(steps, on)
    if ended is not None and (effective is None or effective <= ended):
        return how
    if effective is not None:
        return State.IN_FORCE
    done = {one.stage for one in steps if one.first is not None and one.first <= on}
    if done & {Stage.ISSUED, Stage.AMENDED, Stage.REVISED}:
        return State.ISSUED
    if done & {Stage.ADOPTED, Stage.APPROVED}:
        return State.ADOPTED
    return _before_adoption(steps, done, on)


def _before_adoption(steps: Sequence[Step], done: set[Stage], on: date) -> State:
    windows = [one for one in steps if one.stage is Stage.COMMENT]
    if any(_is_open(one, on) for one in windows):
        return State.OPEN
    if any(one.last is not None and one.last < on for one in windows):
        return State.CLOSED
    return State.DRAFT if done else State.UNKNOWN


def _ended(steps: Sequence[Step], on: date) -> tuple[date | None, State]:
    """The day by which the instrument had ended, and how."""
    repealed = max(
        (one.first for one in steps if one.stage is Stage.REPEALED and one.first and one.first <= on), default=None
    )
    lapsed = max((one.first for one in _ends(steps) if one.first and one.first < on), default=None)
    if repealed is not None and (lapsed is None or repealed <= lapsed):
        return repealed, State.REPEALED
    return lapsed, State.LAPSED


def _ends(steps: Sequence[Step]) -> list[Step]:
    """Days of lapse that still count: a later life that began before such a day and names its own replaces it."""
    ends = [one for one in steps if one.stage is Stage.EXPIRED and one.first is not None]
    return [
        one
        for one in ends
        if not any(
            other.round > one.round and (other.told or other.first or date.max) <= (one.first or date.max)
            for other in ends
        )
    ]


def _is_open(step: Step, on: date) -> bool:
    """A window of which only the end is told is open up to it."""
    return step.last is not None and (step.first is None or step.first <= on) and on <= step.last


def open_for_comment(threads: Iterable[Thread], on: date) -> tuple[Thread, ...]:
    """Those that take comments on a day, the first to close first.

    Where texts contradict each other about the window, any of them counts.
    """
    return _by_day(
        threads, lambda thread: [one.last for one in thread.steps if one.stage is Stage.COMMENT and _is_open(one, on)]
    )


def in_force_soon(threads: Iterable[Thread], on: date, days: int = 90) -> tuple[Thread, ...]:
    """Those that come into force after ``on`` and within ``days`` days, the first to do so first.

    Where texts contradict each other about the day, any of them counts.
    """
    until = _until(on, days)
    return _by_day(
        threads,
        lambda thread: [
            one.first
            for one in thread.steps
            if one.stage is Stage.EFFECTIVE and one.first and on < one.first <= until and _holds(thread, one.first)
        ],
    )


def about_to_lapse(threads: Iterable[Thread], on: date, days: int = 90) -> tuple[Thread, ...]:
    """Those that hold on a day and end within ``days`` days of it, the first to end first."""
    until = _until(on, days)

    def ends(thread: Thread) -> list[date | None]:
        if state(thread, on) not in (State.IN_FORCE, State.ISSUED, State.UNCERTAIN):
            return []
        lapsing = [one.first for one in _ends(thread.steps) if one.first and on <= one.first <= until]
        repeals = [one.first for one in thread.steps if one.stage is Stage.REPEALED]
        return [*lapsing, *(day for day in repeals if day and on < day <= until)]

    return _by_day(threads, ends)


def _holds(thread: Thread, on: date) -> bool:
    return state(thread, on) in (State.IN_FORCE, State.UNCERTAIN)


def _until(on: date, days: int) -> date:
    return on + timedelta(days=min(days, (date.max - on).days))


def _by_day(threads: Iterable[Thread], days: Callable[[Thread], Sequence[date | None]]) -> tuple[Thread, ...]:
    found = []
    for thread in threads:
        told = [day for day in days(thread) if day is not None]
        if told:
            found.append((min(told), thread.key, thread))
    return tuple(thread for _, _, thread in sorted(found, key=lambda one: one[:2]))
