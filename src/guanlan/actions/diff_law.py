"""What is different between the versions of a law in force on two days."""

from __future__ import annotations

from datetime import date

from guanlan.actions.law_summaries import LawDiff


def diff_law(name: str, day1: date, day2: date) -> LawDiff:
    """The differences by article and word. Raises ``InputError`` as ``show_law`` does, and ``laws.same_version``."""
    raise NotImplementedError
