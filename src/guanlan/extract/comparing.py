"""Two marks → why they are of one thing, or that they cannot be. Weights and limits: ``tables/merging.tsv``."""

from __future__ import annotations

import datetime
import re
from functools import cache, lru_cache
from typing import NamedTuple, TypeVar

from guanlan.extract.likeness import hashes, unpacked
from guanlan.records.mark import Mark
from guanlan.text.tables_reading import table_rows

T = TypeVar("T")

_OPENING_GRAM = 4  # characters: a name or a verb with its object
_LATIN = re.compile(r"[a-z0-9]+")
_ROUND = 100  # from here on a figure is no count of a handful


class Likeness(NamedTuple):
    """The strongest reason why two tellings are of one thing, and the words they share."""

    reason: str
    shared: str


@cache
def limits() -> dict[str, float]:
    """The table's values by name."""
    return {row[0]: float(row[1]) for row in table_rows("merging", "guanlan.extract")}


@cache
def strength(reason: str) -> int:
    """How strong a reason is: the stronger links are made first."""
    return int(limits()[reason.removeprefix("merging.")])


def likeness(one: Mark, other: Mark) -> Likeness | None:
    """The strongest reason why two tellings are of one thing; None where none holds."""
    days = _days(one, other)
    limit = limits()
    if days > limit["instrument_days"] or apart(one, other):
        return None
    if one.link and one.link == other.link:
        return Likeness("merging.link", one.link)
    if one.several or other.several:
        return _same_list(one, other) if days <= limit["near_days"] else None
    both = one.tells_of_instrument and other.tells_of_instrument
    documents = set(one.documents) & set(other.documents)
    if documents and both:
        return Likeness("merging.document", min(documents))
    if days <= limit["flaw_days"] and (flaws := _same_flaws(one, other)):
        return Likeness("merging.flaw", "、".join(flaws))
    if days <= limit["near_days"] and _copied(one, other):
        return Likeness("merging.copy", one.shown)
    titles = set(one.titles) & set(other.titles)
    if titles and both:
        return Likeness("merging.instrument", min(titles)[0])
    return _by_words(one, other) if days <= limit["near_days"] else None


def apart(one: Mark, other: Mark) -> bool:
    """Whether two tellings cannot be of one thing: items of one release, other documents, flaws or places."""
    if one.release == other.release:
        return True
    if one.tells_of_instrument and other.tells_of_instrument and not set(one.titles) & set(other.titles):
        return True
    flaws = set(one.flaws) & set(other.flaws)
    if one.main_flaws and other.main_flaws and not flaws:
        return True
    return bool(one.places and other.places) and not flaws and not set(one.places) & set(other.places)


def _days(one: Mark, other: Mark) -> int:
    return abs(_ordinal(one.day) - _ordinal(other.day))


@lru_cache(maxsize=65536)
def _ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()


def _same_list(one: Mark, other: Mark) -> Likeness | None:
    """Two that tell of several things are one only where they are copies: what one of them tells, a third may tell."""
    if (
        one.several
        and other.several
        and _common_text(one, other) >= limits()["copy_sure"]
        and _same_numbers(one, other)
    ):
        return Likeness("merging.copy", one.shown)
    return None


def _same_flaws(one: Mark, other: Mark) -> list[str]:
    """The flaws that both are about: what the one is about the other names, and the reverse, or most of a list."""
    common = set(one.flaws) & set(other.flaws)
    if not common:
        return []
    if set(one.main_flaws) & common and set(other.main_flaws) & common:
        return sorted(common)
    return sorted(common) if 2 * len(common) > max(len(one.flaws), len(other.flaws)) else []


def _copied(one: Mark, other: Mark) -> bool:
    """Whether one's text is the other's, or the most of it."""
    share = _common_text(one, other)
    limit = limits()
    if share < limit["copy_share"]:
        return False
    unsure = share < limit["copy_sure"] or (one.publisher is not None and one.publisher == other.publisher)
    if unsure and not _same_numbers(one, other):
        return False
    if (unsure or _other_models(one, other)) and _of_a_series(one, other):
        return False
    short, long = sorted((one, other), key=lambda mark: (mark.stretches, mark.key))
    if long.stretches <= limit["part_length"] * short.stretches:
        return True
    return _share(pairs(short.headline), pairs(long.headline) | pairs(long.opening[:200])) >= limit["part_headline"]


