"""Which works the library holds."""

from __future__ import annotations

from guanlan.actions.law_summaries import LawLine
from guanlan.actions.steps.law_library import law_line
from guanlan.law.names import full_names, key_of
from guanlan.law.works import Work as WorkRecord
from guanlan.records.codec import from_json
from guanlan.store.models import Work


def list_laws(words: str | None = None) -> tuple[LawLine, ...]:
    """The works by rank, place and title; those whose names hold ``words``, where given."""
    rows = [(row, from_json(row.record, WorkRecord)) for row in Work.objects.order_by("rank", "place", "title")]
    if words is not None and words.strip():
        wanted = {key_of(words), *map(key_of, full_names(words))} - {""}
        rows = [(row, work) for row, work in rows if _has(work, wanted)]
    return tuple(law_line(work, row) for row, work in rows)


def _has(work: WorkRecord, wanted: set[str]) -> bool:
    keys = {work.key, *map(key_of, work.names)}
    return any(one in key for one in wanted for key in keys)
