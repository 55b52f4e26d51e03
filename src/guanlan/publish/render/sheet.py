"""The sheet: an issue as it is printed, with every number, label and place name settled, before any format."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from guanlan.publish.internal import cover_words, imprint
from guanlan.publish.journal import Journal, JournalRole
from guanlan.publish.labels import english_lines, entry_label, guide_label
from guanlan.publish.overview import Overview, overview
from guanlan.publish.printed_days import chinese_day
from guanlan.publish.render.following import TITLE, SheetFollow, Standing, rows
from guanlan.publish.render.signs import printed
from guanlan.records.bulletin import (
    BackMatter,
    Bulletin,
    Column,
    Contributor,
    Cover,
    Entry,
    Paragraph,
    ParagraphKind,
    Plate,
    Role,
    Words,
)
from guanlan.text.foldings import fold

_LABEL = re.compile(r"\w{2,6}[：:]")
LONG_HEADING = 34  # characters beyond which a column's heading is set smaller
_HOSTS = ("主办单位", "主办", "联合主办")
_DIGITS = "〇一二三四五六七八九"


class SheetParagraph(msgspec.Struct, frozen=True):
    """A paragraph; ``kind`` as in ``ParagraphKind``. ``picture`` names the picture that stands in its place, ``width``
    the millimetres that it is to be wide, where somebody said so.
    """

    kind: str
    text: str
    picture: str | None = None
    width: int | None = None


class SheetEntry(msgspec.Struct, frozen=True):
    """An entry; ``anchor`` is its name for links, ``label`` its heading with its number, ``source`` its last line.

    One that was ``retracted`` has its label struck out.
    """

    anchor: str
    id: str
    label: str
    title: str
    paragraphs: tuple[SheetParagraph, ...]
    source: str | None
    retracted: bool = False


class SheetPart(msgspec.Struct, frozen=True):
    """A sub-column; ``label`` is None where the column has none."""

    anchor: str
    label: str | None
    entries: tuple[SheetEntry, ...]


class SheetColumn(msgspec.Struct, frozen=True):
    """A column; ``label`` is series and heading as printed, ``running`` what the running head says."""

    anchor: str
    series: str
    heading: str
    label: str
    running: str
    guide: tuple[str, ...]
    keywords: tuple[str, ...]
    parts: tuple[SheetPart, ...]


class SheetHolder(msgspec.Struct, frozen=True):
    """Who holds a role."""

    name: str
    post: str | None


class SheetRole(msgspec.Struct, frozen=True):
    """A role of the masthead. ``plain``: all its holders are names without posts, which run on in one line."""

    name: str
    remark: str | None
    holders: tuple[SheetHolder, ...]
    plain: bool


class SheetBack(msgspec.Struct, frozen=True):
    """What stands after the last entry: 往期追踪 (whose ``rows`` say what ``paragraphs`` say), then notices."""

    anchor: str
    title: str
    paragraphs: tuple[str, ...]
    rows: tuple[SheetFollow, ...] = ()


class Sheet(msgspec.Struct, frozen=True):
    """The whole issue. ``number`` is 2025年1月第1期（总第18期）, ``date`` 2025年1月16日, ``day`` the ISO day.

    ``imprint`` are those of the notices that an internal publication must print (编印单位：… 印数：…).
    """

    title: str
    title_en: str | None
    subtitle: str | None
    number: str
    date: str | None
    day: str | None
    words: tuple[str, ...]
    masthead: tuple[SheetRole, ...]
    notice: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    back: tuple[SheetBack, ...]
    overview: Overview
    imprint: tuple[str, ...] = ()

    def entries(self) -> list[SheetEntry]:
        """All entries in order."""
        return [entry for column in self.columns for part in column.parts for entry in part.entries]

    def name(self) -> str:
        """What a file calls itself: title and number."""
        return " ".join(part for part in (self.title, self.number) if part) or "无题"

    def foot(self) -> list[str]:
        """What stands at the foot of the cover: its own further words, then the hosts that they do not name."""
        return list(dict.fromkeys([*self.words, *self._hosts()]))

    def publishers(self) -> list[str]:
        """The bodies that a file names as its authors; the journal itself where no host is known."""
        return self._hosts() or [self.title]

    def _hosts(self) -> list[str]:
        return [holder.name for role in self.masthead if role.name in _HOSTS for holder in role.holders]


def lay_out(bulletin: Bulletin, journal: Journal | None = None, pictures: Mapping[str, bytes] | None = None) -> Sheet:
    """The sheet of ``bulletin``; what it leaves out comes from ``journal``, but never onto another journal's issue."""
    cover = bulletin.cover
    if journal is not None and cover.title.text in ("", journal.title):
        bulletin = _furnished(bulletin, journal)
        cover = bulletin.cover
    columns = tuple(_column(column, place, pictures or {}) for place, column in enumerate(bulletin.columns, 1))
    return Sheet(
        title=printed(cover.title.text),
        title_en=_text(cover.title_en),
        subtitle=_text(cover.subtitle),
        number=issue_number(cover),
        date=chinese_day(cover.date) if cover.date else None,
        day=cover.date,
        words=_texts(cover.words),
        masthead=tuple(_role(role) for role in bulletin.masthead),
        notice=_notice(bulletin),
        columns=columns,
        back=(
            *_follow_ups(bulletin, columns),
            *(
                SheetBack(f"b{place}", printed(back.title.text) or "附页", _texts(back.paragraphs))
                for place, back in enumerate(bulletin.back_matter, 1)
            ),
        ),
        overview=overview(bulletin),
        imprint=imprint(journal.internal) if journal is not None else (),
    )