def _common_text(one: Mark, other: Mark) -> float:
    """The share of the shorter body's stretches that the other has, told from the smallest hashes of both."""
    first, second = unpacked(one.sketch), unpacked(other.sketch)
    if not first or not second:
        return 0.0
    top = min(
        first[-1] if one.stretches > len(first) else 2**32, second[-1] if other.stretches > len(second) else 2**32
    )
    here = {value for value in first if value <= top}
    there = {value for value in second if value <= top}
    return len(here & there) / max(min(len(here), len(there)), 1)


def _by_words(one: Mark, other: Mark) -> Likeness | None:
    """Likeness of tellings of the same days: the same figures of the same organ, retold news, like headlines."""
    if not _same_numbers(one, other):
        return None
    limit = limits()
    amounts = set(one.amounts) & set(other.amounts)
    least = limit["amount_weight" if len(amounts) > 1 else "amount_alone"]
    if amounts and _common_actor(one, other) and _weight(amounts) >= least:
        return Likeness("merging.amounts", "、".join(sorted(value + unit for value, unit in amounts)))
    here, there = pairs(one.headline), pairs(other.headline)
    if not here or not there or _of_a_series(one, other):
        return None
    headed = _share(here, there)
    if headed >= limit["retold_headline"] and headed + _same_opening(one, other) >= limit["retold_share"]:
        return Likeness("merging.retold", min(one.shown, other.shown, key=lambda shown: (len(shown), shown)))
    if 2 * len(here & there) >= limit["headline_share"] * (len(here) + len(there)):
        return Likeness("merging.headline", one.shown)
    return None


def _common_actor(one: Mark, other: Mark) -> bool:
    """The same organ acts, or the same firm is acted on."""
    return bool(set(one.organs) & set(other.organs) or set(one.firms) & set(other.firms))


def _weight(amounts: set[tuple[str, str]]) -> int:
    """How much common figures say: their significant digits, and one more where they are no count of a handful."""
    weight = 0
    for value, _unit in amounts:
        whole = value.replace(".", "")
        weight += len(whole.strip("0")) + (float(value) >= _ROUND)
    return weight


def _same_numbers(one: Mark, other: Mark) -> bool:
    """No headline has a number that the other's contradicts: 第9批 and 第10批 are two things under one name."""
    return one.numbers == other.numbers or not one.numbers or not other.numbers


def _of_a_series(one: Mark, other: Mark) -> bool:
    """Whether two headlines are one form filled in twice: what is its own in each, the other's text has not."""
    here, there = pairs(one.headline), pairs(other.headline)
    if 2 * len(here & there) < limits()["frame"] * (len(here) + len(there)):
        return False
    return _is_new(here - there, other) and _is_new(there - here, one)


def _other_models(one: Mark, other: Mark) -> bool:
    """Whether each headline has a number or Latin word that the other has not: RX-895 and RX-885L."""
    here, there = (set(_LATIN.findall(mark.headline.lower())) for mark in (one, other))
    return bool(here - there) and bool(there - here)


def _is_new(own: frozenset[str], other: Mark) -> bool:
    return bool(own) and len(own - pairs(other.opening)) >= limits()["own_words"] * len(own)


@lru_cache(maxsize=8192)
def pairs(plain: str) -> frozenset[str]:
    """Pairs of neighbouring characters, and Latin words and numbers whole: of DIR-895 and DIR-885L two letters in three
    are the same.
    """
    words = _LATIN.findall(plain.lower())
    runs = _LATIN.sub(" ", plain.lower())
    found = {runs[at : at + 2] for at in range(len(runs) - 1)}
    return frozenset(one for one in found if " " not in one) | frozenset(words)


@lru_cache(maxsize=8192)
def _gist(opening: str) -> frozenset[int]:
    return frozenset(hashes(opening, _OPENING_GRAM))


def _same_opening(one: Mark, other: Mark) -> float:
    return _share(_gist(one.opening), _gist(other.opening))


def _share(here: frozenset[T], there: frozenset[T]) -> float:
    """How much of the smaller set the larger has."""
    return len(here & there) / max(min(len(here), len(there)), 1)
