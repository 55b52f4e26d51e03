"""Corrections that a person has to look at."""

from __future__ import annotations

from guanlan.actions.steps.corrections import CONFLICT
from guanlan.actions.summaries import Conflict
from guanlan.store.models import Standing
from guanlan.store.selectors.reports import report_by, standings


def list_conflicts() -> tuple[Conflict, ...]:
    """Each correction where the machine reads neither the old value nor the new, oldest first."""
    return tuple(_conflict(standing) for standing in standings(CONFLICT))


def _conflict(standing: Standing) -> Conflict:
    correction = standing.correction
    row = report_by(correction.report_key)
    return Conflict(
        report=row.key,
        handle=row.handle,
        headline=row.headline,
        field=correction.field,
        old=correction.old,
        new=correction.new,
        machine=standing.machine,
        actor=correction.actor,
    )
