"""An article → its tiers of penalties."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from guanlan.law.penalties.drafts import DOER, Draft, Part, finished
from guanlan.law.penalties.passages import Passage, passages
from guanlan.law.penalties.referrals import resolve
from guanlan.law.penalties.walk import State, walk
from guanlan.law.penalties.words import provisions_in
from guanlan.records.law import LawText, Level
from guanlan.records.penalties import Liability, Mode, Party, Tier, Trigger

_AGGRAVATES = re.compile("^(?:有|因|实施)?(?:前[一二两三四五]?款|本条|第[一二三四五六七八九十]款)")
_UNIT_TOO = re.compile("^(?:单位|法人|企业|组织)[^，。；]{0,10}(?:有|实施|违反)前款")
_GRAVER = frozenset(
    {Trigger.CONSEQUENCE, Trigger.GRAVE, Trigger.SERIOUS, Trigger.SEVERE, Trigger.REFUSAL, Trigger.REPEAT}
)


def read_tiers(published: str, law: LawText, index: int) -> tuple[Tier, ...]:
    """The tiers of unit ``index`` of ``law`` (an article, or a paragraph of a text without articles), in text order.

    ``published`` is the as-published text that the units of ``law`` point into. Penalties that stand in other
    provisions of the same text (依照前款规定处罚) are read there. Never raises; an article without any gives none.
    """
    tiers = own_tiers(published, law, index)
    if not any(tier.referrals for tier in tiers):
        return tiers
    return resolve(tiers, law, lambda other: own_tiers(published, law, other))


def own_tiers(published: str, law: LawText, index: int) -> tuple[Tier, ...]:
    """The tiers as the unit itself tells them; referrals stay open."""
    article = _article(law, index)
    tiers: list[Tier] = []
    lead: State | None = None  # the words before the items
    for passage in passages(published, law, index):
        if passage.item is None:
            lead = walk(passage)
            state = lead
        else:
            state = walk(passage, cause=lead.cause if lead else "", authority=lead.authority if lead else None)
            if lead is not None and lead.drafts:
                state.drafts = [draft for draft in state.drafts if draft.has_fines]
        drafts = [
            draft for draft in state.drafts if not draft.empty and (draft.cause or draft.authority or draft.has_fines)
        ]
        _spread_persons(drafts)
        tiers += _numbered(drafts, passage, Tier(article, passage.paragraph, 0, passage.item), tiers)
    return tuple(_individuals(tiers))


def _article(law: LawText, index: int) -> str:
    while index >= 0:
        unit = law.units[index]
        if unit.level is Level.ARTICLE:
            return unit.number
        index = unit.parent
    return ""


def _numbered(drafts: Iterable[Draft], passage: Passage, frame: Tier, before: list[Tier]) -> list[Tier]:
    """The drafts of a passage as tiers, counted on from those that they only aggravate."""
    found: list[Tier] = []
    count = max((one.number for one in before if one.paragraph == frame.paragraph), default=0)
    for draft in drafts:
        if not found and not count and _aggravates(draft, before):
            count = max((one.number for one in before), default=0)
        count += 1
        found.append(finished(draft, passage.map, replace(frame, number=count)))
    return found


def _aggravates(draft: Draft, before: list[Tier]) -> bool:
    """Whether the paragraph tells of the same breach as those before it, made worse: 有前两款行为，造成…."""
    if not before or not _GRAVER & set(draft.condition.triggers):
        return False
    if _AGGRAVATES.match(draft.cause):
        return True
    named = {one.first.article for one in provisions_in(draft.cause)}
    return bool(named) and named <= {one.first.article for tier in before for one in tier.breached}


def _spread_persons(drafts: list[Draft]) -> None:
    """What the end of a sentence says of persons, where it reaches back over the tiers before."""
    for number, draft in enumerate(drafts):
        part = draft.part_of(Party.RESPONSIBLE)
        if part is None or not number:
            continue
        earlier = [one for one in drafts[:number] if one.sentence == draft.sentence]
        earlier = [one for one in earlier if one.part_of(Party.RESPONSIBLE) is None]
        slighter = [one for one in earlier if Trigger.SLIGHT in one.condition.triggers]
        if part.sentence > draft.sentence:
            _copy(part, draft, earlier, None, contested=False)  # a sentence of its own is said of all tiers before it
        elif part.group > draft.group and not draft.first and part.fines:
            _copy(part, draft, earlier, "penalties.persons_contested", contested=True)
        elif part.others and slighter:
            _copy(part, draft, slighter, "penalties.persons_shared", contested=False)


def _copy(part: Part, draft: Draft, to: list[Draft], remark: str | None, *, contested: bool) -> None:
    target = next(target for target, one in draft.parts.items() if one is part)
    for one in to:
        fines, measures = list(part.fines), list(part.measures)
        if contested:
            fines = [replace(fine, mode=Mode.CONTESTED) for fine in fines]
            measures = [replace(measure, mode=Mode.CONTESTED) for measure in measures]
        one.parts[target] = Part(part.group, part.sentence, part.others, fines, measures)
    for one in (*to, draft) if to and remark else ():
        one.remarks.append(remark or "")


def _individuals(tiers: list[Tier]) -> list[Tier]:
    """单位有前款行为的, …: then the paragraph before is about natural persons."""
    found = list(tiers)
    for tier in tiers:
        if tier.paragraph is None or not _UNIT_TOO.match(tier.cause):
            continue
        for number, other in enumerate(found):
            if other.paragraph == tier.paragraph - 1:
                found[number] = replace(other, liabilities=tuple(map(_individual, other.liabilities)))
    return found


def _individual(liability: Liability) -> Liability:
    if liability.party is not Party.OFFENDER:
        return liability
    return replace(liability, party=Party.INDIVIDUAL, scope=liability.scope or DOER)
