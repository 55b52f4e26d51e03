"""Tiers while their passage is being read; places are those of the as-read words until a tier is finished."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeVar

from msgspec.structs import replace

from guanlan.law.penalties.amounts import Amount
from guanlan.law.penalties.tokens import Token
from guanlan.law.penalties.words import provisions_in, scope_of
from guanlan.records.penalties import (
    Authority,
    Condition,
    Fine,
    FineKind,
    Liability,
    Measure,
    Mode,
    Party,
    Range,
    Referral,
    Tier,
    Trigger,
    When,
)
from guanlan.text.reading_map import ReadingMap

T = TypeVar("T", Condition, Authority, Referral, Fine, Measure, When)
Target = tuple[Party, str]  # upon whom, in which words
_DETENTION = "detention"
DOER = "行为人"
FIRST = Condition()


@dataclass
class Part:
    """What one party has to expect. ``group`` and ``sentence`` are where it was first told; ``others``: by 对其…."""

    group: int
    sentence: int
    others: bool = False
    fines: list[Fine] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing was told yet."""
        return not self.fines and not self.measures


@dataclass
class Draft:
    """A tier. ``sentence`` and ``group`` count in the passage and say where it was opened."""

    sentence: int
    group: int
    start: int
    end: int
    cause: str = ""
    condition: Condition = FIRST
    authority: Authority | None = None
    joined: bool = False  # its words go on to ``end`` over more than one clause that ends in 的
    inside: Draft | None = None  # the tier before, where both stand in one group about one party
    parts: dict[Target, Part] = field(default_factory=dict)
    referrals: list[Referral] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def part(self, target: Target, group: int, sentence: int) -> Part:
        """The part of ``target``, made where there is none."""
        return self.parts.setdefault(target, Part(group, sentence))

    def part_of(self, party: Party) -> Part | None:
        """The first part of a party."""
        return next((part for (one, _), part in self.parts.items() if one is party), None)

    @property
    def has_fines(self) -> bool:
        """Whether any party is fined."""
        return any(part.fines for part in self.parts.values())

    @property
    def first(self) -> bool:
        """Whether the breach alone is enough."""
        return self.condition.triggers == (Trigger.FIRST,)

    @property
    def empty(self) -> bool:
        """Whether nothing is threatened."""
        return not self.referrals and all(part.empty for part in self.parts.values())


def fine_of(token: Token, mode: Mode, when: When | None) -> Fine:
    """The fine that a token tells."""
    amount = token.value
    if not isinstance(amount, Amount):
        return Fine(FineKind.OPEN, Range(Decimal(0), None, "CNY"), mode, when=when, start=token.start, end=token.end)
    return Fine(amount.kind, amount.range, mode, amount.base, amount.per, when, start=token.start, end=token.end)


def finished(draft: Draft, home: ReadingMap, tier: Tier) -> Tier:
    """``tier`` (article, paragraph, item, number) with all that was read into ``draft``, its places as published."""
    span = home.to_published(draft.start, draft.end)
    return replace(
        tier,
        cause=draft.cause,
        breached=provisions_in(draft.cause),
        condition=_placed(draft.condition, home),
        authority=None if draft.authority is None else _placed(draft.authority, home),
        liabilities=_liabilities(draft, home),
        referrals=tuple(_placed(one, home) for one in draft.referrals),
        remarks=tuple(draft.remarks),
        start=span.start,
        end=span.end,
    )


def _liabilities(draft: Draft, home: ReadingMap) -> tuple[Liability, ...]:
    found = []
    for (party, words), part in draft.parts.items():
        if part.empty:
            continue
        # who is detained is a natural person: the breach is one of individuals
        if party is Party.OFFENDER and any(one.class_ == _DETENTION for one in part.measures):
            party, words = Party.INDIVIDUAL, words or DOER
        spans: list[Fine | Measure] = [*part.fines, *part.measures]
        span = home.to_published(min(one.start for one in spans), max(one.end for one in spans))
        found.append(
            Liability(
                party,
                scope_of(words) if words else "",
                strongest(part.fines),
                tuple(_placed(replace(one, when=_when(one, home)), home) for one in part.fines),
                tuple(_placed(one, home) for one in part.measures),
                span.start,
                span.end,
            )
        )
    return tuple(found)


def strongest(fines: list[Fine]) -> Mode:
    """The mode of several fines: what leaves a choice leaves it for all of them."""
    modes = {one.mode for one in fines}
    for mode in (Mode.CONTESTED, Mode.MAY, Mode.SHALL):
        if mode in modes:
            return mode
    return Mode.NONE


def _when(fine: Fine, home: ReadingMap) -> When | None:
    return None if fine.when is None else _placed(fine.when, home)


def _placed(value: T, home: ReadingMap) -> T:
    start, end = home.to_published(value.start, value.end)
    return replace(value, start=start, end=end)
