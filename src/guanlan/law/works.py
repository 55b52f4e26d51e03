"""Texts of one instrument → one work with dated versions."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from functools import cache

import msgspec

from guanlan.law.names import key_of, short_names, stage_of
from guanlan.law.reading.words import span_words
from guanlan.records.dated import Dated, at
from guanlan.records.law import Event, LawText, Level
from guanlan.text.tables_reading import table_rows

_ON_THE_TEXT = frozenset({"通过", "批准", "公布", "修正", "修订"})
_CHANGES = frozenset({"修正", "修订"})
_DAY_IN_NAME = re.compile(r"[（(]([12][0-9]{3})-([0-9]{2})-([0-9]{2})[）)](?:\.[A-Za-z]+)?$")
_DAY = timedelta(days=1)
_YEAR = timedelta(days=365)
# The day in a file's name may be that of printing; the gazettes of provinces appear within two months of the act
_PRINTED = timedelta(days=60)


class VersionRef(msgspec.Struct, frozen=True):
    """One version of one instrument, without its units. ``ref`` is the caller's own name for the text (a path, a hash).

    ``adopted`` is the day of the last act on the text (通过, 修正, 公布), ``effective`` the day it says it holds from.
    ``digest`` is that of its words without white space. ``stage`` is the note of a draft (征求意见稿), else None.
    ``changed`` is the day of the last amendment, where there was one.
    """

    ref: str
    title: str
    digest: str = ""
    aliases: tuple[str, ...] = ()
    maker: str | None = None
    number: str | None = None
    stage: str | None = None
    adopted: date | None = None
    published: date | None = None
    effective: date | None = None
    changed: date | None = None
    changes: tuple[date, ...] = ()  # all changes that its history tells, the last of them in ``changed``
    amended_by: str | None = None  # the decision that made this version
    repeals: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()  # law.date_from_name, law.effect_from_adoption …
    same: tuple[str, ...] = ()  # other refs with the same words
    variants: tuple[str, ...] = ()  # other refs that hold from the same day with words that differ somewhere
    part: str | None = None  # of a code that comes in several texts
    first_article: int = 0
    parts: tuple[str, ...] = ()  # refs of all parts of the code, in the order of their articles, this one included


class Work(msgspec.Struct, frozen=True):
    """One instrument. ``versions`` in order of time; drafts stand apart, they were never in force, and so do texts that
    tell no day at all."""

    key: str
    title: str
    names: tuple[str, ...] = ()
    versions: tuple[Dated[VersionRef], ...] = ()
    drafts: tuple[VersionRef, ...] = ()
    undated: tuple[VersionRef, ...] = ()
    renamed_from: tuple[str, ...] = ()  # keys of the works it went on from under a new name
    renamed_to: str | None = None
    repealed_by: str | None = None  # title of the instrument that ended it


def version_ref(ref: str, text: str, law: LawText, name: str = "") -> VersionRef:
    """What :func:`build_works` needs of a law text.

    ``name`` is the file's name: the day in it is that of the last act on the text, and is used only where the text
    tells none, or only earlier ones.
    """
    acts = [event for event in law.history if event.act in _ON_THE_TEXT and event.day is not None]
    adopted = max((event.day for event in acts if event.day), default=None)
    changes = [event for event in acts if event.act in _CHANGES or _is_passed_again(event, acts)]
    last = max(changes, key=_day_of, default=None)
    changed = last.day if last else None
    amended_by = last.instrument if last else None
    remarks: tuple[str, ...] = ()
    named = _day_in(name)
    if named is not None and (adopted is None or named > adopted):
        # a history that breaks off: the name knows of a later act, an amendment where the text held already
        since = law.effective if law.effective is not None else adopted and adopted + _PRINTED
        if since is not None and since < named:
            changed, amended_by = named, None
        adopted, remarks = named, ("law.date_from_name",)
    return VersionRef(
        ref=ref,
        title=law.title,
        digest=_digest(span_words(text, law, *law.body)),
        aliases=law.aliases,
        maker=law.maker,
        number=law.number,
        stage=stage_of(law.title),
        adopted=adopted,
        published=min((event.day for event in acts if event.act == "公布" and event.day), default=None),
        effective=law.effective,
        changed=changed,
        changes=tuple(sorted({_day_of(event) for event in changes})),
        amended_by=amended_by,
        repeals=law.repeals,
        amends=law.amends,
        remarks=remarks,
        part=law.part,
        first_article=next((int(u.number.split("-")[0]) for u in law.units if u.level is Level.ARTICLE), 0),
    )


def _is_passed_again(event: Event, acts: list[Event]) -> bool:
    """Whether a 通过 is not the first one: by the organ that had passed the text before, or more than a year later.

    Two courts pass one interpretation within months.
    """
    if event.act != "通过":
        return False
    earlier = [one for one in acts if one.act == "通过" and _day_of(one) < _day_of(event)]
    return any(one.organ == event.organ or _day_of(event) - _day_of(one) > _YEAR for one in earlier)


def _day_of(event: Event) -> date:
    return event.day or date.min


def _digest(words: str) -> str:
    return hashlib.sha256("".join(words.split()).encode()).hexdigest()


def _day_in(name: str) -> date | None:
    found = _DAY_IN_NAME.search(name)
    try:
        return date(*(int(cell) for cell in found.groups())) if found else None
    except ValueError:
        return None


def build_works(versions: Iterable[VersionRef]) -> tuple[Work, ...]:
    """The works that ``versions`` belong to, by key; does not depend on the order given."""
    groups: dict[str, list[VersionRef]] = defaultdict(list)
    for version in sorted(versions, key=lambda one: one.ref):
        groups[key_of(version.title)].append(version)
    days = _days_of_decisions(groups)
    works = {key: _work(key, groups[key], days) for key in sorted(groups)}
    _link_renamed(works)
    _end_repealed(works)
    return tuple(works.values())


def _work(key: str, group: list[VersionRef], days: dict[tuple[str, date], date]) -> Work:
    texts = _joined_parts(_without_copies([one for one in group if one.stage is None]))
    starting = [(first, one) for one in texts for first, one in [_start(key, one, days)]]
    dated = sorted(((first, one) for first, one in starting if first), key=lambda pair: (pair[0], pair[1].ref))
    title = dated[-1][1].title if dated else group[0].title
    names = {name: None for one in group for name in (one.title, *one.aliases)}
    names.update((name, None) for name in short_names(title))
    names.pop(title, None)
    return Work(
        key=key,
        title=title,
        names=tuple(names),
        versions=_intervals(dated),
        drafts=tuple(one for one in group if one.stage is not None),
        undated=tuple(one for first, one in starting if first is None),
    )


def _without_copies(texts: list[VersionRef]) -> list[VersionRef]:
    """One of each text: copies with equal words and days are told in ``same``."""
    kept: dict[tuple[str, date | None], VersionRef] = {}
    for one in texts:
        at = (one.digest, one.adopted)
        first = kept.get(at)
        kept[at] = one if first is None else msgspec.structs.replace(first, same=(*first.same, one.ref))
    return list(kept.values())


def _joined_parts(texts: list[VersionRef]) -> list[VersionRef]:
    """The parts of a code as one version: the first of them, with the refs of all."""
    whole = [one for one in texts if one.part is None]
    groups: dict[date | None, list[VersionRef]] = defaultdict(list)
    for one in sorted(texts, key=lambda one: one.first_article):
        if one.part is not None:
            groups[one.adopted].append(one)
    for parts in groups.values():
        days = [one.effective for one in parts if one.effective]
        repeals = tuple({title: None for one in parts for title in one.repeals})
        whole.append(
            msgspec.structs.replace(
                parts[0],
                digest=_digest("".join(one.digest for one in parts)),
                effective=days[0] if days else None,
                repeals=repeals,
                part=None,
                parts=tuple(one.ref for one in parts),
            )
        )
    return whole


def _start(key: str, one: VersionRef, days: dict[tuple[str, date], date]) -> tuple[date | None, VersionRef]:
    """The first day of a version; what it had to be taken from is remarked."""
    if one.effective is not None and (one.changed is None or one.effective >= one.changed):
        return one.effective, one
    if one.changed is not None:
        told = days.get((key, one.changed))
        return told or one.changed, one if told else _remarked(one, "law.effect_from_amendment")
    if one.published is not None:
        return one.published, _remarked(one, "law.effect_from_publication")
    if one.adopted is not None:
        return one.adopted, _remarked(one, "law.effect_from_adoption")
    return None, _remarked(one, "law.no_day")


def _remarked(one: VersionRef, code: str) -> VersionRef:
    return msgspec.structs.replace(one, remarks=(*one.remarks, code))


def _days_of_decisions(groups: dict[str, list[VersionRef]]) -> dict[tuple[str, date], date]:
    """(key, day of an amendment) → the day from which the amended text holds: of a table or the decision's text."""
    days = dict(_effects())
    for group in groups.values():
        for one in group:
            for title in one.amends:
                if one.adopted is not None and one.effective is not None and one.stage is None:
                    days.setdefault((key_of(title), one.adopted), one.effective)
    return days


