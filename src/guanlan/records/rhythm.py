"""Whether a watched source lives: its state as at a day, told from the visits to it and nothing else."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from guanlan.records.source import Rhythm

# One visit that gets no answer may be the network's fault or a server that is being restarted; two in a row, which are
# at least one interval of visiting apart, are worth a person's look.
FAILURES = 2
_SUCCESS = ("collect.unchanged",)
_FAILED = (
    "collect.failed",
    "collect.timeout",
    "collect.tls",
    "collect.unresolved",
    "collect.status",
    "collect.forbidden",
    "collect.gone",
    "collect.robots",
    "collect.redirects",
    "collect.refused_address",
    "collect.too_large",
    "collect.unread",
    "collect.no_body",
)


class SourceCondition(StrEnum):
    """How a watched source stands."""

    LIVE = "live"
    SILENT = "silent"  # no new item for longer than its rhythm allows
    EMPTY = "empty"  # its list leads to nothing, and never did
    CHANGED = "changed"  # its list reads otherwise: the selectors find nothing where they found items before
    CHALLENGED = "challenged"  # it asks for a proof that a person is asking
    MOVED = "moved"
    FAILING = "failing"  # it does not answer
    PAUSED = "paused"  # by a person
    UNVISITED = "unvisited"


WELL = frozenset({SourceCondition.LIVE, SourceCondition.PAUSED, SourceCondition.UNVISITED})
"""Conditions in which nobody needs to look."""


class VisitFacts(msgspec.Struct, frozen=True):
    """A visit as it counts for the state of its source. ``began`` is the day where the source is; ``kept`` counts new
    documents; ``events`` are codes of ``errors/tables/collect.tsv`` with how often each happened.
    """

    began: datetime.date
    found: int = 0
    kept: int = 0
    lists: int = 0
    events: Mapping[str, int] = {}


class SourceState(msgspec.Struct, frozen=True):
    """``since`` is the day from which it stands so; ``why`` is a code of ``errors/tables/watching.tsv``."""

    condition: SourceCondition
    since: datetime.date | None
    why: str
    params: dict[str, Any] = {}

    @property
    def is_well(self) -> bool:
        """Whether nobody needs to look."""
        return self.condition in WELL


def state_of(
    visits: Iterable[VisitFacts], rhythm: Rhythm, on: datetime.date, *, paused: datetime.date | bool = False
) -> SourceState:
    """How a source stood at the end of ``on``, by the ``visits`` that came to their end, the oldest first.

    ``paused`` is the day of the pause where it is known. A source is called silent only as far as it was looked at: a
    machine that was switched off hears nothing, which is not the source's silence.

    >>> day = datetime.date.fromisoformat
    >>> state_of([VisitFacts(day("2025-01-02"), 9, 9, 1), VisitFacts(day("2025-01-20"), 9, 0, 1)], Rhythm(10),
    ...          day("2025-01-31")).since
    datetime.date(2025, 1, 13)
    """
    if paused:
        return SourceState(SourceCondition.PAUSED, None if paused is True else paused, "watching.paused")
    last = SourceState(SourceCondition.UNVISITED, None, "watching.unvisited")
    for state in history(one for one in visits if one.began <= on):
        last = state(rhythm)
    return last


_WHY = {
    SourceCondition.EMPTY: "watching.empty",
    SourceCondition.CHANGED: "watching.changed",
    SourceCondition.CHALLENGED: "watching.challenged",
    SourceCondition.MOVED: "watching.moved",
    SourceCondition.FAILING: "watching.failing",
}


class _State(msgspec.Struct):
    """What is known of a source after a visit."""

    verdict: SourceCondition
    since: datetime.date
    heard: datetime.date | None
    first: datetime.date
    seen: datetime.date
    code: str

    def __call__(self, rhythm: Rhythm) -> SourceState:
        """The state by a rhythm."""
        days = {"days": rhythm.days, "heard": self.heard.isoformat() if self.heard else None}
        if self.verdict is not SourceCondition.LIVE:
            return SourceState(self.verdict, self.since, _WHY[self.verdict], {"event": self.code})
        quiet_from = (self.heard or self.first) + datetime.timedelta(days=rhythm.days + 1)
        if self.seen >= quiet_from:
            why = "watching.silent" if self.heard else "watching.never_spoke"
            return SourceState(SourceCondition.SILENT, quiet_from, why, days)
        return SourceState(SourceCondition.LIVE, max(self.since, self.heard or self.since), "watching.live", days)


def history(visits: Iterable[VisitFacts]) -> Iterator[_State]:
    """What is known after each visit; called with a rhythm, it gives the state."""
    known: _State | None = None
    had_items = False
    failures: list[VisitFacts] = []
    for visit in visits:
        verdict, code = _verdict(visit, had_items=had_items)
        had_items = had_items or visit.found > 0
        failures = [*failures, visit] if verdict is SourceCondition.FAILING else []
        if failures and len(failures) < FAILURES and known is not None:
            continue
        heard = visit.began if visit.kept else (known.heard if known else None)
        began = failures[0].began if failures else visit.began
        same = known is not None and known.verdict is verdict
        known = _State(
            verdict=verdict,
            since=known.since if known is not None and same else began,
            heard=heard,
            first=known.first if known else visit.began,
            seen=visit.began,
            code=code,
        )
        yield known


def _verdict(visit: VisitFacts, *, had_items: bool) -> tuple[SourceCondition, str]:
    """What one visit shows, with the event that says so."""
    events = visit.events
    if visit.found or visit.kept:
        return SourceCondition.LIVE, ""
    for code, condition in (
        ("collect.challenged", SourceCondition.CHALLENGED),
        ("collect.moved", SourceCondition.MOVED),
    ):
        if events.get(code):
            return condition, code
    if events.get("collect.changed"):
        return (SourceCondition.CHANGED if had_items else SourceCondition.EMPTY), "collect.changed"
    failed = next((code for code in _FAILED if events.get(code)), "")
    if failed and not visit.lists and not any(events.get(code) for code in _SUCCESS):
        return SourceCondition.FAILING, failed
    return SourceCondition.LIVE, ""


# A source is looked at ten times in the span in which something new is expected of it: news is at most a tenth of its
# rhythm old when it is seen; never oftener than hourly, and daily at least, so that a page which was taken down again
# within days was seen.
_LOOKS = 10
_SHORTEST = datetime.timedelta(hours=1)
_LONGEST = datetime.timedelta(days=1)
_JITTER = 0.1  # of the interval, to either side: a hundred sources of one site are not asked for at one moment


def interval_of(rhythm: Rhythm) -> datetime.timedelta:
    """How long to wait between two visits.

    >>> str(interval_of(Rhythm(days=30))), str(interval_of(Rhythm(days=5)))
    ('1 day, 0:00:00', '12:00:00')
    """
    return min(max(datetime.timedelta(days=rhythm.days) / _LOOKS, _SHORTEST), _LONGEST)


def next_visit(
    key: str, last: datetime.datetime | None, interval: datetime.timedelta, now: datetime.datetime
) -> datetime.datetime:
    """When a source is due again after the visit that began at ``last``; at once where it was never visited.

    The jitter is drawn from the key and the visit, so that the answer is the same however often it is asked for.
    """
    if last is None:
        return now
    drawn = int.from_bytes(hashlib.sha256(f"{key} {last.isoformat()}".encode()).digest()[:4]) / 2**32
    return last + interval * (1 + _JITTER * (2 * drawn - 1))
