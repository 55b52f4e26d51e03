"""Enter sources into the register, leave one alone for a while, take it up again."""

from __future__ import annotations

from collections.abc import Sequence

from guanlan.actions.act import NOTHING, acting
from guanlan.actions.context import Context
from guanlan.actions.steps.authorities import registered_specs, watched_specs
from guanlan.actions.steps.watched import row_of, watched
from guanlan.collect.spec import check_spec
from guanlan.errors import InputError
from guanlan.records.source import SourceSpec


def add_sources(specs: Sequence[SourceSpec], *, context: Context) -> tuple[str, ...]:
    """Watch these sources from now on; one that is watched already gets the new spec. All of them, or none."""
    for spec in specs:
        check_spec(spec)
    with acting(context, "add sources", ", ".join(spec.key for spec in specs)[:2000]):
        for spec in specs:
            row_of(spec)
    return tuple(spec.key for spec in specs)


def registered(key: str) -> SourceSpec:
    """The spec of a source: as it is watched here, else as the register that comes with the program has it."""
    known = {spec.key: spec for spec in (*registered_specs(), *watched_specs())}
    if key not in known:
        raise InputError("sources.unknown", key=key)
    return known[key]


def pause_source(key: str, *, paused: bool, reason: str, context: Context) -> None:
    """Leave a source alone, or visit it again. Raises ``InputError`` where no reason is given or none is watched so."""
    if paused and not reason.strip():
        raise InputError("sources.no_reason", key=key)
    (row,) = watched([key])
    with acting(context, "pause source" if paused else "resume source", key) as details:
        if row.paused == paused:
            details[NOTHING] = True
            return
        row.paused = paused
        row.save(update_fields=["paused"])
        details["reason"] = reason
