"""Watched sources and the visits to them."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db.models import Min, QuerySet

from guanlan.records.codec import from_json
from guanlan.records.rhythm import VisitFacts
from guanlan.records.source import SourceSpec
from guanlan.store.models import Exchange, Source, SourceState, Visit


def watched_sources() -> QuerySet[Source]:
    """The sources that have a spec, by key."""
    rows: QuerySet[Source] = Source.objects.exclude(spec="").order_by("key")
    return rows


def spec_of(source: Source) -> SourceSpec:
    """How the source is watched."""
    return from_json(source.spec, SourceSpec)


def visits_by_source(sources: Iterable[Source]) -> dict[int, list[VisitFacts]]:
    """The visits that came to their end, the oldest first, under the days of the sources' zones.

    ``kept`` counts addresses that no earlier visit had brought: a held page that is looked at again is nothing new.
    """
    zones = {source.pk: ZoneInfo(source.zone) for source in sources}
    fresh = _fresh()
    found: dict[int, list[VisitFacts]] = {pk: [] for pk in zones}
    rows = Visit.objects.filter(source__in=list(zones), ended__isnull=False).order_by("began", "id")
    for row in rows:
        day = row.began.astimezone(zones[row.source_id]).date()
        found[row.source_id].append(VisitFacts(day, row.found, fresh[row.source_id, row.began], row.lists, row.events))
    return found


def _fresh() -> Counter[tuple[int, datetime.datetime]]:
    """Source and beginning of a visit → the addresses that it brought first."""
    firsts = Exchange.objects.filter(visit__isnull=False).values("visit__source", "asked")
    counts: Counter[tuple[int, datetime.datetime]] = Counter()
    for row in firsts.annotate(first=Min("visit__began")):
        counts[row["visit__source"], row["first"]] += 1
    return counts


def last_visits() -> dict[int, Visit]:
    """Source → the latest visit, ended or not."""
    return {row.source_id: row for row in Visit.objects.order_by("began", "id")}


def last_states() -> dict[int, SourceState]:
    """Source → how it stood when that was last noted."""
    return {row.source_id: row for row in SourceState.objects.order_by("id")}
