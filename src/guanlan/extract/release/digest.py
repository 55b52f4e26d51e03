"""A digest: several stories in one release, each numbered and with the address of its original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from guanlan.extract.bulletin.likeness import pairs
from guanlan.extract.bulletin.lines import Line
from guanlan.extract.bulletin.marks import Head, Style, closing_source, head_of, is_headline
from guanlan.records.reading import BlockKind, Reading

_LEAST = 3  # items
_TITLE_LEAST = 6  # characters of an item's title
_PART_LONGEST = 20
_TEXT = 60  # a longer line is text
_BULLET = re.compile(r"^[•·ㆍ●▪■◆\-*>\s]+")
_NAME = re.compile(r"头条|周报|月报|日报|早报|晚报|速览|速递|汇总|要闻|动态|简报|一周|盘点|快讯|资讯|周刊|月刊")
_LINK_LABEL = re.compile(
    r"(?:转自[^，：]{2,20}，)?(?:原文|信息|参考|新闻|来源|详情|相关)?(?:链接|地址|网址|来源|出处|阅读原文|原文|详情点击)\s*[：:]?\s*(?=$|https?://)"
)
_URL = re.compile(r"https?://[^\s，。；、）)\]>》”\"']+")
# some editors leave the marks of empty bold words between two figures: .0****1
_NUMBER_ALONE = re.compile(r"[.．]?0?(?:\*{4})?([1-9]\d?)[.、]?")
_LABELLED = re.compile(r"(?:原文|信息|参考|新闻|相关|详情)(?:链接|地址|点击|来源)\s*[：:]")
_LINKED = 0.6  # share of a line that leads elsewhere: the title of an original, no heading
_FRAGMENT = 30  # characters: pages that set a title in several weights cut it into lines no longer than this
_TITLE_MOST = 90
_CLAUSE = re.compile(r"[；;/∕|丨｜【】]")
_QUOTED = 0.7  # share of the character pairs of a clause of the page's headline that stand in the title of an item
_NO_PART = re.compile(r"[，。！？…；“”\"'《》\[\]【】]|点击|阅读原文|关注我们")
_PART_LEAST = 2
_HINT = re.compile(r"[【\[（(]?点击.{0,4}阅读原文.{0,8}[】\]）)]?")  # 点击“阅读原文”查看详情: a word of the page
_PART_MARK = re.compile(r"(?i:part)[\s\d一二三四五六七八九十.]*$|[\d\s.]+$")


class _Start(NamedTuple):
    """Where an item begins, how many lines its title has, and the number that stands on a line of its own above it."""

    at: int
    lines: int = 1
    alone: int = 0


class Item(NamedTuple):
    """One story: its heading (the title begins at the read place ``at`` of the first line) and the lines under it."""

    heading: tuple[Line, ...]
    at: int
    lines: tuple[Line, ...]
    part: str | None
    number: int
    link: str | None


def find_items(reading: Reading, body: Sequence[Line], headline: str) -> tuple[Item, ...]:
    """The stories of a digest; empty for a release that tells one story."""
    announced = _announced_starts(body)
    starts = _starts(body)
    if len(announced) >= _LEAST:
        # the list at the top shortens a headline here and there; the numbers go on
        numbered = len(starts) > len(announced) and {one.at for one in starts} >= set(announced)
        return _items(reading, body, starts if numbered else [_Start(index) for index in announced])
    if len(starts) < _LEAST:
        return ()
    items = _items(reading, body, starts)
    linked = sum(item.link is not None or _has_source(item) for item in items)
    named = _NAME.search(headline) is not None
    if named and _is_made_of(headline, items):
        return items
    # a statute, a Q&A or a list of cases is numbered too: most stories of a digest lead to their originals
    if linked * 2 >= len(items) if named else linked * 3 >= len(items) * 2:
        return items
    return ()


def _is_made_of(headline: str, items: Sequence[Item]) -> bool:
    """Whether the page's headline names one of its stories: 某周报 | 甲公司遭攻击；乙局发布办法."""
    titles = [pairs("".join(line.read for line in item.heading)[item.at :]) for item in items]
    for clause in _CLAUSE.split(headline):
        wanted = pairs(clause.strip())
        told = len(clause.strip()) >= _TITLE_LEAST and not _NAME.search(clause)
        if told and any(len(wanted & title) >= _QUOTED * len(wanted) for title in titles):
            return True
    return False


def _announced_starts(body: Sequence[Line]) -> list[int]:
    """The lines that say again what a list of headlines at the top announced, in its order."""
    announced: dict[str, int] = {}
    found: list[int] = []
    for index, line in enumerate(body):
        words = _BULLET.sub("", line.read)
        if not is_headline(words, longest=120) or len(words) < _TITLE_LEAST * 2:
            if announced and not found and line.kind is BlockKind.PARAGRAPH and len(line.read) > _TEXT:
                break  # the text has begun without saying a headline again
            continue
        bare = words[head_of(words).at :]
        if bare in announced and announced[bare] < index - 1:
            found.append(index)
            announced[bare] = len(body)  # once
        elif not found:
            announced.setdefault(bare, index)
    return found


def _starts(body: Sequence[Line]) -> list[_Start]:
    """The lines that head items: numbered on from 1, or anew in each part; each has something under it."""
    found: list[_Start] = []
    last = 0
    for index, line in enumerate(body):
        if not is_headline(line.read):
            continue
        head = head_of(line.read)
        alone = _number_above(body, index) if head.style is Style.PLAIN else 0
        if alone:
            head = Head(Style.DIGIT, alone, 0)
        if head.style is not Style.DIGIT:
            continue
        lines = _title_lines(body, index, in_pieces=bool(alone))
        if sum(len(one.read) for one in body[index : index + lines]) - head.at < _TITLE_LEAST:
            continue
        if head.number in (last + 1, 1) and index + lines < len(body):
            found.append(_Start(index, lines, alone))
            last = head.number
    return found


