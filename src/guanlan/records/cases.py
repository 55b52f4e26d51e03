"""Reported cases: what was imposed on whom, what a check against the law says of it, and the archive of cases.

A check is no legal opinion: it tells where a sum stands in the range that a version of a law provides, or why it cannot
tell.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

import msgspec

from guanlan.records.facts import CitedLaw
from guanlan.records.penalties import Range, Trigger


class Verdict(StrEnum):
    """Where a reported penalty stands. ``BELOW_MIN`` is not illegal by itself: a penalty may be mitigated."""

    IN_RANGE = "in_range"
    AT_MIN = "at_min"
    AT_MAX = "at_max"
    BELOW_MIN = "below_min"
    ABOVE_MAX = "above_max"
    NO_FINE_IN_TIER = "no_fine_in_tier"
    WRONG_VERSION = "wrong_version"
    AUTHORITY_TOO_LOW = "authority_too_low"
    NOT_DISCLOSED = "not_disclosed"
    NOT_APPLICABLE = "not_applicable"
    CANNOT_BE_CHECKED = "cannot_be_checked"


class DayIs(StrEnum):
    """Which day stands for that of the conduct."""

    CONDUCT = "conduct"
    DECISION = "decision"
    REPORT = "report"
    UNKNOWN = "unknown"


class Imposed(msgspec.Struct, frozen=True):
    """One penalty on one party. ``scope``: the words for which person it was; ``amount`` None is undisclosed."""

    party: str  # organisation | individual | account
    measure: str
    amount: Decimal | None = None
    currency: str | None = None
    scope: str = ""


class ReportedCase(msgspec.Struct, frozen=True):
    """A case as a report tells it. ``stated``: what it says of refusal and consequences; ``denied``: what it rules out.

    ``sums`` are the amounts that multiples are taken of (违法所得 → 120000). ``authority_level`` is 国, 省, 市 or 县.
    """

    imposed: tuple[Imposed, ...] = ()
    basis: tuple[CitedLaw, ...] = ()
    violated: tuple[CitedLaw, ...] = ()
    conduct: date | None = None
    decision: date | None = None
    report: date | None = None
    stated: tuple[Trigger, ...] = ()
    denied: tuple[Trigger, ...] = ()
    sums: dict[str, Decimal] = {}
    authority_level: str | None = None
    text: str = ""  # the report's own words, from which the breach is told

    @property
    def day(self) -> tuple[date | None, DayIs]:
        """The day to judge by: of the conduct, else of the decision, else of the report."""
        for day, of in (
            (self.conduct, DayIs.CONDUCT),
            (self.decision, DayIs.DECISION),
            (self.report, DayIs.REPORT),
        ):
            if day is not None:
                return day, of
        return None, DayIs.UNKNOWN


class TierRef(msgspec.Struct, frozen=True):
    """A tier of a version of a law, named: its place, its condition, its ranges. ``number`` is that of the tier."""

    title: str
    ref: str
    article: str
    paragraph: int | None
    number: int
    condition: str = ""
    organisation: Range | None = None
    persons: Range | None = None


class Finding(msgspec.Struct, frozen=True):
    """A verdict on one penalty, or on the case where ``party`` is empty. ``reason`` is a code that says why."""

    party: str
    verdict: Verdict
    amount: Decimal | None = None
    currency: str | None = None
    range: Range | None = None
    reason: str | None = None


class CaseCheck(msgspec.Struct, frozen=True):
    """What a check says. ``on`` is the day judged by, ``day_is`` whose day it is.

    ``tier`` was held against the case, in the version ``tier.ref`` that holds from ``first`` to ``last``.
    ``candidates`` are tiers that could apply where it is not told which one does. ``missing`` are measures that belong
    to the tier and are not reported. ``instead`` is the check against the version in force, where the case was decided
    by another one. ``notes`` are codes of errors/tables/cases.tsv; cases.no_legal_opinion is always one of them.
    """

    findings: tuple[Finding, ...]
    on: date | None = None
    day_is: DayIs = DayIs.UNKNOWN
    tier: TierRef | None = None
    first: date | None = None
    last: date | None = None
    candidates: tuple[TierRef, ...] = ()
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    instead: CaseCheck | None = None

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts in order: of the version, of each party, of the authority."""
        return tuple(one.verdict for one in self.findings)


class FiledCase(msgspec.Struct, frozen=True):
    """One penalty of the archive. ``conduct`` says what was done, ``place`` is a code as CN-JX.

    ``ref`` is the caller's own name for the report. ``amount`` None was not disclosed, and stays so.
    """

    ref: str
    conduct: str
    title: str | None = None
    article: str | None = None
    paragraph: int | None = None
    party: str = "organisation"
    measure: str = "罚款"
    amount: Decimal | None = None
    currency: str | None = None
    place: str | None = None
    day: date | None = None


class CaseGroup(msgspec.Struct, frozen=True):
    """Cases of one conduct under one provision against one sort of party; ``low`` to ``high`` span the sums told."""

    conduct: str
    title: str | None
    article: str | None
    party: str
    currency: str | None
    cases: tuple[FiledCase, ...]
    low: Decimal | None
    high: Decimal | None
    undisclosed: int
    places: tuple[str, ...]
