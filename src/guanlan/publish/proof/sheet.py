"""An issue or a document as the proof-reader sees it: its parts, each with the way home to the text it stands in."""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Literal, NamedTuple

import msgspec

from guanlan.publish.journal import Journal
from guanlan.publish.proof.bodies import find_bodies
from guanlan.records.bulletin import Bulletin, Column, Entry, ParagraphKind, Words
from guanlan.records.reading import BlockKind, Reading
from guanlan.text.lexicon import Lexicon
from guanlan.text.reading_map import Piece, ReadingMap
from guanlan.text.span import Span

PartKind = Literal[
    "cover", "toc", "masthead", "notice", "heading", "guide", "keyword", "title", "paragraph", "annex", "source", "back"
]

_Line = tuple[str, PartKind, Words, ParagraphKind | None]


class Part(NamedTuple):
    """One line of an issue. ``where`` as in ``records.Finding``; ``text`` are its words as read: folded, healed of page
    breaks and of blanks inside Chinese; ``both`` maps them to the whole text.

    ``pieces`` are the published spans (a page break cuts a paragraph in two); ``kind`` says what it is; ``about`` is
    the paragraph's kind inside an entry.
    """

    where: str
    kind: PartKind
    text: str
    both: ReadingMap
    pieces: tuple[tuple[int, int], ...]
    about: ParagraphKind | None = None

    def raw(self) -> Iterator[tuple[int, str]]:
        """Each published stretch with its start: for rules about characters that reading folds away."""
        for start, end in self.pieces:
            yield start, self.both.published[start:end]

    @property
    def raw_text(self) -> str:
        """The published stretches as they stand, put together."""
        return "".join(words for _, words in self.raw())

    def home(self, start: int, end: int) -> Span:
        """Where characters ``start`` to ``end`` of ``text`` stand in the whole text."""
        return self.both.to_published(start, end)


