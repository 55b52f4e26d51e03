"""A digest: several stories in one release, each numbered and with the address of its original."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from guanlan.extract.bulletin.lines import Line
from guanlan.extract.bulletin.marks import Head, Style, closing_source, head_of, is_headline
from guanlan.records.reading import BlockKind, Reading

_LEAST = 3  # items
_TITLE_LEAST = 6  # characters of an item's title
_PART_LONGEST = 20
_TEXT = 60  # a longer line is text
_BULLET = re.compile(r"^[•·ㆍ●▪■◆\-*>\s]+")
_NAME = re.compile(r"周报|月报|日报|早报|晚报|速览|速递|汇总|要闻|动态|简报|一周|盘点|快讯|资讯|周刊|月刊")
_LINK_LABEL = re.compile(
    r"(?:转自[^，：]{2,20}，)?(?:原文|信息|参考|新闻|来源|详情|相关)?(?:链接|地址|网址|来源|出处|阅读原文|原文|详情点击)\s*[：:]?\s*(?=$|https?://)"
)
_URL = re.compile(r"https?://[^\s，。；、）)\]>》”\"']+")
_NUMBER_ALONE = re.compile(r"0?([1-9]\d?)[.、]?")
_NO_PART = re.compile("[，。！？…；]")
_PART_MARK = re.compile(r"(?i:part)[\s\d一二三四五六七八九十.]*$|[\d\s.]+$")


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
        numbered = len(starts) > len(announced) and set(announced) <= set(starts)
        return _items(reading, body, starts if numbered else announced)
    if len(starts) < _LEAST:
        return ()
    items = _items(reading, body, starts)
    linked = sum(item.link is not None or _has_source(item) for item in items)
    named = _NAME.search(headline) is not None
    # a statute, a Q&A or a list of cases is numbered too: most stories of a digest lead to their originals
    if linked * 2 >= len(items) if named else linked * 3 >= len(items) * 2:
        return items
    return ()


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


def _starts(body: Sequence[Line]) -> list[int]:
    """The lines that head items: numbered on from 1, or anew in each part; each has something under it."""
    found: list[int] = []
    last = 0
    for index, line in enumerate(body):
        if not is_headline(line.read):
            continue
        head = head_of(line.read)
        alone = _NUMBER_ALONE.fullmatch(body[index - 1].read) if index else None
        if alone and head.style is Style.PLAIN and len(line.read) >= _TITLE_LEAST:
            head = Head(Style.DIGIT, int(alone[1]), 0)
        if head.style is not Style.DIGIT or len(line.read) - head.at < _TITLE_LEAST:
            continue
        if head.number in (last + 1, 1) and index + 1 < len(body):
            found.append(index)
            last = head.number
    return found


def _items(reading: Reading, body: Sequence[Line], starts: list[int]) -> tuple[Item, ...]:
    items: list[Item] = []
    part: str | None = None
    number = 0
    for position, start in enumerate(starts):
        stop = starts[position + 1] if position + 1 < len(starts) else len(body)
        title, _ = _part_above(body, start, starts[position - 1] if position else -1)
        if title is not None and title != part:
            part, number = title, 0
        number += 1
        end = min(stop, _after_part(body, starts, position, stop))
        while end - 1 > start and _NUMBER_ALONE.fullmatch(body[end - 1].read):
            end -= 1  # the number of the next story, on a line of its own
        lines, link = _until_link(reading, body[start + 1 : end])
        link = link or _linked_title(reading, body[start])
        items.append(Item((body[start],), head_of(body[start].read).at, tuple(lines), part, number, link))
    return tuple(items)


def _part_above(body: Sequence[Line], start: int, floor: int) -> tuple[str | None, int]:
    """The heading of the part that begins right above an item, and its line."""
    index = start - 1
    while index > floor and (body[index].kind is BlockKind.PICTURE or _PART_MARK.match(body[index].read)):
        index -= 1
    if index <= floor:
        return None, start
    read = body[index].read
    plain = head_of(read)
    is_part = is_headline(read) and len(read) <= _PART_LONGEST and plain.style is not Style.DIGIT
    if (
        is_part
        and not _URL.search(read)
        and not _LINK_LABEL.match(read)
        and "：" not in read
        and not _NO_PART.search(read)
    ):
        return read[plain.at :], index
    return None, start


def _after_part(body: Sequence[Line], starts: list[int], position: int, stop: int) -> int:
    """Where the lines of an item end: before the heading of the next part."""
    if position + 1 >= len(starts):
        return stop
    title, at = _part_above(body, starts[position + 1], starts[position])
    if title is None:
        return stop
    while at - 1 > starts[position] and _PART_MARK.match(body[at - 1].read or "0"):
        at -= 1
    return at


def _until_link(reading: Reading, lines: Sequence[Line]) -> tuple[list[Line], str | None]:
    """The lines of a story up to the address of its original; what follows is the page's."""
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if _LINK_LABEL.match(line.read) or (_URL.match(line.read) and len(line.pieces) == 1):
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
