"""Which works the library holds."""

from __future__ import annotations

from guanlan.actions.law_summaries import LawLine


def list_laws(words: str | None = None) -> tuple[LawLine, ...]:
    """The works by rank, place and title; those whose names hold ``words``, where given."""
    raise NotImplementedError