class ProofSheet(msgspec.Struct, frozen=True, dict=True):
    """``text`` is what findings count in. ``bulletin`` is None for a document that is no issue; its words have spans.

    ``date`` is the day of the issue. ``journal`` says which columns want a source, and what is silenced.
    """

    text: str
    parts: tuple[Part, ...]
    bulletin: Bulletin | None = None
    journal: Journal | None = None
    date: datetime.date | None = None

    @cached_property
    def by_where(self) -> dict[str, tuple[Part, ...]]:
        """The parts of each place, in order."""
        found: dict[str, list[Part]] = {}
        for part in self.parts:
            found.setdefault(part.where, []).append(part)
        return {where: tuple(parts) for where, parts in found.items()}

    @cached_property
    def whole(self) -> str:
        """The words of all parts as read, a line each: what is nowhere in it need not be looked for part by part."""
        return "\n".join(part.text for part in self.parts)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each part begins in ``whole``."""
        return list(accumulate((len(part.text) + 1 for part in self.parts), initial=0))[:-1]

    def place(self, at: int) -> tuple[Part, int]:
        """The part in which position ``at`` of ``whole`` lies, and where in it."""
        number = bisect_right(self._starts, at) - 1
        return self.parts[number], at - self._starts[number]

    def where_of(self, at: int) -> str:
        """The place of a position in the published text; nothing where no part holds it."""
        return next((part.where for part in self.parts for start, end in part.pieces if start <= at < end), "")

    def bearing(self, pattern: re.Pattern[str]) -> Sequence[Part]:
        """The parts in which the pattern is met, in order. It must match no line break."""
        if pattern not in self._borne:
            starts = [found.start() for found in pattern.finditer(self.whole)]
            numbers = dict.fromkeys(bisect_right(self._starts, start) - 1 for start in starts)
            self._borne[pattern] = [self.parts[number] for number in numbers]
        return self._borne[pattern]

    @cached_property
    def _borne(self) -> dict[re.Pattern[str], Sequence[Part]]:
        """What ``bearing`` has found: several rules look for days."""
        return {}

    def words_of(self, lexicon: Lexicon) -> frozenset[str]:
        """The names of a lexicon that stand anywhere; read once for all who ask."""
        if lexicon not in self._named:
            self._named[lexicon] = frozenset(self.whole[start:end] for start, end in lexicon.matches(self.whole))
        return self._named[lexicon]

    @cached_property
    def _named(self) -> dict[Lexicon, frozenset[str]]:
        return {}

    def saying(self, words: str) -> Iterator[int]:
        """The numbers of the parts that have the words, in order; there is no line break in these."""
        at = self.whole.find(words)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            at = self.whole.find(words, self._starts[number] + len(self.parts[number].text))

    def touched(self, pattern: re.Pattern[str]) -> Iterator[int]:
        """The numbers of the parts that a match of the pattern in the whole begins, ends or lies in."""
        for found in pattern.finditer(self.whole):
            first, last = (bisect_right(self._starts, at) - 1 for at in found.span())
            yield from range(first, last + 1)

    @cached_property
    def bodies(self) -> tuple[tuple[Part, int, int], ...]:
        """The names of societies, institutes and companies: part, start, end; annexes left out."""
        return tuple(
            (part, start, end) for part in self.parts if part.kind != "annex" for start, end in find_bodies(part.text)
        )

    def of(self, *kinds: PartKind) -> Iterator[Part]:
        """The parts of these kinds, in order."""
        return (part for part in self.parts if part.kind in kinds)

    def entry_parts(self, entry: Entry) -> tuple[Part, ...]:
        """Title, paragraphs and source line of an entry."""
        return self.by_where.get(entry.id, ())


def sheet_of_issue(bulletin: Bulletin, published: str | None = None, *, journal: Journal | None = None) -> ProofSheet:
    """The sheet of an issue. ``published`` is the as-published text of an imported one; a composed one gets a plain
    text of its own, in print order, in which its findings are counted.
    """
    if published is None:
        bulletin, published = written_out(bulletin)
    parts = tuple(part for part in _issue_parts(bulletin, published) if part.pieces)
    date = datetime.date.fromisoformat(bulletin.cover.date) if bulletin.cover.date else None
    return ProofSheet(published, parts, bulletin, journal, date)


def sheet_of_document(reading: Reading) -> ProofSheet:
    """The sheet of any text: its blocks, furniture left out."""
    parts = tuple(
        _part("", "title" if block.kind is BlockKind.HEADING else "paragraph", reading.text, spans)
        for block in reading.blocks
        if block.kind is not BlockKind.FURNITURE and block.end > block.start
        for spans in (((block.start, block.end),),)
    )
    return ProofSheet(reading.text, parts)


def _issue_parts(bulletin: Bulletin, text: str) -> Iterator[Part]:
    front, back = _front_words(bulletin), _back_words(bulletin)
    columns = (line for number, column in enumerate(bulletin.columns, 1) for line in _column_words(number, column))
    for where, kind, words, about in (*front, *columns, *back):
        yield _part(where, kind, text, words.spans, about)


def _part(
    where: str,
    kind: PartKind,
    whole: str,
    spans: tuple[tuple[int, int], ...],
    about: ParagraphKind | None = None,
) -> Part:
    both = words_map(whole, spans)
    return Part(where, kind, both.read, both, spans, about)


def _front_words(bulletin: Bulletin) -> Iterator[_Line]:
    cover = bulletin.cover
    for words in filter(None, (cover.title, cover.title_en, cover.subtitle, *cover.words)):
        yield "cover", "cover", words, None
    for line in bulletin.contents:
        yield "toc", "toc", line.words, None
    for role in bulletin.masthead:
        for holder in role.holders:
            yield from (("masthead", "masthead", words, None) for words in (holder.name, holder.post) if words)
    for words in bulletin.notice:
        yield "masthead", "notice", words, None


def _back_words(bulletin: Bulletin) -> Iterator[_Line]:
    for back in bulletin.back_matter:
        for words in (back.title, *back.paragraphs):
            yield "back", "back", words, None


def _column_words(number: int, column: Column) -> Iterator[_Line]:
    yield f"column.{number}", "heading", column.heading, None
    for words in column.guide:
        yield f"guide.{number}", "guide", words, None
    for words in column.keywords:
        yield f"keywords.{number}", "keyword", words, None
    for subcolumn in column.subcolumns:
        yield f"column.{number}", "heading", subcolumn.heading, None
        for entry in subcolumn.entries:
            yield entry.id, "title", entry.title, None
            for paragraph in entry.paragraphs:
                is_annex = paragraph.kind in (ParagraphKind.ANNEX, ParagraphKind.ANNEX_TITLE)
                yield entry.id, "annex" if is_annex else "paragraph", paragraph.words, paragraph.kind
            for words in entry.sources:
                yield entry.id, "source", words, None


def words_map(text: str, spans: Iterable[tuple[int, int]]) -> ReadingMap:
    """The words of the spans, put together as they are read: a blank between Latin words, else nothing."""
    pieces: list[Piece] = []
    for start, end in spans:
        joiner = ""
        if pieces and text[pieces[-1].end - 1].isascii() and text[start].isascii():
            joiner = " "
        pieces.append(Piece(start, end, joiner))
    return ReadingMap(text, pieces)


class _Writer:
    """The plain text of a composed issue, as it grows."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.length = 0

    def add(self, words: Words, before: str = "", after: str = "") -> Words:
        """One line: ``before`` and ``after`` stand around the words and are none of them."""
        start = self.length + len(before)
        line = f"{before}{words.text}{after}"
        self.lines.append(line)
        self.length += len(line) + 1
        return Words(words.text, ((start, start + len(words.text)),) if words.text else ())