def _number_above(body: Sequence[Line], index: int) -> int:
    """The number that stands on a line of its own above a title; 0 where none does. Within running text that a page
    cut into lines (2024年, 6, 月以来) a number is no heading.
    """
    alone = _NUMBER_ALONE.fullmatch(body[index - 1].read) if index else None
    if alone is None or body[index].kind is BlockKind.PICTURE:
        return 0
    if index >= 2 and not body[index - 1].gap:
        above = body[index - 2]
        if above.kind is not BlockKind.PICTURE and not _PART_MARK.match(above.read):
            return 0
    return int(alone[1])


def _title_lines(body: Sequence[Line], index: int, *, in_pieces: bool) -> int:
    """Over how many lines a title goes: headings of one level without a blank line between them; below a number of its
    own, the short lines that follow at once.
    """
    first = body[index]
    length, count = len(first.read), 1
    for line in body[index + 1 :]:
        length += len(line.read)
        same = line.kind is first.kind and line.level == first.level and not line.gap
        if not same or length > _TITLE_MOST or not (first.is_heading or in_pieces):
            break
        if len(line.read) > _FRAGMENT or not is_headline(line.read) or head_of(line.read).style is not Style.PLAIN:
            break
        count += 1
    return count


def _items(reading: Reading, body: Sequence[Line], starts: Sequence[_Start]) -> tuple[Item, ...]:
    items: list[Item] = []
    counts: dict[str | None, int] = {}
    part: str | None = None
    for position, (start, lines, alone) in enumerate(starts):
        stop = starts[position + 1].at if position + 1 < len(starts) else len(body)
        floor = starts[position - 1].at if position else -1
        title, _ = _part_above(reading, body, start, floor)
        # between stories that are counted through stand comments and pictures, no names of parts
        if title is not None and alone <= 1:
            part = title
        counts[part] = counts.get(part, 0) + 1
        end = stop if stop == len(body) else _after_part(reading, body, start, stop)
        while end - 1 > start and _NUMBER_ALONE.fullmatch(body[end - 1].read):
            end -= 1  # the number of the next story, on a line of its own
        kept, link = _until_link(reading, body[start + lines : end])
        link = link or _linked_title(reading, body[start])
        heading = tuple(body[start : start + lines])
        items.append(Item(heading, head_of(body[start].read).at, tuple(kept), part, counts[part], link))
    return tuple(items)


def _part_above(reading: Reading, body: Sequence[Line], start: int, floor: int) -> tuple[str | None, int]:
    """The heading of the part that begins right above an item, and its line."""
    index = start - 1
    while index > floor and (body[index].kind is BlockKind.PICTURE or _is_count(body[index].read)):
        index -= 1
    if index <= floor or not _may_head_part(body[index].read) or _leads_elsewhere(reading, body[index]):
        return None, start
    read = body[index].read
    return read[head_of(read).at :], index


def _is_count(read: str) -> bool:
    """PART, 01: what stands between the name of a part and the first title."""
    return _PART_MARK.match(read) is not None or _NUMBER_ALONE.fullmatch(read) is not None


def _may_head_part(read: str) -> bool:
    is_short = is_headline(read) and len(read) <= _PART_LONGEST and head_of(read).style is not Style.DIGIT
    if not is_short or "：" in read or _NO_PART.search(read) or len(read) < _PART_LEAST:
        return False
    return not _URL.search(read) and not _LINK_LABEL.match(read)


def _leads_elsewhere(reading: Reading, line: Line) -> bool:
    """Whether most of a line is a link."""
    covered = sum(
        min(link.end, line.end) - max(link.start, line.start)
        for link in reading.links
        if link.start < line.end and line.start < link.end and link.target.startswith("http")
    )
    return covered >= _LINKED * max(line.end - line.start, 1)


def _after_part(reading: Reading, body: Sequence[Line], start: int, stop: int) -> int:
    """Where the lines of an item end: before the heading of the next part."""
    title, at = _part_above(reading, body, stop, start)
    if title is None:
        return stop
    while at - 1 > start and _PART_MARK.match(body[at - 1].read or "0"):
        at -= 1
    return at


def _until_link(reading: Reading, lines: Sequence[Line]) -> tuple[list[Line], str | None]:
    """The lines of a story up to the address of its original; what follows is the page's."""
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if _HINT.fullmatch(line.read):
            continue
        labelled = _LABELLED.match(line.read) and _leads_elsewhere(reading, line)
        if labelled or _LINK_LABEL.match(line.read) or (_URL.match(line.read) and len(line.pieces) == 1):
            for one in lines[index : index + 3]:
                address = _address(reading, one)
                if address is not None:
                    return kept, address
            continue
        kept.append(line)
    return kept, None


def _address(reading: Reading, line: Line) -> str | None:
    for link in reading.links:
        if link.start < line.end and line.start < link.end and link.target.startswith("http"):
            return link.target
    found = _URL.search(reading.text[line.start : line.end])
    return found[0] if found else None


def _linked_title(reading: Reading, line: Line) -> str | None:
    return next(
        (
            link.target
            for link in reading.links
            if link.start < line.end and line.start < link.end and link.target.startswith("http")
        ),
        None,
    )


def _has_source(item: Item) -> bool:
    return bool(item.lines) and closing_source().search(item.lines[-1].read) is not None
