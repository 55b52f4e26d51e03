"""The lives of instruments, from the reports and laws that are held."""

from __future__ import annotations

from datetime import date

from guanlan.law.threads import Thread

STATES = ("open", "soon", "lapsing")


def list_threads(*, state: str | None = None, on: date, days: int = 90) -> tuple[Thread, ...]:
    """All threads by key; or those open for comment, in force soon or about to lapse on ``on``, the nearest day first.

    Raises ``InputError`` ``actions.bad_value`` for any other state.
    """
    raise NotImplementedError
