"""The lines under an entry's title → its paragraphs and sources."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from guanlan.extract.bulletin.annexes import annex_at
from guanlan.extract.bulletin.lines import Line, between, trim, words_of
from guanlan.extract.bulletin.marks import Head, Style, closing_source, head_of, is_headline
from guanlan.records.bulletin import Entry, Paragraph, ParagraphKind, Words
from guanlan.records.reading import BlockKind
from guanlan.text.reading_map import Piece, ReadingMap

# A page cuts a paragraph after whole printed lines, and layout programs keep two lines together: a shorter line that
# ends without a stop is a heading or an address, not half a paragraph.
_CUT_LEAST = 45
_STOPS = "。！？；：…”’）】》>."
_NO_START = tuple("，、。；：？！）》”’】%")
_ADDRESS_END = re.compile(r"[A-Za-z0-9_./%?=&#@-]{8,}$")
_CASE = re.compile(r"(?:典型)?(?:案例|事例|案件|案)\s*(?:[一二三四五六七八九十]{1,3}|\d{1,2})\s*(?:[：:、.]\s*|$)")
_CASE_LENGTH = 40  # a longer line tells the case in the same breath and is text
_SUBHEAD_LENGTH = 45
_CAPTION = re.compile(
    r"(?:图|表|图表|图片)\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3}|说明|注)(?![年月日个家万亿名条种类项])|（?(?:图源|图片来源|供图)[：:]"
)
_DAY = re.compile(
    r"(?:\d{4}|[〇一二三四五六七八九]{4})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})日"
)
_SPLIT = re.compile(r"[、，,；;/]|\s{2,}")
_SIGNING = (BlockKind.PARAGRAPH, BlockKind.HEADING)
_ORGAN_LENGTH = 30  # the longest name that signs a notice (两个部门 a line)


def read_entry(text: str, key: str, title: Words, lines: Sequence[Line]) -> Entry:
    """The entry ``key`` with the paragraphs and sources that ``lines`` hold."""
    groups = _joined(text, lines)
    kinds = _kinds(groups)
    paragraphs: list[Paragraph] = []
    sources: list[Words] = []
    for group, kind in zip(groups, kinds, strict=True):
        pieces = _pieces(text, group)
        # most paragraphs hold no source line and are whole lines, which have been read before
        read = _read(text, group)
        if kind is ParagraphKind.PICTURE or not closing_source().search(read):
            words = words_of(text, pieces, read=read)
        else:
            words, named = _without_source(text, trim(text, pieces))
            sources.extend(named)
        if words.text or kind is ParagraphKind.PICTURE:
            paragraphs.append(Paragraph(words, kind, group[0].target))
    return Entry(key, title, tuple(paragraphs), _unique(sources))


def _without_source(text: str, pieces: tuple[Piece, ...]) -> tuple[Words, list[Words]]:
    """A paragraph up to its source line, and the names in that."""
    both = ReadingMap(text, pieces)
    found = closing_source().search(both.read)
    if found is None:
        return words_of(text, pieces), []
    names = _names(both, found)
    if found.start() == 0:
        return Words(""), names
    return words_of(text, _until(pieces, both.to_published(0, found.start()).end)), names


def _read(text: str, group: Sequence[Line]) -> str:
    """The lines of one paragraph as read."""
    if len(group) == 1:
        return group[0].read
    words = group[0].read
    for before, line in pairwise(group):
        words += between(text, before.pieces, line.pieces[0]) + line.read
    return words


def _unique(sources: list[Words]) -> tuple[Words, ...]:
    seen: dict[str, Words] = {}
    for source in sources:
        seen.setdefault(source.text, source)
    return tuple(seen.values())


def _names(both: ReadingMap, found: re.Match[str]) -> list[Words]:
    """The names of a source line, split on 、 and ，; brackets hold what they hold."""
    group = 1 if found[1] is not None else 2
    start, words = found.start(group), found[group]
    names: list[Words] = []
    at = 0
    for mark in (*_SPLIT.finditer(words), None):
        end = mark.start() if mark is not None else len(words)
        name = words[at:end]
        left = at + len(name) - len(name.lstrip())
        name = name.strip(" 。")
        if name:
            place = both.to_published(start + left, start + left + len(name))
            names.append(Words(name, (tuple(place),)))  # type: ignore[arg-type]
        at = mark.end() if mark is not None else end
    return names


def _until(pieces: Sequence[Piece], end: int) -> tuple[Piece, ...]:
    """The pieces up to the as-published place ``end``."""
    kept = [Piece(piece.start, min(piece.end, end), piece.joiner) for piece in pieces if piece.start < end]
    return tuple(kept) or (Piece(pieces[0].start, pieces[0].start),)


def _pieces(text: str, group: Sequence[Line]) -> list[Piece]:
    found: list[Piece] = []
    for line in group:
        for piece in line.pieces:
            found.append(Piece(piece.start, piece.end, between(text, found, piece)))
    return found


def _joined(text: str, lines: Sequence[Line]) -> list[list[Line]]:
    """Lines put together where a page break cut a paragraph."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _goes_on(group: list[Line], line: Line) -> bool:
    before = group[-1]
    if BlockKind.PARAGRAPH not in (before.kind, line.kind) or before.kind is not line.kind:
        return False
    read = "".join(one.read for one in group)
    if line.read.startswith(_NO_START):
        return not read.endswith(("。", "！", "？"))
    if _starts_anew(line.read) or closing_source().match(line.read):
        return False
    if closing_source().search(read):  # （来源：甲部、乙 | 部）
        return read[-1] not in "）】]。" and line.read.endswith(("）", "】", "）。"))
    if read[-1] in "，、":
        return True
    if _unclosed(read):
        return len(before.read) >= _CUT_LEAST // 2
    if read[-1] in _STOPS or (_ADDRESS_END.search(read) and "@" in read[-30:]):
        return False
    return len(before.read) >= _CUT_LEAST


