"""What became of a provision in later versions, and what it was before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import msgspec

from guanlan.law.align import Fate, Pair, Passage, align, became, came_from
from guanlan.law.library import Library, Opened, refs_of
from guanlan.law.reading.words import span_words
from guanlan.law.resolutions import Resolved
from guanlan.law.works import VersionRef
from guanlan.records.dated import Dated

_NUMERAL = "[0-9〇零一二三四五六七八九十百千]+"
_MARK = re.compile(rf"(?:第{_NUMERAL}条(?:之{_NUMERAL})?|{_NUMERAL}、)[\s\u3000]*")
_BREAKS = re.compile(r"[ \t\u3000]*\n\s*")


class Change(msgspec.Struct, frozen=True):
    """From one version to the next: ``pairs`` that the article stands in.

    ``on`` is the day the newer version holds from.
    """

    old_ref: str
    new_ref: str
    on: date | None
    pairs: tuple[Pair, ...]


def passages_of(library: Library, ref: str) -> tuple[Passage, ...]:
    """The articles of the version ``ref`` in order, without the numbers before their words; of all its parts."""
    return tuple(passage for part in _parts(library, ref) for passage in _passages(library.text(part)))


def pairs_between(library: Library, old_ref: str, new_ref: str) -> tuple[Pair, ...]:
    """The alignment of two versions; kept with the library."""
    at = (old_ref, new_ref)
    pairs = library.alignments.get(at)
    if pairs is None:
        aligned = align(passages_of(library, old_ref), passages_of(library, new_ref))
        pairs = library.alignments.put(at, aligned)
    return pairs


def since(resolved: Resolved, library: Library) -> tuple[Change, ...]:
    """What became of the article in each later version, the next first: 59 → 61.

    Each change is that from one version to the next; the article is followed under its new number. It ends where the
    article does.
    """
    return tuple(_follow(resolved, _later(resolved, library), library, forward=True))


def until(resolved: Resolved, library: Library) -> tuple[Change, ...]:
    """From what the article came, the version before first."""
    return tuple(_follow(resolved, _earlier(resolved, library), library, forward=False))


def number_before(resolved: Resolved, library: Library) -> tuple[Change, ...]:
    """What became of the articles that had this number in earlier versions: another 59, which is now 61.

    For each earlier version in which the number was that of another article; ``pairs`` lead from that version to the
    one resolved.
    """
    number = resolved.provision.article
    versions = _earlier(resolved, library)
    if number is None or not versions:
        return ()
    own = versions[0]
    found = []
    for version in versions[1:]:
        pairs = became(number, pairs_between(library, version.value.ref, own.value.ref))
        if pairs and all(pair.new != number for pair in pairs):
            found.append(Change(version.value.ref, own.value.ref, own.first, pairs))
    return tuple(found)


def _follow(
    resolved: Resolved, versions: list[Dated[VersionRef]], library: Library, *, forward: bool
) -> Iterator[Change]:
    number = resolved.provision.article
    numbers = {number} if number is not None else set()
    for one, other in pairwise(versions):
        old, new = (one, other) if forward else (other, one)
        pairs = pairs_between(library, old.value.ref, new.value.ref)
        step = became if forward else came_from
        found = tuple(dict.fromkeys(pair for number in sorted(numbers) for pair in step(number, pairs)))
        if not found:
            return
        yield Change(old.value.ref, new.value.ref, new.first, found)
        ends = {pair.new if forward else pair.old for pair in found if pair.fate not in (Fate.REMOVED, Fate.NEW)}
        numbers = {end for end in ends if end is not None}


def _later(resolved: Resolved, library: Library) -> list[Dated[VersionRef]]:
    """The version resolved and those after it."""
    versions, at = _versions(resolved, library)
    return versions[at:] if at >= 0 else []


def _earlier(resolved: Resolved, library: Library) -> list[Dated[VersionRef]]:
    """The version resolved and those before it, the last first."""
    versions, at = _versions(resolved, library)
    return versions[at::-1] if at >= 0 else []


def _versions(resolved: Resolved, library: Library) -> tuple[list[Dated[VersionRef]], int]:
    work = library.work(resolved.work)
    versions = list(work.versions) if work is not None else []
    return versions, next((at for at, one in enumerate(versions) if resolved.ref in refs_of(one.value)), -1)


def _parts(library: Library, ref: str) -> tuple[str, ...]:
    work = library.work_of(ref)
    for version in work.versions if work is not None else ():
        if ref in refs_of(version.value) and ref not in version.value.variants:
            return version.value.parts or (ref,)
    return (ref,)


def _passages(opened: Opened) -> Iterator[Passage]:
    for unit in opened.provisions.order:
        start, end = opened.provisions.span(unit)
        words = _BREAKS.sub("\n", span_words(opened.published, opened.law, start, end).strip())
        mark = _MARK.match(words)
        yield Passage(opened.law.units[unit].number, words[mark.end() :] if mark else words)
