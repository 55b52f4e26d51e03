"""A reported penalty against the range that its basis provides on the day of the conduct (行政处罚法 29, 37)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from guanlan.records.cases import CaseCheck, ReportedCase
from guanlan.records.penalties import Tier


class Provided(NamedTuple):
    """What one version of a law provides. ``moved`` leads from an article of another version, by its ``ref``, to the
    articles that it became here or was here."""

    title: str
    ref: str
    first: date | None
    last: date | None
    tiers: tuple[Tier, ...]
    moved: Mapping[str, Mapping[str, tuple[str, ...]]] = {}


def check_tier(case: ReportedCase, tier: Tier, version: Provided, others: Sequence[Provided] = ()) -> CaseCheck:
    """``case`` against one tier of one version; ``others`` are the other versions of the same law."""
    raise NotImplementedError


def check_case(case: ReportedCase, laws: Mapping[str, Sequence[Provided]]) -> CaseCheck:
    """``case`` against the tier that its basis, its day and its stated facts lead to.

    ``laws`` has the versions of each law that the case names, by the name it uses; none where the law is not known.
    Never raises: what cannot be told is CANNOT_BE_CHECKED with a reason and the tiers that could apply.
    """
    raise NotImplementedError