def _unclosed(read: str) -> bool:
    """Whether a bracket or quotation opened in ``read`` is still open at its end."""
    return any(read.count(left) > read.count(right) for left, right in ("《》", "（）", "“”"))


def _starts_anew(read: str) -> bool:
    """Whether ``read`` is marked as the beginning of something."""
    head = head_of(read)
    return (
        head.style is not Style.PLAIN
        or _CASE.match(read) is not None
        or _CAPTION.match(read) is not None
        or annex_at(read)
    )


def _kinds(groups: list[list[Line]]) -> list[ParagraphKind]:
    kinds = [_kind(group) for group in groups]
    _mark_signatures(groups, kinds)
    _mark_annex(groups, kinds)
    return kinds


def _kind(group: list[Line]) -> ParagraphKind:
    line = group[0]
    read = line.read
    if line.kind is BlockKind.PICTURE:
        return ParagraphKind.PICTURE
    if line.kind is BlockKind.CELL:
        return ParagraphKind.TEXT
    if line.kind is BlockKind.CAPTION or (len(read) <= 60 and _CAPTION.match(read) and read[-1] not in "。；"):
        return ParagraphKind.CAPTION
    if len(group) > 1 or not is_headline(read):
        return ParagraphKind.TEXT
    head: Head = head_of(read)
    if len(read) <= _CASE_LENGTH and (_CASE.match(read) or head.style is Style.DIGIT_BRACKET):
        return ParagraphKind.CASE
    if line.is_heading or (len(read) <= _SUBHEAD_LENGTH and not _sentence_like(read)):
        return ParagraphKind.SUBHEAD
    return ParagraphKind.TEXT


def _sentence_like(read: str) -> bool:
    """Lines that end without a stop though they are no headings: addresses, announced attachments, source lines."""
    return (
        "@" in read
        or "http" in read
        or "：" in read[:12]
        or closing_source().search(read) is not None
        or read[-1] in _STOPS
        or annex_at(read)
    )


def _mark_signatures(groups: list[list[Line]], kinds: list[ParagraphKind]) -> None:
    """A line that is a day, and the names of organs right above it."""
    for index, group in enumerate(groups):
        if len(group) > 1 or group[0].kind is BlockKind.CELL or not _DAY.fullmatch(group[0].read):
            continue
        kinds[index] = ParagraphKind.SIGNATURE
        for above in range(index - 1, -1, -1):
            read = groups[above][0].read
            if (
                groups[above][0].kind not in _SIGNING
                or len(groups[above]) > 1
                or len(read) > _ORGAN_LENGTH
                or not is_headline(read)
                or _sentence_like(read)
            ):
                break
            kinds[above] = ParagraphKind.SIGNATURE


def _mark_annex(groups: list[list[Line]], kinds: list[ParagraphKind]) -> None:
    """From the title above 第一条 to the end of the entry it is annexed text."""
    first = _first_article(groups)
    if first is None:
        return
    title = first
    while title and _is_title_line(groups[title - 1], kinds[title - 1]):
        title -= 1
    for index in range(title, len(groups)):
        if kinds[index] not in (ParagraphKind.PICTURE, ParagraphKind.CAPTION):
            kinds[index] = ParagraphKind.ANNEX_TITLE if index < first else ParagraphKind.ANNEX


def _is_title_line(group: list[Line], kind: ParagraphKind) -> bool:
    read = group[0].read
    if len(group) > 1 or kind in (ParagraphKind.SIGNATURE, ParagraphKind.PICTURE):
        return False
    return annex_at(read) or (kind is not ParagraphKind.TEXT and is_headline(read)) or _bracketed(read)


def _bracketed(read: str) -> bool:
    """（草案稿）, （2024年…通过）: a note under a title."""
    return read[0] == "（" and read[-1] == "）"


_ARTICLE = re.compile(r"第([一二三四五六七八九十百]{1,4}|\d{1,3})条\s*")
_CHAPTER = re.compile(r"第[一1]章")


def _first_article(groups: list[list[Line]]) -> int | None:
    """The group where an annexed text begins: 第一章 or 第一条, with 第二条 after it; None where there is none."""
    begun: int | None = None
    for index, group in enumerate(groups):
        read = group[0].read
        if begun is None:
            found = _ARTICLE.match(read)
            if _CHAPTER.match(read) or (found and found[1] in ("一", "1")):
                begun = index
        elif (found := _ARTICLE.match(read)) and found[1] in ("二", "2"):
            return begun
    return None
