"""A bulletin: what an issue is made of, read from a published one or composed for a new one.

``Words`` of an imported bulletin carry their place in the as-published text; those of a composed one carry none.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from guanlan.records.facts import Facts
from guanlan.records.memory import FollowUp


class Words(msgspec.Struct, frozen=True, gc=False):
    """Text as read (cleaned), with the as-published spans it was read from, in order (a page break cuts one in two)."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


class ParagraphKind(StrEnum):
    """What a paragraph of an entry is."""

    TEXT = "text"
    SUBHEAD = "subhead"  # a bare heading inside an entry
    CASE = "case"  # the heading of a sub-case: 案例一：…, （1）工信部
    ANNEX_TITLE = "annex_title"
    ANNEX = "annex"  # a paragraph of an annexed full text
    PICTURE = "picture"
    CAPTION = "caption"
    SIGNATURE = "signature"  # the organ and the day that close a notice
    CORRECTION = "correction"  # what was put right after sign-off, and when
    RETRACTION = "retraction"  # why the entry was taken back after sign-off; it stands in the place of its text


AMENDING = (ParagraphKind.CORRECTION, ParagraphKind.RETRACTION)
"""Kinds of paragraphs that tell of amendments: no words of the entry itself."""


class Plate(msgspec.Struct, frozen=True, gc=False):
    """What an editor says of a picture: who made it, on what ground it may be printed and where that is kept (the
    address of a letter that was stored, or words for where it lies), how wide it is printed.
    """

    credit: str = ""
    consent: str = ""
    consent_proof: str | None = None
    print_width: int | None = None  # millimetres


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph of an entry. The words of a picture say what is seen on it, to those who cannot."""

    words: Words
    kind: ParagraphKind = ParagraphKind.TEXT
    target: str | None = None  # a picture's address
    plate: Plate | None = None  # of a picture


class Hand(StrEnum):
    """How words came about that a model wrote; every format says so beside them."""

    MODEL = "model"  # taken as they came, with nothing open at the gate
    ADOPTED = "adopted"  # an editor took them as an own revision, whatever the gate said
    MENDED = "mended"  # an editor changed them, and some of the model's sentences still stand


class Abstract(msgspec.Struct, frozen=True):
    """An entry in English, as a model wrote it. No official text."""

    words: Words
    hand: Hand


class Entry(msgspec.Struct, frozen=True):
    """One numbered item. ``id`` is column.sub-column.item as ``3.2.05``; sub-column 0 where the column has none.

    ``title_en`` is an unofficial translation by the tables of terms; ``hand`` says of the paragraphs that a model wrote
    them.
    """

    id: str
    title: Words
    paragraphs: tuple[Paragraph, ...] = ()
    sources: tuple[Words, ...] = ()
    facts: Facts = Facts()
    title_en: Words | None = None
    abstract: Abstract | None = None
    hand: Hand | None = None

    def is_retracted(self) -> bool:
        """Whether the entry was taken back after its issue was signed off."""
        return any(paragraph.kind is ParagraphKind.RETRACTION for paragraph in self.paragraphs)


class SubColumn(msgspec.Struct, frozen=True):
    """（一）国家层面动向. ``heading`` has no ordinal; a column without sub-columns holds one with an empty heading."""

    heading: Words
    entries: tuple[Entry, ...] = ()


class Column(msgspec.Struct, frozen=True):
    """境内前沿观察一：安全事件. ``series`` is what stands before the colon, ``heading`` what follows it.

    ``guide_hand`` says of the guide that a model wrote it, ``guide_of`` is the hash of the entries that it tells of.
    """

    series: str
    heading: Words
    guide: tuple[Words, ...] = ()
    keywords: tuple[Words, ...] = ()
    subcolumns: tuple[SubColumn, ...] = ()
    guide_hand: Hand | None = None
    guide_of: str | None = None


class ContentsLine(msgspec.Struct, frozen=True):
    """A line of the contents list; ``page`` as printed."""

    words: Words
    page: int | None = None


class Contributor(msgspec.Struct, frozen=True):
    """A person or body of the masthead with post and affiliation as printed, under a role."""

    name: Words
    post: Words | None = None


class Role(msgspec.Struct, frozen=True):
    """A role of the masthead (总编辑, 主办单位), its remark (排名不分先后), who holds it."""

    name: str
    holders: tuple[Contributor, ...] = ()
    remark: str | None = None


class Cover(msgspec.Struct, frozen=True):
    """What the cover says. ``number`` counts all issues (总第18期); ``date`` is an ISO day."""

    title: Words
    title_en: Words | None = None
    subtitle: Words | None = None  # 前沿洞察 (月刊)
    year: int | None = None
    month: int | None = None
    number_in_year: int | None = None
    number: int | None = None
    date: str | None = None
    words: tuple[Words, ...] = ()  # whatever else stands there


class BackMatter(msgspec.Struct, frozen=True):
    """A notice or advertisement after the last entry."""

    title: Words
    paragraphs: tuple[Words, ...] = ()


class Bulletin(msgspec.Struct, frozen=True):
    """One issue, whole. ``follow_ups`` say what its entries tell of entries of earlier issues (往期追踪)."""

    cover: Cover
    contents: tuple[ContentsLine, ...] = ()
    masthead: tuple[Role, ...] = ()
    notice: tuple[Words, ...] = ()
    columns: tuple[Column, ...] = ()
    back_matter: tuple[BackMatter, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()

    def entries(self) -> list[Entry]:
        """All entries in body order."""
        return [entry for column in self.columns for part in column.subcolumns for entry in part.entries]