def _follow_ups(bulletin: Bulletin, columns: Iterable[SheetColumn]) -> Iterator[SheetBack]:
    """往期追踪: what became of entries of earlier issues, as entries of this one tell it."""
    entries = (entry for column in columns for part in column.parts for entry in part.entries)
    standing = {entry.id: Standing(entry.anchor, entry.title) for entry in entries if not entry.retracted}
    found = rows(bulletin.follow_ups, standing)
    if found:
        yield SheetBack("b0", TITLE, tuple(row.words() for row in found), found)


def issue_number(cover: Cover) -> str:
    """The number as printed, of the parts that are known.

    >>> issue_number(Cover(Words("观澜"), year=2025, month=1, number_in_year=1, number=18))
    '2025年1月第1期（总第18期）'
    >>> issue_number(Cover(Words("观澜"), number=18))
    '总第18期'
    """
    own = "".join(
        f"{before}{value}{after}"
        for before, value, after in (
            ("", cover.year, "年"),
            ("", cover.month, "月"),
            ("第", cover.number_in_year, "期"),
        )
        if value is not None
    )
    if cover.number is None:
        return own
    return f"{own}（总第{cover.number}期）" if own else f"总第{cover.number}期"


def ordinal(number: int) -> str:
    """A number from 1 to 99 as （一）.

    >>> ordinal(3), ordinal(10), ordinal(12), ordinal(21)
    ('（三）', '（十）', '（十二）', '（二十一）')
    """
    tens, ones = divmod(number, 10)
    return f"（{'' if tens < 2 else _DIGITS[tens]}{'十' if tens else ''}{_DIGITS[ones] if ones else ''}）"


def _furnished(bulletin: Bulletin, journal: Journal) -> Bulletin:
    cover = bulletin.cover
    at_back = tuple(
        BackMatter(Words(one.title or "启事"), (Words(one.text),)) for one in journal.notices if one.place == "back"
    )
    return msgspec.structs.replace(
        bulletin,
        cover=msgspec.structs.replace(
            cover,
            title=Words(journal.title) if not cover.title.text else cover.title,
            title_en=cover.title_en or Words(journal.title_en),
            subtitle=cover.subtitle or (Words(journal.subtitle) if journal.subtitle else None),
            words=(*cover.words, *map(Words, cover_words(journal.internal))),
        ),
        masthead=bulletin.masthead or tuple(_journal_roles(journal.masthead, cover.date)),
        notice=bulletin.notice or tuple(_journal_notice(journal)),
        back_matter=bulletin.back_matter or at_back,
    )


def _journal_roles(roles: Iterable[JournalRole], issued: str | None) -> Iterator[Role]:
    """The roles as held on the day of the issue."""
    day = datetime.date.fromisoformat(issued) if issued else None
    for role in roles:
        holders = tuple(
            Contributor(Words(person.name), Words(person.post) if person.post else None)
            for person in role.people
            if day is None or person.holds(day)
        )
        if holders:
            yield Role(role.name, holders, role.remark)


