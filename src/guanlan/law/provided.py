"""What the versions of a law provide, from a library: the tiers of all its articles, and how its articles moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from guanlan.law.align import Fate, Pair
from guanlan.law.changes import pairs_between
from guanlan.law.checks import Provided
from guanlan.law.library import Library
from guanlan.law.penalties import read_tiers
from guanlan.law.works import VersionRef, Work
from guanlan.records.law import LawText, Level
from guanlan.records.penalties import Tier

_GOES_ON = frozenset({Fate.SAME, Fate.RENUMBERED, Fate.CHANGED, Fate.MOVED, Fate.SPLIT, Fate.MERGED})


def provided(name: str, library: Library) -> tuple[Provided, ...]:
    """What each version of the law of this name provides, in order of time; none where the name is unknown or may
    stand for several laws."""
    works = library.named(name)
    if len(works) != 1:
        return ()
    work = works[0]
    return tuple(
        Provided(
            work.title,
            one.value.ref,
            one.first,
            one.last,
            tuple(tier for ref in one.value.parts or (one.value.ref,) for tier in _tiers(library, ref)),
            _moved(work, one.value, library),
        )
        for one in work.versions
    )


def law_tiers(published: str, law: LawText) -> Iterator[Tier]:
    """The tiers of every article of a text, in order."""
    for index, unit in enumerate(law.units):
        if unit.level is Level.ARTICLE:
            yield from read_tiers(published, law, index)


def _tiers(library: Library, ref: str) -> Iterator[Tier]:
    opened = library.text(ref)
    return law_tiers(opened.published, opened.law)


def _moved(work: Work, version: VersionRef, library: Library) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """From the articles of the version before and of the one after to those of ``version``."""
    refs = [one.value.ref for one in work.versions]
    at = refs.index(version.ref)
    found: dict[str, Mapping[str, tuple[str, ...]]] = {}
    if at:
        pairs = pairs_between(library, refs[at - 1], version.ref)
        found[refs[at - 1]] = _numbers((pair.old, pair.new) for pair in _going_on(pairs))
    if at + 1 < len(refs):
        pairs = pairs_between(library, version.ref, refs[at + 1])
        found[refs[at + 1]] = _numbers((pair.new, pair.old) for pair in _going_on(pairs))
    return found


def _going_on(pairs: tuple[Pair, ...]) -> Iterator[Pair]:
    return (pair for pair in pairs if pair.fate in _GOES_ON)


def _numbers(pairs: Iterator[tuple[str | None, str | None]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for number, other in pairs:
        if number is not None and other is not None:
            found[number] = (*found.get(number, ()), other)
    return found