def written_out(bulletin: Bulletin) -> tuple[Bulletin, str]:
    """A composed issue with the spans that its words have in its plain text, and that text, in print order."""
    writer = _Writer()
    add = writer.add
    replace = msgspec.structs.replace
    cover = replace(
        bulletin.cover,
        title=add(bulletin.cover.title),
        title_en=add(bulletin.cover.title_en) if bulletin.cover.title_en else None,
        subtitle=add(bulletin.cover.subtitle) if bulletin.cover.subtitle else None,
        words=tuple(add(words) for words in bulletin.cover.words),
    )
    contents = tuple(replace(line, words=add(line.words)) for line in bulletin.contents)
    masthead = tuple(
        replace(
            role,
            holders=tuple(
                replace(one, name=add(one.name), post=add(one.post) if one.post else None) for one in role.holders
            ),
        )
        for role in bulletin.masthead
    )
    notice = tuple(add(words) for words in bulletin.notice)
    columns = tuple(_column_written(writer, column) for column in bulletin.columns)
    back = tuple(
        replace(one, title=add(one.title), paragraphs=tuple(add(words) for words in one.paragraphs))
        for one in bulletin.back_matter
    )
    whole = Bulletin(cover, contents, masthead, notice, columns, back, bulletin.follow_ups)
    return whole, "\n".join(writer.lines)


def _column_written(writer: _Writer, column: Column) -> Column:
    add, replace = writer.add, msgspec.structs.replace
    heading = add(column.heading, before=f"{column.series}：" if column.series else "")
    guide = tuple(add(words) for words in column.guide)
    keywords = tuple(add(words) for words in column.keywords)
    parts = []
    for subcolumn in column.subcolumns:
        subheading = add(subcolumn.heading)
        entries = []
        for number, entry in enumerate(subcolumn.entries, 1):
            entries.append(
                replace(
                    entry,
                    title=add(entry.title, before=f"{number}. "),
                    paragraphs=tuple(replace(one, words=add(one.words)) for one in entry.paragraphs),
                    sources=tuple(add(words, before="（来源：", after="）") for words in entry.sources),
                )
            )
        parts.append(replace(subcolumn, heading=subheading, entries=tuple(entries)))
    return replace(column, heading=heading, guide=guide, keywords=keywords, subcolumns=tuple(parts))
