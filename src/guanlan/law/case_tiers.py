"""Which tier a case leads to: by article and paragraph, by the provision violated, by the words of the breach, by the
facts stated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from guanlan.records.facts import CitedLaw
from guanlan.records.penalties import Mode, Tier, Trigger

# a graver consequence is also a consequence
_IMPLIED = {
    Trigger.SEVERE: (Trigger.GRAVE, Trigger.CONSEQUENCE),
    Trigger.GRAVE: (Trigger.CONSEQUENCE,),
}
_NOT_TOLD = frozenset({Trigger.CAUSE, Trigger.OTHER})
_FRAME = re.compile(
    "违反?本?[^，。]{0,6}第[^，。]*?(?:的?规定)|本[法条规办][^，。]{0,8}第[^，。]{1,60}?规定的?|有下列[^，。：]*的?|由[^，。]*$|[，。：、]"
)
_SHORTEST = 5  # 数据安全保护义务 has 8 characters; what two breaches share by chance, as 个人信息, has 4
_LONGEST = 16
_AGGRAVATES = re.compile("^(?:有|因|实施)?前[一二两三四五]?款")


def narrowed(tiers: Sequence[Tier], basis: CitedLaw | None, violated: Iterable[CitedLaw]) -> list[Tier]:
    """The tiers that ``basis`` names, and of them those for the provisions violated where that tells them apart."""
    found = [one for one in tiers if basis is None or basis.article in (None, one.article)]
    if basis is not None and basis.paragraph is not None:
        return [one for one in found if one.paragraph in (None, basis.paragraph)]
    articles = {one.article for one in violated if one.article is not None}
    if not articles:
        return found
    named = [one for one in found if articles & set(_breached(one))]
    if not named:
        return found
    places = {(one.article, one.paragraph) for one in named}
    worse = [
        one
        for one in found
        if one not in named and _AGGRAVATES.match(one.cause) and any(article == one.article for article, _ in places)
    ]
    return [*named, *worse]


def _breached(tier: Tier) -> Iterable[str]:
    for one in tier.breached:
        first, last = one.first.article, one.last.article
        if first is None or last is None:
            continue
        if first.isdecimal() and last.isdecimal():
            yield from map(str, range(int(first), int(last) + 1))
        else:
            yield from (first, last)


def places_of(tiers: Iterable[Tier]) -> list[tuple[str, int | None]]:
    """The articles and paragraphs of tiers, in order; a paragraph that only aggravates goes with the one before it."""
    return list(dict.fromkeys((one.article, one.paragraph) for one in tiers if not _AGGRAVATES.match(one.cause)))


def likeliest(tiers: Sequence[Tier], text: str) -> list[Tier]:
    """The tiers whose breach ``text`` tells in the longest words of the law; all where none or several are told."""
    scores: dict[tuple[str, int | None], int] = {}
    for tier in tiers:
        at = (tier.article, tier.paragraph)
        if any(one.fines for one in tier.liabilities) and not _AGGRAVATES.match(tier.cause):
            scores[at] = max(scores.get(at, 0), _shared(tier.cause, text))
    best = max(scores.values(), default=0)
    places = [at for at, score in scores.items() if score == best]
    if best < _SHORTEST or len(places) != 1:
        return list(tiers)
    article, paragraph = places[0]
    return [
        one
        for one in tiers
        if (one.article, one.paragraph) == places[0]
        or (one.article == article and paragraph is not None and _AGGRAVATES.match(one.cause) is not None)
    ]


def _shared(cause: str, text: str) -> int:
    """The length of the longest words of a breach that ``text`` has too."""
    best = 0
    for piece in _FRAME.split(cause):
        piece = piece.removesuffix("的")
        for size in range(min(len(piece), _LONGEST), max(best, _SHORTEST - 1), -1):
            if any(piece[at : at + size] in text for at in range(len(piece) - size + 1)):
                best = size
                break
    return best


def applying(tiers: Sequence[Tier], stated: Iterable[Trigger]) -> tuple[Tier | None, list[Tier]]:
    """The gravest tier whose facts are stated, and the others that could apply if more were told."""
    told = {one for fact in stated for one in (fact, *_IMPLIED.get(fact, ()))}
    best: Tier | None = None
    for tier in tiers:
        triggers = set(tier.condition.triggers)
        if Trigger.FIRST in triggers or triggers & told or (best is None and Trigger.SLIGHT in triggers):
            best = tier
    return best, [one for one in tiers if one is not best and not set(one.condition.triggers) <= _NOT_TOLD]


def corresponding(tier: Tier, tiers: Sequence[Tier], articles: Sequence[str]) -> Tier | None:
    """The tier in ``articles`` of another version that asks for the same facts as ``tier``; None where none does."""
    found = [
        one for one in tiers if one.article in articles and set(one.condition.triggers) & set(tier.condition.triggers)
    ]
    found.sort(key=lambda one: (one.paragraph != tier.paragraph, one.number != tier.number))
    return found[0] if found else None


def is_lighter(new: Tier, old: Tier) -> bool:
    """Whether ``new`` fines nobody more than ``old`` and somebody less."""
    less = False
    for party in ("organisation", "persons"):
        one, other = getattr(new, party), getattr(old, party)
        if one is None or one.mode is Mode.NONE:
            less = less or (other is not None and other.mode is not Mode.NONE)
            continue
        if other is None or one.range is None or other.range is None:
            return False
        if one.range.low > other.range.low or (one.range.high or 0) > (other.range.high or 0):
            return False
        less = less or one.range != other.range
    return less