def _journal_notice(journal: Journal) -> Iterator[Words]:
    for notice in journal.notices:
        if notice.place == "masthead":
            yield Words(f"{notice.title}：{notice.text}" if notice.title else notice.text)
    if journal.contact:
        yield Words(f"联系方式：{journal.contact}")
    yield from map(Words, imprint(journal.internal))


def _notice(bulletin: Bulletin) -> tuple[str, ...]:
    """The notices; the first one says that it is one."""
    notices = _texts(bulletin.notice)
    if not notices or _LABEL.match(notices[0]):
        return notices
    return (f"声明：{notices[0]}", *notices[1:])


def _text(words: Words | None) -> str | None:
    return printed(words.text) or None if words else None


def _texts(many: Iterable[Words]) -> tuple[str, ...]:
    return tuple(text for words in many if (text := printed(words.text)))


def _role(role: Role) -> SheetRole:
    holders = tuple(SheetHolder(printed(holder.name.text), _text(holder.post)) for holder in role.holders)
    # names of four characters or more are bodies, which take a line each
    plain = len(holders) > 1 and all(holder.post is None and len(holder.name.strip()) < 5 for holder in holders)
    return SheetRole(printed(role.name), printed(role.remark or "") or None, holders, plain)


def _column(column: Column, place: int, pictures: Mapping[str, bytes]) -> SheetColumn:
    series, heading = printed(column.series), printed(column.heading.text)
    label = f"{series}：{heading}" if series and heading else series or heading or "无题"
    parts = []
    for number, part in enumerate(column.subcolumns, 1):
        shown = printed(part.heading.text)
        # entries that stand under no heading; a second such part must not share the name of the first
        anchor = f"c{place}-{number if shown or number > 1 else 0}"
        entries = tuple(_entry(entry, at, f"{anchor}-{at}", pictures) for at, entry in enumerate(part.entries, 1))
        parts.append(SheetPart(anchor, f"{ordinal(number)}{shown}" if shown else None, entries))
    # a heading that is a list of titles is too long for a running head
    running = label if len(label) <= 30 else series
    guide, keywords = _texts(column.guide), _texts(column.keywords)
    if guide and (told := guide_label(column)):
        guide = (*guide, told)
    return SheetColumn(f"c{place}", series, heading, label, running, guide, keywords, tuple(parts))


def _entry(entry: Entry, number: int, anchor: str, pictures: Mapping[str, bytes]) -> SheetEntry:
    title = printed(_title(entry))
    sources = "、".join(_texts(entry.sources))
    return SheetEntry(
        anchor,
        entry.id,
        f"{number}. {title}",
        title,
        tuple(_told(entry, pictures)),
        f"（来源：{sources}）" if sources else None,
        entry.is_retracted(),
    )


def _told(entry: Entry, pictures: Mapping[str, bytes]) -> Iterator[SheetParagraph]:
    """The paragraphs of an entry, its label before an annexed text, its English last."""
    annexes = (ParagraphKind.ANNEX_TITLE, ParagraphKind.ANNEX)
    told, given = entry_label(entry), entry.paragraphs
    at = next((place for place, one in enumerate(given) if one.kind in annexes), len(given)) if told else 0
    yield from _paragraphs(given[:at], pictures)
    if told:
        yield SheetParagraph("label", told)
    yield from _paragraphs(given[at:], pictures)
    yield from (SheetParagraph("english", line) for line in english_lines(entry))


def _title(entry: Entry) -> str:
    """The title; where it is that of the report but for foldings, with the report's own signs."""
    words, told = entry.title.text, entry.facts.title.value
    return told if told and "".join(fold(told).split()) == "".join(fold(words).split()) else words


def _paragraphs(given: Iterable[Paragraph], pictures: Mapping[str, bytes]) -> Iterator[SheetParagraph]:
    """What is printed of an entry: a picture's credit stands at the end of its caption, or in the place of one."""
    owed = ""
    for one in given:
        text = printed(one.words.text)
        if owed and one.kind is not ParagraphKind.CAPTION:
            yield SheetParagraph("caption", owed)
            owed = ""
        if one.kind is ParagraphKind.PICTURE:
            if one.target in pictures:
                plate = one.plate or Plate()
                yield SheetParagraph("picture", text, one.target, plate.print_width)
                owed = f"（图片来源：{printed(plate.credit)}）" if plate.credit else ""
        elif text:
            yield SheetParagraph(one.kind.value, text + owed)
            owed = ""
    if owed:
        yield SheetParagraph("caption", owed)
