"""溯源: whether the authority's own page is held of what a report retells, and where it would be found."""

from __future__ import annotations

from guanlan.actions.intake_summaries import Provenance
from guanlan.actions.steps.authorities import watched_specs
from guanlan.actions.steps.origins import provenance_of
from guanlan.store.selectors.reports import report_by


def find_original(which: str) -> Provenance:
    """Where the report of a key or handle comes from. Raises ``InputError`` where there is none."""
    return provenance_of(report_by(which), watched_specs())
