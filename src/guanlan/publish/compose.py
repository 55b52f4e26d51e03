"""Developments and a journal → the issue of a day, with what was left over and why."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from guanlan.publish.drafting import Item, annexed, draft_body, draft_guide, draft_title, keywords, themes
from guanlan.publish.journal import Journal, JournalColumn
from guanlan.publish.placement import Place, Reason, Spare, Standing, place
from guanlan.records.anchor import Fact
from guanlan.records.bulletin import (
    AMENDING,
    BackMatter,
    Bulletin,
    Column,
    ContentsLine,
    Contributor,
    Cover,
    Entry,
    Paragraph,
    Role,
    SubColumn,
    Words,
)
from guanlan.records.codec import content_hash
from guanlan.records.development import Development
from guanlan.records.facts import CitedLaw, Facts, Figure

_ORDINALS = "零一二三四五六七八九十"
_SUBJECTS = 3  # themes named in the opening of a guide
_SHORT_GROUP = re.compile(r"(?:治理实践|动向)$")
_COUNTING = re.compile(r"[一二三四五六七八九十百\d]+则$")
_OBSERVED = re.compile(r"前沿观察.*$")
_SOURCES = 3  # a source line of a published bulletin names one to three


class Placed(msgspec.Struct, frozen=True):
    """Where a development stands and why; ``entry`` is the id of its entry, ``second`` where else it could stand."""

    development: str
    entry: str
    place: Place
    reason: Reason
    second: Place | None = None


class Composed(msgspec.Struct, frozen=True):
    """``placed`` runs along ``bulletin.entries()``, one each."""

    bulletin: Bulletin
    placed: tuple[Placed, ...]
    spares: tuple[Spare, ...]


def compose_issue(
    developments: Iterable[Development],
    journal: Journal,
    *,
    number: int,
    date: datetime.date,
) -> Composed:
    """The issue ``number`` (counted over all years) of ``date``.

    Neither the order of the developments nor the clock matters: equal input, equal issue.
    """
    standings, spares = place(developments, journal, date=date)
    whole = {column.code for column in journal.columns if column.annexes}
    drafts = {
        where: tuple(draft_entry(one.development, annexes=where.column in whole) for one in found)
        for where, found in standings.items()
    }
    bulletin = bind(drafts, journal, number=number, date=date)
    placed = tuple(_placed(standings, bulletin, journal))
    return Composed(bulletin, placed, spares)


def draft_entry(development: Development, *, annexes: bool = False) -> Entry:
    """The entry of a development as first drafted, with the text annexed to it if wanted; ``bind`` gives it its id."""
    title = Words(draft_title(development.lead.report))
    paragraphs = draft_body(development)
    sources = tuple(Words(name) for name in _sources(development))
    facts = _carried(development.lead.report.facts, title, paragraphs)
    return Entry("", title, (*paragraphs, *annexed(development)) if annexes else paragraphs, sources, facts)


def bind(
    entries: Mapping[Place, Sequence[Entry]],
    journal: Journal,
    *,
    number: int,
    date: datetime.date,
) -> Bulletin:
    """The issue made of entries that have their places: ids, guides, keywords, contents, masthead, notices.

    An editor's entries go through here too, so guide and contents always say what the body says.
    """
    columns = tuple(_column(column, index, entries) for index, column in enumerate(journal.columns, 1))
    return Bulletin(
        cover=_cover(journal, number, date),
        contents=tuple(ContentsLine(Words(line)) for line in contents_lines(columns)),
        masthead=tuple(_masthead(journal, date)),
        notice=tuple(Words(notice.text) for notice in journal.notices if notice.place == "masthead"),
        columns=columns,
        back_matter=tuple(
            BackMatter(Words(notice.title or ""), (Words(notice.text),))
            for notice in journal.notices
            if notice.place == "back"
        ),
    )


def guide_key(column: Column) -> str:
    """The hash of what a column's entries say: a guide that a model wrote holds while it stays the same."""
    entries = [entry for part in column.subcolumns for entry in part.entries]
    return content_hash([[one.title.text, *(paragraph.words.text for paragraph in one.paragraphs)] for one in entries])


def _placed(standings: Mapping[Place, Sequence[Standing]], bulletin: Bulletin, journal: Journal) -> Iterable[Placed]:
    ids = iter(entry.id for entry in bulletin.entries())
    for where in _places(journal):
        for one in standings.get(where, ()):
            yield Placed(one.development.key, next(ids), where, one.reason, one.second)


def _places(journal: Journal) -> Iterable[Place]:
    for column in journal.columns:
        for part in column.parts():
            yield Place(column.code, part.code or None)


