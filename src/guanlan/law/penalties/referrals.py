"""Penalties that stand in another provision of the same text: 依照前款规定处罚, 依照本法第六十一条第三款规定处罚."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec.structs import replace

from guanlan.law.penalties.words import provisions_in
from guanlan.records.law import LawText, Level
from guanlan.records.penalties import Fine, Liability, Measure, Mode, Party, Referral, Tier
from guanlan.text.numerals import whole
from guanlan.text.provisions import Provision

_BEFORE = re.compile("前([一二两三四五])?款")
_THAT = re.compile("该[条款]")
_OTHER_TEXT = re.compile("《|(?<![本该办方])法(?:的|规|第|律|$)|(?<!本)条例第")
_PERSONS = (Party.RESPONSIBLE, Party.INDIVIDUAL, Party.OFFENDER)

Reader = Callable[[int], tuple[Tier, ...]]


def resolve(tiers: tuple[Tier, ...], law: LawText, read: Reader) -> tuple[Tier, ...]:
    """``tiers`` with what their referrals lead to inside the text; ``read`` gives the tiers of another article by its
    unit. A referral that leads out of the text stays open and is remarked."""
    found: list[Tier] = []
    for tier in tiers:
        if not tier.referrals:
            found.append(tier)
            continue
        found += _with_referrals(tier, found, law, read)
    return tuple(found)


def _with_referrals(tier: Tier, before: list[Tier], law: LawText, read: Reader) -> list[Tier]:
    copies: list[Tier] = []
    liabilities = list(tier.liabilities)
    referrals: list[Referral] = []
    for referral in tier.referrals:
        sources = _sources(referral, tier, before, law, read)
        known = any(liability.fines or liability.measures for source in sources for liability in source.liabilities)
        referrals.append(replace(referral, resolved=known))
        if not known:
            continue
        if referral.party is Party.OFFENDER and not any(one.fines for one in liabilities):
            copies += sources
        else:
            liabilities += _persons(referral, sources, tier)
    settled = all(one.resolved for one in referrals)
    remark = "penalties.by_referral" if settled else "penalties.referral_open"
    shown = replace(tier, liabilities=tuple(liabilities), referrals=tuple(referrals), remarks=(*tier.remarks, remark))
    if not copies:
        return [shown]
    return [
        replace(
            shown, number=tier.number + place, condition=one.condition, liabilities=(*liabilities, *one.liabilities)
        )
        for place, one in enumerate(copies)
    ]


def _persons(referral: Referral, sources: Iterable[Tier], tier: Tier) -> list[Liability]:
    """What the sources provide for a person, for the party that the referral is said of."""
    fines: list[Fine] = []
    measures: list[Measure] = []
    for source in sources:
        liability = (
            source.of(*_PERSONS) if referral.party is Party.RESPONSIBLE else source.of(referral.party, *_PERSONS)
        )
        if liability is None:
            continue
        fines += [replace(fine, condition=source.condition.words) for fine in liability.fines]
        measures += liability.measures
    modes = {fine.mode for fine in fines}
    mode = next((one for one in (Mode.CONTESTED, Mode.MAY, Mode.SHALL) if one in modes), Mode.NONE)
    if not fines and not measures:
        return []
    liability = Liability(
        referral.party, referral.scope, mode, tuple(fines), tuple(measures), referral.start, referral.end
    )
    return [liability]


def _sources(referral: Referral, tier: Tier, before: list[Tier], law: LawText, read: Reader) -> list[Tier]:
    """The tiers that a referral leads to; none where it leads out of the text or to several articles at once."""
    if referral.law is not None or _OTHER_TEXT.search(referral.words):
        return []
    back = _BEFORE.search(referral.words)
    if back is not None:
        number = whole(back[1]) if back[1] else None
        count = int(number.value) if number else 1
        last = (tier.paragraph or 1) - 1
        return [one for one in before if one.paragraph is not None and last - count < one.paragraph <= last]
    provisions = list(_provisions(referral, tier))
    if len(provisions) != 1:
        return []
    where = provisions[0]
    if where.article in (None, tier.article):
        return [one for one in before if one.paragraph == where.paragraph]
    other = _article(law, where.article or "")
    if other is None:
        return []
    return [one for one in read(other) if where.paragraph in (None, one.paragraph) and where.item in (None, one.item)]


def _provisions(referral: Referral, tier: Tier) -> Iterator[Provision]:
    """The provisions a referral names; 该款 is the one that the condition before it named."""
    if _THAT.search(referral.words):
        named = provisions_in(tier.condition.words or tier.cause)
        named = named or tier.breached
        yield from (one.first for one in named[-1:])
        return
    for one in referral.provisions:
        yield one.first
        if one.last != one.first:
            yield one.last


def _article(law: LawText, number: str) -> int | None:
    for index, unit in enumerate(law.units):
        if unit.level is Level.ARTICLE and unit.number == number:
            return index
    return None