@cache
def _effects() -> dict[tuple[str, date], date]:
    return {
        (key_of(title), date.fromisoformat(amended)): date.fromisoformat(first)
        for title, amended, first, _ in table_rows("effects", "guanlan.law")
    }


def _intervals(dated: Sequence[tuple[date, VersionRef]]) -> tuple[Dated[VersionRef], ...]:
    """Each version until the day before the next one.

    Of several texts that hold from one day, the one speaks whose days its own text tells, then the later one; the
    others are its variants.
    """
    by_day: dict[date, list[VersionRef]] = defaultdict(list)
    for first, one in dated:
        by_day[first].append(one)
    firsts = sorted(by_day)
    if not firsts:
        return ()
    texts = [_spoken_for(by_day[first]) for first in firsts]
    lasts = [_last_day(index, firsts, texts) for index in range(len(firsts))]
    return tuple(Dated(text, first, last) for text, first, last in zip(texts, firsts, lasts, strict=True))


def _last_day(index: int, firsts: list[date], texts: list[VersionRef]) -> date | None:
    """The day before the next version; or before a change that later texts tell of, whose own text is not there."""
    if index + 1 == len(firsts):
        return None
    own = texts[index]
    known = max(day for day in (firsts[index], own.changed, own.adopted) if day is not None)
    # the decision that made a later version does not count: that version holds from the day the decision says
    untold = [
        day
        for later in texts[index + 1 :]
        for day in later.changes
        if known < day < firsts[index + 1] and day != later.changed
    ]
    return min([*untold, firsts[index + 1]]) - _DAY


