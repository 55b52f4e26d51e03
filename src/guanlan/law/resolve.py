"""A citation → the words of the provision on a day, or the reason why not.

What is not certain is not resolved: several works of one name, a day that no version covers, a number that the version
of that day does not have, are said, with the candidates.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from guanlan.law.context import Here, Reference
from guanlan.law.library import Library, Opened, refs_of
from guanlan.law.names import key_of, stage_of
from guanlan.law.near import find_near
from guanlan.law.reading.words import span_words
from guanlan.law.resolutions import Above, Candidate, Reason, Resolution, Resolved, Unresolved
from guanlan.law.works import VersionRef, Work
from guanlan.records.dated import Dated
from guanlan.text.citations import Citation
from guanlan.text.provisions import Provision, ProvisionRange
from guanlan.text.title_types import is_norm

__all__ = [
    "Above",
    "Candidate",
    "Reason",
    "Resolution",
    "Resolved",
    "Unresolved",
    "resolve",
    "resolve_provision",
]

_WHOLE = Provision()
_NOTE_ENDS = frozenset("）)")
_DAY = timedelta(days=1)
_FIRST_DAY = date.min + _DAY
_LONGEST = 2000  # the longest law in force, 民法典, has 1,260 articles


class Place(NamedTuple):
    """A version of a work, and its texts by ref: several where a code was published in parts."""

    work: Work
    version: Dated[VersionRef]
    texts: tuple[tuple[str, Opened], ...]


def resolve(
    cited: Citation | Reference, library: Library, *, on: date, here: Here | None = None
) -> tuple[Resolution, ...]:
    """What each provision of a citation or reference says on the day ``on``: one result for each, in order.

    A range gives every article from its first to its last. Without provisions, the one result is the whole text.
    Never raises.
    """
    if isinstance(cited, Citation):
        place = _find_place(cited.law, library, on, here)
        return _each(cited.provisions, cited.law, place, library)
    near = find_near(cited, library, here)
    if near.law is not None:
        place = _find_place(near.law, library, on, here)
        return _each(near.provisions, near.law, place, library)
    own = _own_place(library, here) if here is not None and near.found else None
    if own is None:
        return (Unresolved(Reason.NO_CONTEXT, cited.noun or cited.near.value, near.asked, near.candidates),)
    if near.provisions:
        return _each(near.provisions, own.version.value.title, own, library)
    ref = own.version.value.ref
    return tuple(_resolved(own, ref, dict(own.texts)[ref], unit) for unit in near.units)


def resolve_provision(
    name: str, provision: Provision, library: Library, *, on: date, here: Here | None = None
) -> Resolution:
    """What ``provision`` of the instrument ``name`` says on the day ``on``. ``Provision()`` is the whole text."""
    place = _find_place(name, library, on, here)
    if isinstance(place, Unresolved):
        return Unresolved(place.reason, name, provision, place.candidates)
    return _look_up(place, provision, name, library)


def _each(
    ranges: tuple[ProvisionRange, ...], name: str, place: Place | Unresolved, library: Library
) -> tuple[Resolution, ...]:
    """The results for every provision of ``ranges``."""
    if isinstance(place, Unresolved):
        return tuple(Unresolved(place.reason, name, one.first, place.candidates) for one in ranges) or (place,)
    if not ranges:
        return (_look_up(place, _WHOLE, name, library),)
    return tuple(_look_up(place, one, name, library) for each in ranges for one in _expanded(each, place))


def _expanded(each: ProvisionRange, place: Place) -> Iterator[Provision]:
    """All provisions from the first of a range to its last, as the version numbers them."""
    first, last = each.first, each.last
    yield first
    if first == last:
        return
    if first.article != last.article:
        yield from _articles_between(first.article, last.article, place)
    else:
        yield from _steps(first, last)
    yield last


def _articles_between(first: str | None, last: str | None, place: Place) -> Iterator[Provision]:
    """The articles that stand between two, where each of these is there once."""
    inside = False
    for _, opened in place.texts:
        index = opened.provisions
        starts, ends = index.articles.get(first or "", []), index.articles.get(last or "", [])
        if len(starts) > 1 or len(ends) > 1 or not (inside or starts):
            continue
        inner = index.between(starts[0] if starts else 0, ends[0] if ends else len(opened.law.units))
        for unit in inner[:_LONGEST]:
            number = opened.law.units[unit].number
            if number not in (first, last):
                yield Provision(number)
        inside = not ends
        if ends:
            return


def _steps(first: Provision, last: Provision) -> Iterator[Provision]:
    """What lies between two paragraphs, items or subitems of one article."""
    for level in ("paragraph", "item", "subitem"):
        low, high = getattr(first, level), getattr(last, level)
        if low == high:
            continue
        if low is None or high is None:
            return
        for number in range(low + 1, min(high, low + _LONGEST)):
            if level == "paragraph":
                yield Provision(first.article, number)
            elif level == "item":
                yield Provision(first.article, first.paragraph, number)
            else:
                yield Provision(first.article, first.paragraph, first.item, number)
        return


def _find_place(name: str, library: Library, on: date, here: Here | None) -> Place | Unresolved:
    """The version of the instrument ``name`` in force on a day."""
    title = here.names.get(name, name) if here is not None and here.names else name
    works = library.named(title)
    if title[-1:] in _NOTE_ENDS and (stage := stage_of(title)) is not None:
        return _find_draft(title, stage, works, library)
    if not works:
        return Unresolved(Reason.NOT_A_NORM if is_norm(title) is False else Reason.UNKNOWN, name)
    if len(works) > 1:
        return Unresolved(Reason.AMBIGUOUS, name, _WHOLE, tuple(_of_work(work) for work in works))
    work = works[0]
    day = _day_meant(work, library, on, here)
    held = [version for version in work.versions if version.holds(day)]
    if len(held) == 1:
        return Place(work, held[0], _texts(held[0].value, library))
    if not held:
        return Unresolved(Reason.NO_VERSION, name, _WHOLE, _of_versions(work) or (_of_work(work),))
    return Unresolved(Reason.AMBIGUOUS, name, _WHOLE, tuple(_of_version(work, version) for version in held))


def _find_draft(title: str, stage: str, works: tuple[Work, ...], library: Library) -> Place | Unresolved:
    """A draft is no version: it is found under its own stage note, or not at all."""
    drafts = [(work, draft) for work in works for draft in work.drafts if draft.stage == stage]
    if len(drafts) == 1:
        work, draft = drafts[0]
        return Place(work, Dated(draft), _texts(draft, library))
    if drafts:
        candidates = tuple(Candidate(work.key, draft.title, draft.ref) for work, draft in drafts)
        return Unresolved(Reason.AMBIGUOUS, title, _WHOLE, candidates)
    reason = Reason.DRAFT if works else Reason.UNKNOWN
    return Unresolved(reason, title, _WHOLE, tuple(_of_work(work) for work in works))


def _day_meant(work: Work, library: Library, on: date, here: Here | None) -> date:
    """``on``; but a text that changes ``work`` speaks of it as it was before."""
    if here is None:
        return on
    place = _own_place(library, here)
    if place is None:
        return on
    first = place.version.first or on
    law = library.text(here.ref).law
    amends = {key_of(title) for title in (*law.amends, *place.version.value.amends)}
    changes = work.key in amends or (place.work.key == work.key and _is_told_of(here, work, library))
    return max(min(on, first), _FIRST_DAY) - _DAY if changes else on


def _is_told_of(here: Here, work: Work, library: Library) -> bool:
    """Whether the text gives a short name to the instrument whose title it bears itself: then it is its amendment."""
    return any(one.key == work.key for title in here.names.values() for one in library.named(title))


def _own_place(library: Library, here: Here) -> Place | None:
    """The version in which the words stand, by that very text."""
    work = library.work_of(here.ref)
    if work is None:
        return None
    others = (Dated(one) for one in (*work.drafts, *work.undated))
    for version in (*work.versions, *others):
        value = version.value
        if here.ref in refs_of(value):
            own = Dated(msgspec.structs.replace(value, ref=here.ref), version.first, version.last)
            refs = value.parts if here.ref in value.parts else (here.ref,)
            return Place(work, own, tuple((ref, library.text(ref)) for ref in refs))
    return None


def _texts(version: VersionRef, library: Library) -> tuple[tuple[str, Opened], ...]:
    return tuple((ref, library.text(ref)) for ref in version.parts or (version.ref,))


def _look_up(place: Place, provision: Provision, name: str, library: Library) -> Resolution:
    if provision == _WHOLE:
        return _whole(place)
    found = _find_units(place.texts, provision)
    if len(found) == 1:
        return _resolved(place, *found[0])
    if found:
        return Unresolved(Reason.AMBIGUOUS, name, provision, tuple(_of_unit(place, *one) for one in found))
    return Unresolved(Reason.NO_PROVISION, name, provision, tuple(_others(place, provision, library)))


def _find_units(texts: tuple[tuple[str, Opened], ...], provision: Provision) -> list[tuple[str, Opened, int]]:
    return [(ref, opened, unit) for ref, opened in texts for unit in opened.provisions.find(provision)]


def _others(place: Place, provision: Provision, library: Library) -> Iterator[Candidate]:
    """The article where it is there but not the finer part, and other versions that have the provision."""
    if provision != Provision(provision.article):
        for found in _find_units(place.texts, Provision(provision.article)):
            yield _of_unit(place, *found)
    for version in place.work.versions:
        if version.value.ref == place.version.value.ref:
            continue
        if _find_units(_texts(version.value, library), provision):
            yield _of_version(place.work, version, provision)


def _resolved(place: Place, ref: str, opened: Opened, unit: int) -> Resolved:
    published, law, index = opened
    start, end = index.span(unit)
    version = place.version
    above = index.above(unit)
    return Resolved(
        place.work.key,
        version.value.title,
        ref,
        version.first,
        version.last,
        index.number_of(unit),
        unit,
        start,
        end,
        span_words(published, law, start, end).strip(),
        tuple(Above(law.units[one].level, law.units[one].number, law.units[one].heading.strip()) for one in above),
        version.value.remarks,
    )


def _whole(place: Place) -> Resolved:
    (ref, opened), version = place.texts[0], place.version
    start, end = opened.law.body
    title, remarks = version.value.title, version.value.remarks
    return Resolved(place.work.key, title, ref, version.first, version.last, _WHOLE, -1, start, end, "", (), remarks)


def _of_work(work: Work) -> Candidate:
    return Candidate(work.key, work.title)


def _of_versions(work: Work) -> tuple[Candidate, ...]:
    return tuple(_of_version(work, version) for version in work.versions)


def _of_version(work: Work, version: Dated[VersionRef], provision: Provision | None = None) -> Candidate:
    value = version.value
    return Candidate(work.key, value.title, value.ref, version.first, version.last, provision)


def _of_unit(place: Place, ref: str, opened: Opened, unit: int) -> Candidate:
    version, number = place.version, opened.provisions.number_of(unit)
    return Candidate(place.work.key, version.value.title, ref, version.first, version.last, number)
