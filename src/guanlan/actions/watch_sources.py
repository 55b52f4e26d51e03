"""Visit each watched source by its rhythm, one after the other, as long as it is wanted."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Protocol

import msgspec

from guanlan.actions.act import permit
from guanlan.actions.collect_sources import UNDER_WAY, Collected, collect_sources
from guanlan.actions.context import Context
from guanlan.actions.source_states import note_source_states
from guanlan.actions.watching_summaries import Transition
from guanlan.collect.fetching import Clock
from guanlan.errors import InputError
from guanlan.records.rhythm import interval_of, next_visit
from guanlan.store import home
from guanlan.store.locking import locked_alone
from guanlan.store.selectors.sources import last_visits, spec_of, watched_sources

LOCK = "watch.lock"
# The register is looked at anew this often while nothing is due: a source that was just added or released from a pause
# does not wait longer.
LONGEST_SLEEP = datetime.timedelta(minutes=1)


class Teller(Protocol):
    """What the watch tells while it runs."""

    def __call__(self, collected: Collected, changed: tuple[Transition, ...]) -> None: ...


class Schedule(msgspec.Struct, frozen=True):
    """``every``: the same interval for all sources, instead of their own; ``until``: when to stop; None: never."""

    every: datetime.timedelta | None = None
    until: datetime.datetime | None = None


def watch_sources(
    schedule: Schedule,
    *,
    context: Context,
    clock: Clock,
    wait: Callable[[float], None],
    tell: Teller,
    collect: Callable[..., Collected] = collect_sources,
) -> int:
    """Visit what is due, note how the sources stand, wait; gives how many visits were made.

    One watch a home: raises ``InputError`` where another runs. What it knows is in the rows, so that it goes on where
    it was after it was broken off at any moment; a visit that was broken off is made again at once.
    """
    permit(context, "collect")
    made = 0
    path = home() / LOCK
    with locked_alone(path) as alone:
        if not alone:
            raise InputError("watching.running", path=str(path))
        while not _over(schedule, clock()):
            due = due_keys(clock(), schedule.every)
            for key in due:
                if _over(schedule, clock()):
                    break
                now = msgspec.structs.replace(context, now=clock())
                collected = _collected(collect, key, now, clock)
                if collected is None:
                    wait(LONGEST_SLEEP.total_seconds())
                    break
                made += len(collected.visits)
                tell(collected, note_source_states(msgspec.structs.replace(context, now=clock())))
            if not due:
                tell(Collected(()), note_source_states(msgspec.structs.replace(context, now=clock())))
            pause = _pause(schedule, clock())
            if pause > 0:
                wait(pause)
    return made


def _collected(collect: Callable[..., Collected], key: str, context: Context, clock: Clock) -> Collected | None:
    """The visit; None where another process collects into the home just now: it will be over."""
    try:
        return collect([key], context=context, clock=clock)
    except InputError as error:
        if error.code != UNDER_WAY:
            raise
        return None


def due_keys(now: datetime.datetime, every: datetime.timedelta | None = None) -> list[str]:
    """The sources that are due, the longest waiting first; paused ones are left alone."""
    return [key for when, key in _times(now, every) if when <= now]


def _times(now: datetime.datetime, every: datetime.timedelta | None) -> list[tuple[datetime.datetime, str]]:
    """When each source is due, in that order. A visit that was broken off counts for nothing."""
    lasts = last_visits()
    times = []
    for source in watched_sources().filter(paused=False):
        spec, last = spec_of(source), lasts.get(source.pk)
        if not spec.checked:  # nobody has tried its rules: there is nothing to go by
            continue
        began = last.began if last is not None and last.ended is not None else None
        times.append((next_visit(spec.key, began, every or interval_of(spec.rhythm), now), spec.key))
    return sorted(times)


def _pause(schedule: Schedule, now: datetime.datetime) -> float:
    """Seconds to the next thing to do."""
    ends = [when for when, _ in _times(now, schedule.every)[:1]] + ([schedule.until] if schedule.until else [])
    return max(0.0, min([LONGEST_SLEEP, *(end - now for end in ends)]).total_seconds())


def _over(schedule: Schedule, now: datetime.datetime) -> bool:
    return schedule.until is not None and now >= schedule.until