def _spoken_for(texts: list[VersionRef]) -> VersionRef:
    """The text among several of one day, with the others as its variants."""
    if len(texts) == 1:
        return texts[0]
    best = max(texts, key=lambda one: (-len(one.remarks), one.adopted or date.min, one.ref))
    others = tuple(ref for one in texts if one is not best for ref in (one.ref, *one.same))
    return _remarked(msgspec.structs.replace(best, variants=others), "law.two_texts_one_day")


def _link_renamed(works: dict[str, Work]) -> None:
    """A work whose texts tell a former name goes on from the work of that name, which ends where it begins."""
    for key, work in list(works.items()):
        for former in sorted({key_of(name) for one in work.versions for name in one.value.aliases}):
            old = works.get(former)
            if old is None or former == key or not old.versions:
                continue
            begun = [
                one.first for one in work.versions if one.first and one.first > (old.versions[-1].first or date.min)
            ]
            if not begun:
                continue
            works[key] = work = msgspec.structs.replace(work, renamed_from=(*work.renamed_from, former))
            works[former] = msgspec.structs.replace(_ended(old, min(begun)), renamed_to=key)


def _end_repealed(works: dict[str, Work]) -> None:
    """A work that another one repeals ends the day before that one holds; not where it has a later text of its own."""
    for key, work in list(works.items()):
        for one in work.versions:
            for title in one.value.repeals:
                ended = works.get(key_of(title))
                first = _first_of(work, one.value.repeals, title)
                if ended is None or ended.key == key or first is None or not ended.versions:
                    continue
                if (ended.versions[-1].first or date.min) < first:
                    works[ended.key] = msgspec.structs.replace(_ended(ended, first), repealed_by=work.title)


def _first_of(work: Work, repeals: tuple[str, ...], title: str) -> date | None:
    """The first day on which a version of ``work`` says that ``title`` ends: later ones only repeat it."""
    days = [one.value.effective or one.first for one in work.versions if title in one.value.repeals]
    return min((day for day in days if day is not None), default=None)


def _ended(work: Work, first: date) -> Work:
    """``work`` with its last versions closed on the day before ``first``."""
    versions = tuple(
        Dated(one.value, one.first, first - _DAY) if one.last is None or one.last >= first else one
        for one in work.versions
    )
    return msgspec.structs.replace(work, versions=versions)


def version_on(work: Work, on: date) -> VersionRef | None:
    """The version in force on a day; None where the work has none for that day, or several that differ."""
    held = at(work.versions, on)
    return held[0].value if len(held) == 1 else None
