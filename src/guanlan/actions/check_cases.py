"""Reported penalties against the ranges of their basis."""

from __future__ import annotations

from guanlan.actions.law_summaries import CasesChecked


def check_cases(issue: str | None = None) -> CasesChecked:
    """Every penalty of the reports held, or of the entries of one issue, with its verdict: the archive of cases."""
    raise NotImplementedError
