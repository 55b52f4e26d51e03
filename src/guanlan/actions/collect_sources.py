"""Visit watched sources: what they lead to is stored first, read second, one source after the other."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import msgspec

from guanlan.actions.act import acting, permit
from guanlan.actions.context import Context
from guanlan.actions.steps.collecting import Storing
from guanlan.actions.steps.folder_visits import visit_folder
from guanlan.actions.steps.held import STOPPED, due_again, held_of
from guanlan.actions.steps.resuming import Guarded, missing_annexes, unfinished
from guanlan.actions.steps.watched import PREFIX, is_due, spec_of, watched
from guanlan.actions.summaries import Outcome, Result
from guanlan.collect.families import family_for
from guanlan.collect.fetching import Clock, Means, crawl
from guanlan.errors import GuanlanError, InputError
from guanlan.records.source import SourceSpec
from guanlan.store.locking import locked_alone
from guanlan.store.models import Source, Visit
from guanlan.store.opening import home

LOCK = "collecting.lock"
WARC = "warc"
FAILED = "collect.failed"
UNDER_WAY = "collecting.under_way"
_LOG = logging.getLogger("guanlan.collecting")


class Visited(msgspec.Struct, frozen=True):
    """What a visit to a source brought: ``found`` items on its lists, ``kept`` of them for the first time; ``outcomes``
    of all documents that were stored, those looked at again and annexes among them.

    ``events`` counts codes (``collect.gone``, …); ``stopped`` is why the visit ended before all was followed; ``code``
    and ``params`` say why it failed as a whole.
    """

    source: str
    name: str = ""
    visit: int | None = None
    lists: int = 0
    found: int = 0
    kept: int = 0
    outcomes: tuple[Outcome, ...] = ()
    events: dict[str, int] = {}
    stopped: str | None = None
    code: str | None = None
    params: dict[str, str] = {}

    def of(self, result: Result) -> tuple[Outcome, ...]:
        """The documents that ended so."""
        return tuple(one for one in self.outcomes if one.result is result)


class Collected(msgspec.Struct, frozen=True):
    """A round of visits, in order; ``waiting`` sources were not due, ``paused`` ones are left alone, ``unchecked`` ones
    have no rules yet. ``resumed`` are documents that a visit broken off had stored and not read.
    """

    visits: tuple[Visited, ...]
    waiting: int = 0
    paused: int = 0
    unchecked: int = 0
    resumed: tuple[Outcome, ...] = ()

    @property
    def fault(self) -> bool:
        """Whether something failed by a fault of ours: the command then ends with 3."""
        outcomes = [one for visit in self.visits for one in visit.outcomes] + list(self.resumed)
        return any(one.is_fault for one in outcomes) or any(visit.code == SOURCE_FAULT for visit in self.visits)

    @property
    def faulty(self) -> bool:
        """Whether a source could not be visited: the command then ends with 1."""
        return any(visit.code is not None for visit in self.visits)


SOURCE_FAULT = "collecting.source_fault"


def collect_sources(
    keys: Sequence[str] | None = None,
    *,
    context: Context,
    clock: Clock,
    once: bool = False,
    means: Means | None = None,
) -> Collected:
    """Visit those of the watched sources (all, or ``keys``) that are due; with ``once`` or ``keys`` due or not.

    A failure of one item or source never stops the others. Can be broken off at any moment: the next visit goes on.
    ``clock`` gives the instants that exchanges and visits bear. InputError where another process collects into the
    same home.
    """
    permit(context, "collect")
    rows = watched(keys)
    free = [row for row in rows if not row.paused]
    known = [row for row in free if spec_of(row).checked or keys is not None]
    now = clock()
    due = [row for row in known if once or keys is not None or is_due(row, now)]
    with locked_alone(home() / LOCK) as alone:
        if not alone:
            raise InputError(UNDER_WAY)
        resumed = tuple(unfinished(msgspec.structs.replace(context, now=now)))
        visits = []
        for done, row in enumerate(due):
            context.tell(done, len(due), spec_of(row).name)
            visits.append(_guarded(row, context, clock, means or Means()))
        context.tell(len(due), len(due))
    return Collected(tuple(visits), len(known) - len(due), len(rows) - len(free), len(free) - len(known), resumed)


def _guarded(row: Source, context: Context, clock: Clock, means: Means) -> Visited:
    """The visit; what breaks one off is told, and the other sources are visited all the same."""
    key = row.key.removeprefix(PREFIX)
    try:
        return _visit(row, context, clock, means)
    except GuanlanError as error:
        params = {name: str(value) for name, value in error.params.items()}
        return Visited(key, spec_of(row).name, code=error.code, params=params)
    except Exception as error:
        _LOG.exception("visit to %s broke off", key)
        detail = f"{type(error).__name__}: {error}"[:300]
        return Visited(key, spec_of(row).name, code=SOURCE_FAULT, params={"key": key, "detail": detail})


def _visit(row: Source, context: Context, clock: Clock, means: Means) -> Visited:
    spec, began = spec_of(row), clock()
    if not spec.checked:
        raise InputError("collecting.unchecked", key=spec.key)
    context = msgspec.structs.replace(context, now=began)
    with acting(context, "visit", row.key) as details:
        visit = Visit(source=row, began=began)
        visit.save()
        details["visit"] = visit.pk
    try:
        stopped, outcomes = _walk(spec, row, visit, context=context, clock=clock, means=means)
    except Exception:
        _end(visit, clock, FAILED, STOPPED)
        raise
    _end(visit, clock, *([STOPPED] if stopped else []))
    counts = (visit.lists, visit.found, visit.kept)
    return Visited(spec.key, spec.name, visit.pk, *counts, outcomes, dict(visit.events), stopped)


def _end(visit: Visit, clock: Clock, *codes: str) -> None:
    """The visit is over; ``codes`` say why it did not look at everything. One that was killed never comes here."""
    for code in codes:
        visit.events = {**visit.events, code: visit.events.get(code, 0) + 1}
    visit.ended = max(clock(), visit.began)
    visit.save(update_fields=["ended", "events"])


def _walk(
    spec: SourceSpec, row: Source, visit: Visit, *, context: Context, clock: Clock, means: Means
) -> tuple[str | None, tuple[Outcome, ...]]:
    """Why the visit stopped early, if it did, and what became of the documents."""
    if spec.kind == "folder":
        return None, _visit_folder(spec, visit, context)
    held = held_of(row)
    family = family_for(spec)
    due = list(due_again(row, held, visit.began))[: spec.politeness.most_pages // 2]
    annexes = list(missing_annexes(row, spec, family, visit.began))
    again = [*annexes, *due]
    sink = Storing(spec, visit, held, frozenset(one.address for one in due), context)
    tally = crawl(spec, Guarded(family, again, sink), sink, warc=home() / WARC, now=clock, means=means)
    return tally.stopped, tuple(sink.outcomes)


def _visit_folder(spec: SourceSpec, visit: Visit, context: Context) -> tuple[Outcome, ...]:
    outcomes = []
    for outcome in visit_folder(spec, family_for(spec), context):
        visit.found += 1
        if outcome is not None:
            visit.kept += outcome.result is not Result.REFUSED
            outcomes.append(outcome)
    visit.lists = 1
    visit.save(update_fields=["found", "kept", "lists"])
    return tuple(outcomes)
