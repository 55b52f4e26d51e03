"""A whole issue before the gate: titles, bodies, guides, keywords, contents and charts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from guanlan.publish.gate.captures import Captures, Source
from guanlan.publish.gate.finding import things
from guanlan.publish.gate.following import check_follow_ups
from guanlan.publish.gate.headlines import judge_headline
from guanlan.publish.gate.judging import judge
from guanlan.publish.gate.thing import Matter, Rate, Thing
from guanlan.publish.gate.translated import check_translated
from guanlan.publish.overview import Coming, overview
from guanlan.publish.proof.sheet import written_out
from guanlan.records.bulletin import Bulletin, Column, Entry, ParagraphKind, Words
from guanlan.records.gate import Checkable, CheckState

_NUMBER = re.compile(r"^(?:[0-9]{1,2} ?[.．、]|（[一二三四五六七八九十]{1,2}）) ?")


class Behind(msgspec.Struct, frozen=True):
    """What stands behind an entry: its captures, what its ids hang on, and the day from which its years are told."""

    captures: Captures
    owner: str = ""
    day: datetime.date | None = None


def check_issue(
    bulletin: Bulletin,
    behind: Mapping[str, Behind],
    *,
    published: str | None = None,
    rates: tuple[Rate, ...] = (),
) -> tuple[Checkable, ...]:
    """Every checkable thing of the issue, in print order, the charts and the page 往期追踪 last.

    ``behind`` has the captures of each entry by its id; ``published`` is the as-published text of an imported issue,
    whose titles are judged against its bodies. Guides, keywords and contents are judged against the entries.
    """
    imported = published is not None
    day = datetime.date.fromisoformat(bulletin.cover.date) if bulletin.cover.date else None
    followed = tuple(check_follow_ups(bulletin, day))
    if published is None:
        bulletin, published = written_out(bulletin)
    found: list[Checkable] = list(_contents(bulletin, published, day))
    for number, column in enumerate(bulletin.columns, 1):
        entries = [one for part in column.subcolumns for one in part.entries]
        read = [_read(entry, behind[entry.id].day) for entry in entries]
        found += _front(number, column, read, published, day)
        for one in read:
            found += _check(one, behind[one.entry.id], published if imported else None, rates)
    return (*found, *_charts(bulletin), *followed)


def check_entry(entry: Entry, behind: Behind, *, rates: tuple[Rate, ...] = ()) -> tuple[Checkable, ...]:
    """The things of an entry's title (``where`` is ``title:ID``) and body (its id; one paragraph a line), and those of
    its English (``english:ID``, ``abstract:ID``).
    """
    return _check(_read(entry, behind.day), behind, None, rates)


def body_of(entry: Entry) -> str:
    """The text in which the things of a body are counted: its paragraphs, one a line, pictures left out."""
    return "\n".join(one.text for one in _lines(entry))


class _Read(NamedTuple):
    """An entry with the things of its title and body."""

    entry: Entry
    body: str
    title_things: tuple[Thing, ...]
    body_things: tuple[Thing, ...]


def _read(entry: Entry, day: datetime.date | None) -> _Read:
    body = body_of(entry)
    return _Read(entry, body, things(entry.title.text, day), things(body, day))


def _lines(entry: Entry) -> tuple[Words, ...]:
    return tuple(one.words for one in entry.paragraphs if one.kind is not ParagraphKind.PICTURE and one.words.text)


def _check(read: _Read, behind: Behind, published: str | None, rates: tuple[Rate, ...]) -> tuple[Checkable, ...]:
    """``published``: the title is one of an imported issue, so its body bears it, or else its capture."""
    entry, known = read.entry, behind.captures
    title = Matter(f"title:{entry.id}", f"title:{behind.owner}", behind.day, rates=rates)
    body = Matter(entry.id, behind.owner, behind.day, rates=rates)
    told = judge(read.body, known, body, found=read.body_things)
    english = check_translated(entry, known, body)
    if published is None:
        head = (entry.title.text, read.title_things)
        return (*judge_headline(head, known, title, (read.body, read.body_things), told), *told, *english)
    itself = Source(f"entry:{entry.id}", "", published, _lines(entry), behind.day, found=((0, read.body_things),))
    return (*judge(entry.title.text, Captures([itself]), title, found=read.title_things), *told, *english)


def _front(
    number: int, column: Column, entries: Sequence[_Read], published: str, day: datetime.date | None
) -> Iterator[Checkable]:
    """The guide and the keywords of a column against its entries."""
    if not column.guide and not column.keywords:
        return
    heads = tuple(Words(words) for words in (column.series, column.heading.text) if words)
    own = Source("column", "", "", heads, day)
    against = Captures([*(_of_entry(one, published, day) for one in entries), own])
    counts = (len(entries), *(len(part.entries) for part in column.subcolumns))
    guide = Matter(f"guide.{number}", day=day, gathers=True, counts=counts)
    yield from judge("\n".join(one.text for one in column.guide), against, guide)
    words = Matter(f"keywords.{number}", day=day, loose=True)
    yield from judge("\n".join(one.text for one in column.keywords), against, words)


def _of_entry(read: _Read, published: str, day: datetime.date | None) -> Source:
    entry = read.entry
    found = ((0, read.title_things), (len(entry.title.text) + 1, read.body_things))
    lines, lead = (entry.title, *_lines(entry)), entry.facts.date.value
    days = (lead.date,) if lead else ()
    return Source(f"entry:{entry.id}", "", published, lines, day, days, found=found)


def _contents(bulletin: Bulletin, published: str, day: datetime.date | None) -> Iterator[Checkable]:
    """Lines of the contents that are not the words of a title or heading."""
    titles: list[Words] = [entry.title for entry in bulletin.entries()]
    for column in bulletin.columns:
        titles += [column.heading, *(part.heading for part in column.subcolumns if part.heading.text)]
    known = "\n".join(one.text for one in titles)
    lines = [_NUMBER.sub("", line.words.text) for line in bulletin.contents]
    other = [line for line in lines if line.rpartition("：")[2] not in known]
    if other:
        against = Captures([Source("contents", "", published, tuple(titles), day)])
        yield from judge("\n".join(other), against, Matter("toc", day=day, loose=True))


def _charts(bulletin: Bulletin) -> Iterator[Checkable]:
    """The numbers of the page 本期一览: counts of entries, and the days of what is coming."""
    counted = overview(bulletin)
    yield _count("chart.total", "", counted.total)
    for column in counted.columns:
        yield _count("chart.columns", column.series, column.total)
    for kind, number in counted.kinds:
        yield _count("chart.kinds", kind or "", number)
    for place, number in (*counted.places, *counted.abroad):
        yield _count("chart.places", place, number)
    entries = bulletin.entries()
    for coming in counted.coming:
        yield _coming(coming, entries[coming.entry])


def _count(where: str, slot: str, number: int) -> Checkable:
    name = f"{where} {slot}".strip()
    return Checkable(
        name, where, 0, 0, str(number), "number", str(number), slot, CheckState.DERIVED, (), "counted", None, {}
    )


def _coming(one: Coming, entry: Entry) -> Checkable:
    """A day that is due: as a fact of its entry says it, with words of a capture under it."""
    name = f"chart.coming {entry.id} {one.date} {one.sort}"
    told = any(one.date in days for days in _told_days(entry, one.sort))
    state = CheckState.DERIVED if told else CheckState.OPEN
    return Checkable(
        name,
        "chart.coming",
        0,
        0,
        one.date,
        "date",
        one.date,
        one.what,
        state,
        (),
        "fact" if told else None,
        None if told else "gate.nowhere",
        {"value": one.date, "entry": entry.id},
    )


def _told_days(entry: Entry, sort: str) -> Iterable[tuple[str | None, ...]]:
    """The days of the facts that bear words of a capture."""
    facts = entry.facts
    if sort == "deadline":
        return [(fact.value.date,) for fact in facts.deadlines if fact.value and fact.anchors]
    return [
        (fact.value.effective, fact.value.comment_until) for fact in facts.instruments if fact.value and fact.anchors
    ]
