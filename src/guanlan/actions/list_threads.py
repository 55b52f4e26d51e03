"""The lives of instruments, from the reports and laws that are held."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from guanlan.actions.steps.lives import laws_told, reports_told, with_words, works_held
from guanlan.errors import InputError
from guanlan.law.threads import Thread, about_to_lapse, build_threads, in_force_soon, open_for_comment

STATES = ("open", "soon", "lapsing")


def list_threads(state: str | None = None, *, on: date, days: int = 90) -> tuple[Thread, ...]:
    """All threads by key; or those open for comment, in force soon or about to lapse on ``on``, the nearest day first.

    Soon and about are within ``days`` days. Raises ``InputError`` ``laws.bad_state`` for any other state.
    """
    if state is not None and state not in STATES:
        raise InputError("laws.bad_state", value=state, known="、".join(STATES))
    reports, laws, works = tuple(reports_told()), tuple(laws_told()), tuple(works_held())
    chosen = _chosen(build_threads(reports, laws, works), state, on, days)
    # the texts behind the steps that are shown are opened for their words, and no others
    named = {mark.text for thread in chosen for step in thread.steps for mark in step.marks}
    opened = {law.key: law for law in with_words(law for law in laws if law.key in named)}
    whole = build_threads(reports, (opened.get(law.key, law) for law in laws), works)
    by_key = {thread.key: thread for thread in whole}
    return tuple(by_key[thread.key] for thread in chosen)


def _chosen(threads: Iterable[Thread], state: str | None, on: date, days: int) -> tuple[Thread, ...]:
    if state == "open":
        return open_for_comment(threads, on)
    if state == "soon":
        return in_force_soon(threads, on, days)
    return about_to_lapse(threads, on, days) if state == "lapsing" else tuple(threads)
