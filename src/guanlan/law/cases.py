"""A report's facts → the case to be checked; cases → an archive by conduct, provision and party."""

from __future__ import annotations

from collections.abc import Iterable

from guanlan.records.cases import CaseGroup, FiledCase, ReportedCase
from guanlan.records.facts import Facts


def case_of(facts: Facts, published: str) -> ReportedCase:
    """The case that ``facts`` tell; ``published`` is the as-published text that their anchors point into."""
    raise NotImplementedError


def filed(ref: str, facts: Facts, case: ReportedCase) -> tuple[FiledCase, ...]:
    """The penalties of a case for the archive."""
    raise NotImplementedError


def grouped(cases: Iterable[FiledCase]) -> tuple[CaseGroup, ...]:
    """The archive by conduct, provision and party; undisclosed sums are counted, never guessed."""
    raise NotImplementedError
