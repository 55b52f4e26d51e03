"""Watched sources: how they stand, what is told once, and the watch that visits them."""

from __future__ import annotations

import datetime
import fcntl

import msgspec
import pytest

from guanlan.actions.collect_sources import Collected, Visited
from guanlan.actions.new_issue import new_issue
from guanlan.actions.source_states import note_source_states, source_states
from guanlan.actions.watch_sources import LOCK, Schedule, due_keys, watch_sources
from guanlan.errors import InputError
from guanlan.records.bulletin import Bulletin
from guanlan.records.codec import from_json, to_json
from guanlan.records.source import Rhythm, SourceSpec
from guanlan.store.models import Issue, Message, Source, SourceState, Visit

NOW = datetime.datetime(2025, 1, 16, 1, 0, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def source(key="cac-policy", days=10):
    """A watched source."""
    spec = SourceSpec(
        key, f"{key} 的名称", "某网信办", "list", "https://www.example.invalid/", rhythm=Rhythm(days=days)
    )
    row = Source(key=f"watched:{key}", spec=to_json(spec).decode())
    row.save()
    return row


def visit(row, days_ago, *, found=8, ended=True, **events):
    """A visit some days before now."""
    began = NOW - days_ago * DAY
    codes = {f"collect.{name}": count for name, count in events.items()}
    Visit(
        source=row,
        began=began,
        ended=began if ended else None,
        found=found,
        lists=int(bool(found)),
        events=codes,
    ).save()


def at(context, days):
    """The same actor some days later."""
    return msgspec.structs.replace(context, now=NOW + days * DAY)


def test_an_alarm_is_told_once_and_so_is_the_recovery(home, context):
    """Two looks at a challenged source make one message; a look after it answered makes one more, and no third."""
    row = source()
    visit(row, 3, found=0, challenged=1)
    for _ in range(2):
        note_source_states(at(context, 0))
    visit(row, 1)
    for _ in range(2):
        note_source_states(at(context, 0))

    assert [(one.level, one.code) for one in Message.objects.order_by("id")] == [
        ("alarm", "watching.alarm"),
        ("well", "watching.recovered"),
    ]
    assert [one.condition for one in SourceState.objects.order_by("id")] == ["challenged", "live"]


def test_a_source_that_lives_from_the_start_is_no_news(home, context):
    """Noted, but nobody is told."""
    visit(source(), 1)

    assert [one.state.condition.value for one in note_source_states(context)] == ["live"]
    assert not Message.objects.exists()


def test_those_that_need_a_person_come_first(home):
    """Silent ones before the others, live ones last."""
    visit(source("a-live"), 1)
    visit(source("b-challenged"), 1, found=0, challenged=1)
    silent = source("c-silent")
    visit(silent, 30)
    visit(silent, 1)

    lines = source_states(NOW)
    assert [(line.key, line.state.condition.value) for line in lines] == [
        ("c-silent", "silent"),
        ("b-challenged", "challenged"),
        ("a-live", "live"),
    ]


def test_a_visit_that_was_broken_off_says_nothing(home):
    """It was not carried to its end."""
    visit(source(), 1, found=0, ended=False, challenged=1)

    assert source_states(NOW)[0].state.condition.value == "unvisited"


def test_the_state_of_an_earlier_day(home):
    """By the visits of that day and before."""
    row = source()
    visit(row, 5)
    visit(row, 1, found=0, challenged=1)

    shown = [source_states(NOW, on=(NOW - days * DAY).date())[0].state.condition.value for days in (9, 4, 0)]
    assert shown == ["unvisited", "live", "challenged"]


def test_what_is_due(home):
    """A source that was never visited, one whose interval is over, one whose visit was broken off; no paused one."""
    source("a-new")
    visit(source("b-over"), 3)
    visit(source("c-just"), 0.1)
    visit(source("d-broken"), 0.1, ended=False)
    paused = source("e-paused")
    paused.paused = True
    paused.save()

    assert sorted(due_keys(NOW)) == ["a-new", "b-over", "d-broken"]
    assert "c-just" in due_keys(NOW, every=DAY / 24)


class Clockwork:
    """A clock that only moves when somebody waits, and a collector that makes a visit."""

    def __init__(self):
        self.now = NOW
        self.visited = []
        self.told = []

    def clock(self):
        return self.now

    def wait(self, seconds):
        assert seconds > 0
        self.now += datetime.timedelta(seconds=seconds)

    def collect(self, keys, *, context, clock):
        row = Source.objects.get(key=f"watched:{keys[0]}")
        Visit(source=row, began=clock(), ended=clock(), found=8, lists=1).save()
        self.visited.append((keys[0], self.now))
        return Collected((Visited(keys[0], found=8),))

    def tell(self, collected, changed):
        self.told.append((len(collected.visits), [one.key for one in changed]))

    def run(self, context, collect=None, **schedule):
        until = NOW + schedule.pop("hours") * datetime.timedelta(hours=1)
        return watch_sources(
            Schedule(until=until, **schedule),
            context=context,
            clock=self.clock,
            wait=self.wait,
            tell=self.tell,
            collect=collect or self.collect,
        )


def test_the_watch_visits_by_the_rhythm_of_each_source(home, context):
    """Two days: a source of ten days' rhythm is looked at about twice, one of a day's rhythm about every 2.4 hours."""
    source("a-slow")
    source("b-quick", days=1)
    work = Clockwork()

    made = work.run(context, hours=48)

    counts = {key: sum(one == key for one, _ in work.visited) for key in ("a-slow", "b-quick")}
    assert counts["a-slow"] in (2, 3)
    assert 18 <= counts["b-quick"] <= 23
    assert made == len(work.visited)
    assert [keys for _, keys in work.told if keys][:2] == [["a-slow"], ["b-quick"]]


def test_the_watch_goes_on_where_it_was(home, context):
    """Stopped and started again, a source that was just visited waits for its time."""
    source()
    work = Clockwork()
    work.run(context, hours=1, every=datetime.timedelta(hours=6))
    work.now = NOW + datetime.timedelta(minutes=30)
    work.run(context, hours=1, every=datetime.timedelta(hours=6))

    assert len(work.visited) == 1


def test_an_interrupt_ends_the_watch_and_frees_the_home(home, context):
    """Ctrl-C in the middle of a visit: the next watch starts, and makes that visit again."""
    source()
    work = Clockwork()

    def interrupted(keys, *, context, clock):
        Visit(source=Source.objects.get(), began=clock()).save()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work.run(context, collect=interrupted, hours=1)
    work.run(context, hours=1)

    assert [key for key, _ in work.visited] == ["cac-policy"]


def test_one_watch_a_home(home, context):
    """A second one is refused while the first holds the lock."""
    with (home / LOCK).open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(InputError) as caught:
            Clockwork().run(context, hours=1)

    assert caught.value.code == "watching.running"


def colophon(issue):
    """The paragraphs of the colophon that is bound into an issue."""
    frame = from_json(issue.frame, Bulletin)
    return [words.text for part in frame.back_matter if part.title.text == "编制说明" for words in part.paragraphs]


def test_an_issue_says_what_was_watched_and_stays_so(home, context):
    """Bound when the issue is made: what happens to the sources later changes nothing in it."""
    visit(source("a-live"), 1)
    row = source("b-challenged")
    visit(row, 1, found=0, challenged=1)
    new_issue(18, NOW.date(), context=context)
    visit(row, 0)

    said = colophon(Issue.objects.get())
    assert said[0] == "本期监测来源2个，其中1个静默、读不出或取不到。"
    assert "b-challenged 的名称（2025-01-15起要求人机验证" in said[1]


def test_an_issue_without_a_watch_says_nothing_of_it(home, context):
    """No source is watched, no page is gone: no colophon."""
    new_issue(18, NOW.date(), context=context)

    assert colophon(Issue.objects.get()) == []
