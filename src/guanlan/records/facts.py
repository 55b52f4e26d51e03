"""The facts of one report or entry, under the names that the export speaks."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

import msgspec

from guanlan.records.anchor import Fact


class Kind(StrEnum):
    """What sort of development a report tells of."""

    INSTRUMENT = "instrument"
    ENFORCEMENT = "enforcement"
    CAMPAIGN = "campaign"
    INCIDENT = "incident"
    PUBLICATION = "publication"
    MEETING = "meeting"
    DRILL = "drill"


class LeadDate(msgspec.Struct, frozen=True):
    """The day or days of a report: ISO ``from`` or ``from/to``; role ``event`` (it happened that day) or ``report``."""

    date: str
    role: str


class Instrument(msgspec.Struct, frozen=True):
    """A law, measure, plan, standard, draft or treaty that a report is about. Dates are ISO days."""

    title: str
    stage_note: str | None = None
    action: str | None = None
    date: str | None = None
    chapters: int | None = None
    articles: int | None = None
    effective: str | None = None
    expires: str | None = None
    comment_from: str | None = None
    comment_until: str | None = None


class CitedLaw(msgspec.Struct, frozen=True):
    """A norm named in a report that the report is not about. ``article`` is "59" or "21-1" (第二十一条之一)."""

    law: str
    article: str | None = None
    paragraph: int | None = None
    item: int | None = None
    role: str = "mentioned"  # violated | basis | mentioned


class Penalty(msgspec.Struct, frozen=True, rename={"class_": "class"}):
    """What was imposed on whom: ``amount`` in whole units of ``currency`` (ISO 4217), None where undisclosed."""

    party: str  # organisation | individual | account
    measure: str
    amount: Decimal | None = None
    currency: str | None = None
    class_: str | None = None


class Figure(msgspec.Struct, frozen=True):
    """A quantity as written (``text``, without the approximating word before it) and as counted."""

    text: str
    value: Decimal
    unit: str | None = None
    approx: bool = False


class Deadline(msgspec.Struct, frozen=True):
    """What must be done by which ISO day, and by whom (None where the text does not say)."""

    what: str
    date: str
    whom: str | None = None


class Importance(msgspec.Struct, frozen=True):
    """0 to 100, with the codes of the reasons that made it so, strongest first."""

    score: int
    reasons: tuple[str, ...] = ()


class Facts(msgspec.Struct, frozen=True):
    """Everything read out of one report. Lists hold one Fact a unit; scalar fields are one Fact."""

    title: Fact[str] = Fact()
    date: Fact[LeadDate] = Fact()
    sources: tuple[Fact[str], ...] = ()
    kind: Fact[Kind] = Fact()
    jurisdiction: Fact[str] = Fact()
    issuers: tuple[Fact[str], ...] = ()
    instruments: tuple[Fact[Instrument], ...] = ()
    citations: tuple[Fact[CitedLaw], ...] = ()
    penalties: tuple[Fact[Penalty], ...] = ()
    figures: tuple[Fact[Figure], ...] = ()
    topics: tuple[Fact[str], ...] = ()
    deadlines: tuple[Fact[Deadline], ...] = ()
    importance: Fact[Importance] = Fact()
