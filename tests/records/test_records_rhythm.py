"""How a watched source stands, told from visits alone."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanlan.records.rhythm import (
    SourceCondition,
    VisitFacts,
    history,
    interval_of,
    next_visit,
    state_of,
)
from guanlan.records.source import Rhythm

FIRST = datetime.date(2025, 1, 1)
RHYTHM = Rhythm(days=10)


def visit(day, found=8, kept=0, **events):
    """A visit ``day`` days after the first of January; event names without their room."""
    lists = 0 if events and not found else 1
    codes = {f"collect.{name}": count for name, count in events.items()}
    return VisitFacts(FIRST + datetime.timedelta(days=day), found, kept, lists, codes)


def stands(*visits, on=60, paused=False):
    """Condition and the day from which, counted from the first of January."""
    state = state_of(visits, RHYTHM, FIRST + datetime.timedelta(days=on), paused=paused)
    return state.condition.value, (state.since - FIRST).days if state.since else None


TOLD = {
    "never visited": ((), ("unvisited", None)),
    "new items": ((visit(0, kept=8), visit(5, kept=1)), ("live", 5)),
    "nothing new within the rhythm": ((visit(0, kept=8), visit(10)), ("live", 0)),
    "nothing new for longer": ((visit(0, kept=8), visit(10), visit(11)), ("silent", 11)),
    "silent, seen late": ((visit(0, kept=8), visit(30)), ("silent", 11)),
    "heard again": ((visit(0, kept=8), visit(30), visit(31, kept=1)), ("live", 31)),
    "not looked at is not silent": ((visit(0, kept=8), visit(2)), ("live", 0)),
    "never spoke": ((visit(0), visit(11)), ("silent", 11)),
    "a list that never led anywhere": ((visit(0, 0, changed=1),), ("empty", 0)),
    "a list that reads otherwise": ((visit(0, kept=8), visit(1, 0, changed=1), visit(2, 0, changed=1)), ("changed", 1)),
    "an empty list that may be empty": ((visit(0, kept=8), visit(1, 0, empty=1)), ("live", 0)),
    "a challenge": ((visit(0, kept=8), visit(1, 0, challenged=1)), ("challenged", 1)),
    "a challenge among items": ((visit(0, kept=8), visit(1, 8, 1, challenged=1)), ("live", 1)),
    "moved for good": ((visit(0, kept=8), visit(3, 0, moved=1)), ("moved", 3)),
    "one failure is nothing yet": ((visit(0, kept=8), visit(1, 0, timeout=1)), ("live", 0)),
    "two failures in a row": ((visit(0, kept=8), visit(1, 0, timeout=1), visit(2, 0, failed=1)), ("failing", 1)),
    "failures with an answer between": (
        (visit(0, kept=8), visit(1, 0, timeout=1), visit(2), visit(3, 0, timeout=1)),
        ("live", 0),
    ),
    "a first visit that fails": ((visit(0, 0, unresolved=1),), ("failing", 0)),
    "not modified is an answer": ((visit(0, kept=8), visit(1, 0, unchanged=1), visit(2, 0, unchanged=1)), ("live", 0)),
    "closed by robots.txt": ((visit(0, 0, robots=1), visit(1, 0, robots=1)), ("failing", 0)),
}


@pytest.mark.parametrize("name", sorted(TOLD))
def test_a_state_is_told_from_the_visits(name):
    """Condition and the day since when."""
    visits, expected = TOLD[name]

    assert stands(*visits) == expected


def test_a_pause_goes_before_everything():
    """A source that a person paused raises no alarm."""
    assert stands(visit(0, 0, challenged=1), paused=True) == ("paused", None)


def test_a_state_as_at_an_earlier_day():
    """Later visits say nothing of it."""
    visits = (visit(0, kept=8), visit(11), visit(12, kept=1))

    assert [stands(*visits, on=day)[0] for day in (0, 11, 12)] == ["live", "silent", "live"]


VISITS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, 3), st.sampled_from(["", "timeout", "changed", "challenged", "moved"])),
    max_size=12,
)


@given(VISITS, st.integers(1, 12))
def test_the_state_of_a_day_depends_on_no_later_visit(given_visits, cut):
    """What was told on a day stays true when more visits come; and a state never begins after its visits."""
    days = 0
    visits = []
    for step, kept, event in given_visits:
        days += step
        visits.append(visit(days, 0 if event else 3, 0 if event else kept, **({event: 1} if event else {})))
    on = FIRST + datetime.timedelta(days=cut)
    early = [one for one in visits if one.began <= on]

    assert state_of(visits, RHYTHM, on) == state_of(early, RHYTHM, on)
    state = state_of(visits, RHYTHM, on)
    assert state.since is None or state.since <= on
    assert (state.condition is SourceCondition.UNVISITED) == (not list(history(early)))


def test_the_interval_keeps_between_an_hour_and_a_day():
    """Ten looks in a rhythm."""
    hours = [interval_of(Rhythm(days=days)).total_seconds() / 3600 for days in (0, 1, 5, 30)]

    assert hours == [1, 2.4, 12, 24]


@given(st.text("abc", min_size=1), st.integers(0, 10**6))
def test_the_jitter_is_drawn_once(key, minutes):
    """The same answer however often it is asked for, within a tenth of the interval."""
    last = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC) + datetime.timedelta(minutes=minutes)
    day = datetime.timedelta(days=1)
    when = next_visit(key, last, day, last)

    assert when == next_visit(key, last, day, last + day)
    assert abs(when - last - day) <= day / 10


def test_a_source_that_was_never_visited_is_due_now():
    """At once."""
    now = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)

    assert next_visit("a", None, datetime.timedelta(days=1), now) == now
