"""The register of sources."""

from __future__ import annotations

from guanlan.actions.register_summaries import RegisterLine
from guanlan.actions.steps.authorities import registered_specs
from guanlan.actions.steps.watched import spec_of, watched
from guanlan.records.source import SourceSpec

LEVELS = ("national", "ministry", "local", "abroad", "association", "media")


def list_sources(*, level: str | None = None, words: str | None = None) -> tuple[RegisterLine, ...]:
    """Watched sources and those of the register that comes with the program, by level and key. ``words`` stand in the
    name or the authority.
    """
    rows = {spec_of(row).key: row for row in watched()}
    specs = {spec.key: spec for spec in registered_specs()} | {key: spec_of(row) for key, row in rows.items()}
    lines = [
        _line(spec, watched=spec.key in rows, paused=spec.key in rows and rows[spec.key].paused)
        for spec in specs.values()
        if (level is None or spec.level == level) and (words is None or words in f"{spec.name} {spec.authority}")
    ]
    return tuple(sorted(lines, key=lambda line: (not line.watched, LEVELS.index(line.level), line.key)))


def _line(spec: SourceSpec, *, watched: bool, paused: bool) -> RegisterLine:
    return RegisterLine(
        key=spec.key,
        name=spec.name,
        authority=spec.authority,
        level=spec.level,
        jurisdiction=spec.jurisdiction,
        home=spec.home or spec.address,
        kind=spec.kind,
        checked=spec.checked,
        watched=watched,
        paused=paused,
    )
