"""Watched sources as rows: the spec that a file gave, and what visits made of it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from guanlan.errors import InputError
from guanlan.records.codec import to_json
from guanlan.records.rhythm import interval_of, next_visit
from guanlan.records.source import SourceSpec
from guanlan.store.models import Source
from guanlan.store.selectors.sources import spec_of

PREFIX = "watched:"

__all__ = ["PREFIX", "is_due", "row_of", "spec_of", "watched"]


def row_of(spec: SourceSpec) -> Source:
    """The row of a source, made or brought up to ``spec``. Called within a transaction."""
    record = to_json(spec).decode()
    row, is_new = Source.objects.get_or_create(key=PREFIX + spec.key, defaults={"zone": spec.zone, "spec": record})
    if not is_new and row.spec != record:
        row.spec, row.zone = record, spec.zone
        row.save(update_fields=["spec", "zone"])
    return row


def watched(keys: Sequence[str] | None = None) -> tuple[Source, ...]:
    """The rows of the watched sources, by key; of these ``keys`` in their order. InputError for one that is none."""
    rows = {row.key.removeprefix(PREFIX): row for row in Source.objects.filter(key__startswith=PREFIX).order_by("key")}
    if keys is None:
        return tuple(rows.values())
    for key in keys:
        if key not in rows:
            raise InputError("collecting.no_source", key=key, known=", ".join(list(rows)[:12]) or "-")
    return tuple(rows[key] for key in dict.fromkeys(keys))


def is_due(row: Source, now: datetime.datetime) -> bool:
    """Whether it is time for another visit; one that was broken off is made up for at once."""
    newest = row.visits.order_by("-began", "-id").first()
    if newest is None or newest.ended is None:
        return True
    spec = spec_of(row)
    return next_visit(spec.key, newest.began, interval_of(spec.rhythm), now) <= now
