"""What a review copy gives out: the issue cut into regions, each a few lines under a mark of its own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Literal

import msgspec

from guanlan.publish.printed_days import chinese_day
from guanlan.publish.render.sheet import Sheet, SheetColumn, SheetEntry
from guanlan.publish.render.signs import printed
from guanlan.records.bulletin import Bulletin, Entry, ParagraphKind
from guanlan.records.codec import content_hash

FORMAT = 1
"""The version of this form; a copy of another one is not read."""

NUMBERED = "审阅稿编号"  # before the key in the line that a person sees
NOTES = (
    "本稿供主编审阅。修订功能已打开：直接增删、改动、移动文字即可，不必另作标记；也可以随处加批注。",
    "每篇标题下的灰色小字是稿件编号、日期和来源。来源可以改；编号请保留，收回时靠它认稿。",
    "整篇删去或移到别处，连同标题和灰色小字一起选中即可。导读和关键词由稿件生成，对它们的改动作为意见记下。",
)
PICTURE = "\ufffc"  # the one character that a picture is in a line
NOTHING = "—"
_FIELDS = re.compile(r"〔(?P<id>[^〔〕]{1,20})〕[ \u3000]*日期：(?P<date>.*?)[ \u3000]*来源：(?P<source>.*)")
# blanks and signs that programs exchange for one another, or that show nothing
_ALIKE = {0xA0: " ", 0x09: " ", 0x2011: "-", 0x202F: " "} | dict.fromkeys(
    (0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)
)

Role = Literal["cover", "note", "contents", "heading", "guide", "keywords", "title", "fields", "text", "picture"]


class GivenLine(msgspec.Struct, frozen=True):
    """One paragraph. ``kind`` is that of the entry's paragraph, ``place`` its number there; ``picture`` the address."""

    role: Role
    text: str
    kind: str = ""
    place: int | None = None
    picture: str | None = None


class GivenEntry(msgspec.Struct, frozen=True):
    """What an entry is known by: the key of its row, its id, the part it stands in, the revision that was given."""

    key: int
    id: str
    part: str
    revision: int


class Region(msgspec.Struct, frozen=True):
    """Lines that belong together, the first one bearing the mark. ``level`` is that of a heading, 0 without one."""

    mark: str
    where: str
    lines: tuple[GivenLine, ...]
    level: int = 0
    entry: GivenEntry | None = None


class Given(msgspec.Struct, frozen=True):
    """The copy as it leaves the house. ``issue`` names it to a person."""

    issue: str
    regions: tuple[Region, ...]
    format: int = FORMAT

    def key(self) -> str:
        """The hash that names this copy."""
        return content_hash(self)[:32]

    def entries(self) -> Iterator[Region]:
        """The regions that are entries, in order."""
        return (region for region in self.regions if region.entry is not None)


class Fields(msgspec.Struct, frozen=True):
    """The fields of an entry as its second line says them."""

    id: str
    date: str
    source: str


def plain(text: str) -> str:
    """Words as both sides compare them.

    >>> plain("甲\\xa0乙\\u200b")
    '甲 乙'
    """
    return text.translate(_ALIKE)


def fields_of(line: str) -> Fields | None:
    """The fields in a line, None where it has none.

    >>> fields_of("〔3.2.05〕　日期：2025年1月6日　来源：某部").source
    '某部'
    """
    found = _FIELDS.fullmatch(plain(line).strip())
    return Fields(found["id"].strip(), found["date"].strip(), found["source"].strip()) if found else None


def given_issue(
    bulletin: Bulletin, sheet: Sheet, entries: Mapping[str, GivenEntry], pictures: Collection[str] = ()
) -> Given:
    """The copy of ``bulletin``, laid out as ``sheet``; ``entries`` by their ids; ``pictures``: those that show."""
    records = {entry.id: entry for entry in bulletin.entries()}
    regions = [Region("cover", "cover", (GivenLine("cover", plain(sheet.title)), *_cover(sheet)), 0)]
    for number, column in enumerate(sheet.columns, 1):
        regions.append(Region(f"c{number}", f"column.{number}", tuple(_column(column)), 1))
        headed = 0  # as the ids of entries count: parts without a heading are 0
        for part in column.parts:
            if part.label:
                headed += 1
                line = GivenLine("heading", plain(part.label))
                regions.append(Region(f"s{number}_{headed}", f"column.{number}", (line,), 2))
            regions += [entry_region(records[one.id], one, entries[one.id], pictures) for one in part.entries]
    return Given(sheet.name(), tuple(regions))


def entry_region(record: Entry, shown: SheetEntry, given: GivenEntry, pictures: Collection[str] = ()) -> Region:
    """An entry: its title, its fields, its paragraphs."""
    lines = [GivenLine("title", plain(shown.title)), GivenLine("fields", _fields(record))]
    for place, paragraph in enumerate(record.paragraphs):
        kind = paragraph.kind
        if kind is ParagraphKind.PICTURE:
            if paragraph.target in pictures:
                lines.append(GivenLine("picture", PICTURE, kind.value, place, paragraph.target))
            continue
        text = plain(printed(paragraph.words.text)).strip()
        if text:
            lines.append(GivenLine("text", text, kind.value, place))
    return Region(f"e{given.key}", given.id, tuple(lines), 3, given)


def _cover(sheet: Sheet) -> Iterator[GivenLine]:
    for words in (sheet.number, sheet.date):
        if words:
            yield GivenLine("cover", plain(words))
    yield from (GivenLine("note", words) for words in NOTES)
    for column in sheet.columns:
        yield GivenLine("contents", plain(column.label), "column")
        for part in column.parts:
            yield from (
                GivenLine("contents", plain(f"{entry.id}　{entry.title}{_hand(entry)}")) for entry in part.entries
            )


def _hand(entry: SheetEntry) -> str:
    """What says that a model wrote the text: whoever reviews it should know before reading it."""
    return next((one.text for one in entry.paragraphs if one.kind == "label"), "")


def _column(column: SheetColumn) -> Iterator[GivenLine]:
    yield GivenLine("heading", plain(column.label))
    for at, words in enumerate(column.guide):
        yield GivenLine("guide", plain(words if at else f"导读：{words}"))
    if column.keywords:
        yield GivenLine("keywords", plain(f"关键词：{'、'.join(column.keywords)}"))


def _fields(record: Entry) -> str:
    lead = record.facts.date.value
    day = "至".join(chinese_day(one) for one in lead.date.split("/")) if lead and lead.date else NOTHING
    return plain(f"〔{record.id}〕　日期：{day}　来源：{source_line(record) or NOTHING}")


def source_line(record: Entry) -> str:
    """The sources of an entry in one line."""
    return "、".join(text for words in record.sources if (text := plain(printed(words.text)).strip()))
