"""What an issue holds, counted: the numbers behind the page 本期一览."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from guanlan.records.bulletin import Bulletin, Entry
from guanlan.records.facts import Deadline, Kind

Shares = tuple[tuple[str | None, int], ...]

# An issue tells of the month before it and goes out within the next one, so two months hold all that is news.
WINDOW = datetime.timedelta(days=61)
_PROVINCE = re.compile(r"CN-[A-Z]{2}")
_ORDER: tuple[str | None, ...] = (*(kind.value for kind in Kind), None)


class ColumnCount(msgspec.Struct, frozen=True):
    """A column's entries by kind, in the order of ``Kind`` (None last: the kind is not known)."""

    series: str
    heading: str
    kinds: Shares
    total: int


class DayCount(msgspec.Struct, frozen=True):
    """The entries of one ISO day, by kind as in :class:`ColumnCount`."""

    date: str
    kinds: Shares
    total: int


class Coming(msgspec.Struct, frozen=True):
    """Something due after the day of the issue. ``sort`` is ``deadline``, ``effective`` or ``comment``; ``entry`` is
    the place of its entry in ``Bulletin.entries()``.
    """

    date: str
    sort: str
    what: str
    whom: str | None
    entry: int


class Overview(msgspec.Struct, frozen=True):
    """The counts of one issue. ``places`` counts ISO 3166-2 codes of the province level, ``national`` is CN, and
    ``abroad`` holds the others by code, most first; an entry of two jurisdictions counts in both. ``days`` holds the
    days within two months before the issue, ``earlier`` counts the entries of days before them. Entries that were taken
    back are no events of the month: they stand in ``retracted`` and in no other count.
    """

    total: int
    columns: tuple[ColumnCount, ...] = ()
    kinds: Shares = ()
    places: tuple[tuple[str, int], ...] = ()
    national: int = 0
    abroad: tuple[tuple[str, int], ...] = ()
    days: tuple[DayCount, ...] = ()
    earlier: int = 0
    coming: tuple[Coming, ...] = ()
    retracted: int = 0


def overview(bulletin: Bulletin) -> Overview:
    """The counts of ``bulletin``; what its facts leave unknown is not counted, but stands in ``total``."""
    everything = bulletin.entries()
    entries = _standing(everything)
    issued = bulletin.cover.date
    places = _places(entries)
    days, earlier = _days(entries, issued)
    return Overview(
        total=len(entries),
        columns=tuple(
            ColumnCount(column.series, column.heading.text, _shares(within), len(within))
            for column in bulletin.columns
            if (within := _standing(entry for part in column.subcolumns for entry in part.entries))
        ),
        kinds=_shares(entries),
        places=tuple(sorted((code, count) for code, count in places.items() if _PROVINCE.fullmatch(code))),
        national=places["CN"],
        abroad=tuple((code, count) for code, count in places.most_common() if not code.startswith("CN")),
        days=days,
        earlier=earlier,
        coming=_coming(everything, issued) if issued else (),  # counts places among all entries
        retracted=len(everything) - len(entries),
    )


def _standing(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if not entry.is_retracted()]


def _shares(entries: Iterable[Entry]) -> Shares:
    """Entries by kind, in the order of the kinds, those that occur."""
    counts = Counter(entry.facts.kind.value.value if entry.facts.kind.value else None for entry in entries)
    return tuple((kind, counts[kind]) for kind in _ORDER if counts[kind])


def _places(entries: Iterable[Entry]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for entry in entries:
        codes = (entry.facts.jurisdiction.value or "").split("|")
        counts.update(list(dict.fromkeys(code for code in codes if code)))
    return counts


def _days(entries: Iterable[Entry], issued: str | None) -> tuple[tuple[DayCount, ...], int]:
    """The days that the entries fall on (the first of several), and how many entries lie too far back to show."""
    by_day: dict[str, list[Entry]] = {}
    for entry in entries:
        lead = entry.facts.date.value
        if lead is not None:
            by_day.setdefault(lead.date.split("/")[0], []).append(entry)
    if not by_day:
        return (), 0
    last = datetime.date.fromisoformat(issued or max(by_day))
    first = (last - WINDOW).isoformat()
    shown = tuple(DayCount(day, _shares(within), len(within)) for day, within in sorted(by_day.items()) if day >= first)
    return shown, sum(len(within) for day, within in by_day.items() if day < first)


def _coming(entries: Iterable[Entry], issued: str) -> tuple[Coming, ...]:
    """What is due after ``issued``, soonest first. A deadline that only repeats the day that its entry's instrument
    takes effect or closes for comments is told once.
    """
    found: list[Coming] = []
    for place, entry in enumerate(entries):
        if entry.is_retracted():
            continue
        of_instruments = [one for one in _of_instruments(entry, place) if one.date > issued]
        told = {one.date for one in of_instruments}
        found += of_instruments
        for fact in entry.facts.deadlines:
            due = fact.value
            if due is not None and due.date > issued and due.date not in told:
                found.append(Coming(due.date, "deadline", _subject(entry, due) + due.what, due.whom, place))
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.date, one.entry)))


def _subject(entry: Entry, due: Deadline) -> str:
    """What a deadline is about where it does not say so itself: the one instrument of its entry."""
    titles = [fact.value.title for fact in entry.facts.instruments if fact.value]
    return f"《{titles[0]}》" if len(titles) == 1 and due.whom is None and "《" not in due.what else ""


def _of_instruments(entry: Entry, place: int) -> Iterator[Coming]:
    for fact in entry.facts.instruments:
        instrument = fact.value
        if instrument is None:
            continue
        for sort, day in (("effective", instrument.effective), ("comment", instrument.comment_until)):
            if day is not None:
                yield Coming(day, sort, f"《{instrument.title}》", None, place)
