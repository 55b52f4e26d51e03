"""The lives of instruments."""

from __future__ import annotations

from datetime import date

from guanlan.actions.law_summaries import ThreadsView


def list_threads(state: str | None = None, *, on: date) -> ThreadsView:
    """One thread an instrument, from reports and works; ``state`` is open, soon or lapsing."""
    raise NotImplementedError