def _sources(development: Development) -> list[str]:
    """Those the lead names, else its publisher; then who else told it, three at most."""
    lead = development.lead
    named = [words.text for words in lead.report.sources] or ([lead.origin.publisher] if lead.origin.publisher else [])
    others = [telling.origin.publisher for telling in development.tellings[1:] if telling.origin.publisher]
    told: list[str] = []
    for name in [*named, *others]:
        if not any(name in one or one in name for one in told):  # a site and its account: 某中心, 某中心CERT
            told.append(name)
    return told[:_SOURCES]


def _carried(facts: Facts, title: Words, paragraphs: tuple[Paragraph, ...]) -> Facts:
    """The lead report's facts; figures and citations only where the entry's text still has their words."""
    text = "".join(paragraph.words.text for paragraph in paragraphs)
    dense = "".join(text.split())

    def told(fact: Fact[Figure] | Fact[CitedLaw]) -> bool:
        return any("".join(anchor.quote.split()) in dense for anchor in fact.anchors)

    return msgspec.structs.replace(
        facts,
        title=Fact(title.text, facts.title.anchors),
        figures=tuple(fact for fact in facts.figures if told(fact)),
        citations=tuple(fact for fact in facts.citations if told(fact)),
    )


def _column(column: JournalColumn, index: int, entries: Mapping[Place, Sequence[Entry]]) -> Column:
    parts: list[SubColumn] = []
    items: list[Item] = []
    for position, part in enumerate(column.parts(), 1):
        order = position if column.subcolumns else 0
        found = tuple(
            msgspec.structs.replace(entry, id=f"{index}.{order}.{count:02d}")
            for count, entry in enumerate(entries.get(Place(column.code, part.code or None), ()), 1)
        )
        parts.append(SubColumn(Words(part.heading), found))
        items.extend(_item(entry, part.heading) for entry in found if not entry.is_retracted())
    heading = column.heading or "；".join(item.title for item in items)
    guide = draft_guide(items, opening=_opening(column, items), by=column.guide_by) if column.guide else ()
    words = keywords(((item.title, item.text) for item in items), column.keywords)
    return Column(column.series, Words(heading), guide, tuple(map(Words, words)), tuple(parts))


def _item(entry: Entry, group: str) -> Item:
    text = "".join(paragraph.words.text for paragraph in entry.paragraphs if paragraph.kind not in AMENDING)
    score = entry.facts.importance.value
    return Item(entry.title.text, text, score.score if score else 0, group)


def _opening(column: JournalColumn, items: list[Item]) -> str:
    """“本期收录国家层面、部委层面、地方层面政策立法动态12则，涉及……等方面。”"""
    known = themes(items)
    subjects = known[:_SUBJECTS]
    more = "等" if len(known) > len(subjects) else ""
    about = f"，涉及{'、'.join(subjects)}{more}方面" if subjects else ""
    groups = dict.fromkeys(_SHORT_GROUP.sub("", item.group) for item in items if item.group)
    parts = "、".join(groups) if len(groups) > 1 else ""
    return f"本期收录{parts}{_called(column)}{len(items)}则{about}。"


def _called(column: JournalColumn) -> str:
    """What a column's entries are called: 政策立法动态, 各地协会动态, 境外动态; 动态 where its name says nothing."""
    name = column.heading or ""
    if not name or _COUNTING.search(name):  # 月度速览十则 counts the entries itself
        name = _OBSERVED.sub("", column.series) if name else ""
    return name if name.endswith(("动态", "动向")) else f"{name}动态"


def _cover(journal: Journal, number: int, date: datetime.date) -> Cover:
    first = journal.first_issue
    began = int(first[5:7]) if first is not None and int(first[:4]) == date.year else 1
    return Cover(
        title=Words(journal.title),
        title_en=Words(journal.title_en),
        subtitle=Words(journal.subtitle) if journal.subtitle else None,
        year=date.year,
        month=date.month,
        number_in_year=date.month - began + 1,
        number=number,
        date=date.isoformat(),
    )


def _masthead(journal: Journal, date: datetime.date) -> Iterable[Role]:
    """The roles that somebody holds on the day of the issue."""
    for role in journal.masthead:
        holders = tuple(
            Contributor(Words(person.name), Words(person.post) if person.post else None)
            for person in role.people
            if person.holds(date)
        )
        if holders:
            yield Role(role.name, holders, role.remark)


def contents_lines(columns: Sequence[Column]) -> Iterable[str]:
    """The lines of the contents list: columns, their parts, the entries' titles under their numbers."""
    for column in columns:
        yield f"{column.series}：{column.heading.text}"
        for order, part in enumerate(column.subcolumns, 1):
            if part.heading.text:
                yield f"（{_ORDINALS[order]}）{part.heading.text}"
            for count, entry in enumerate(part.entries, 1):
                yield f"{count}. {entry.title.text}"
