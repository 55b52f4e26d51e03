"""A release's page: headline, byline, body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from guanlan.extract.bulletin.likeness import overlap, pairs
from guanlan.extract.bulletin.lines import Line, words_of
from guanlan.extract.bulletin.marks import is_headline
from guanlan.records.bulletin import Words
from guanlan.records.reading import BlockKind, Reading

_TOP = 20  # lines among which the headline stands
_ALIKE = 0.6  # share of common character pairs of a page's title and its headline
_BYLINE = re.compile(
    r"(?:(?:发布|发稿|更新|发表|印发|公开)?(?:时间|日期)|(?:信息|稿件|文章)?来源|作者|发布(?:机构|单位)|索引号|文号|原创|编辑)\s*[：:]|"
    r"(?:\d{4}[-/.年]\s?\d{1,2}[-/.月]\s?\d{1,2}日?)(?:\s*\d{1,2}[：:]\d{2}(?:[：:]\d{2})?)?\s*(?:$|来源)"
)
# an account's line: its name, the day, the time, the place it was sent from
_ACCOUNT = re.compile(r".{0,40}?\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*\d{1,2}[：:]\d{2}.{0,10}")
_SOURCE = re.compile(r"来源\s*[：:]\s*([^\s：:【\[|（）()，。；]{2,40})")
_TAIL = re.compile(
    r"（?(?:责任?编辑|责编|编辑|监制|审核|校对|供稿|撰稿|排版|初审|复审|终审)[：:]|（?样例文本|打印本页|关闭窗口|分享到|扫一扫|长按识别|"
    r"阅读原文|往期(?:精彩|推荐|回顾)|点击.{0,6}阅读|相关链接|相关稿件|相关解读"
)
# below it stand other articles of the account
_FOOT = re.compile(
    r"[-—\s]*(?:END|The End|完)[-—\s]*|[▼▲●■◆【\s]*(?:(?:阅读|往期|精彩|热文)推荐|(?:往期|精彩)回顾|往期精选|"
    r"(?:推荐|相关|更多|延伸|参考)阅读)[】：:▼\s]*"
)
_DAY = re.compile(r"((?:19|20)\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})")
_TAIL_LENGTH = 60


class Layout(NamedTuple):
    """``sources`` are those of the byline; ``published`` the day that page or byline gives."""

    headline: Words
    body: tuple[Line, ...]
    sources: tuple[Words, ...]
    published: date | None


def lay_out(reading: Reading, lines: Sequence[Line]) -> Layout:
    """What stands where on the page of ``reading``."""
    title = " ".join(reading.metadata.get("title", "").split())
    first, last = _headline_at(lines, title)
    headline = _together(reading.text, lines[first:last]) if last > first else Words(title)
    rest = list(lines[last:]) if last > first else list(lines)
    rest = [line for line in rest if line.kind is not BlockKind.PICTURE or line.target]
    byline = _byline(rest)
    body = _without_tail([line for index, line in enumerate(rest) if index not in byline])
    said = [rest[index] for index in sorted(byline)] + list(lines[:first])
    published = _day(reading.metadata.get("published", "")) or _said_day(said) or _signed_day(body)
    return Layout(headline, tuple(body), _sources(reading.text, said), published)


def _headline_at(lines: Sequence[Line], title: str) -> tuple[int, int]:
    """The lines of the headline: those most like the page's title, else the highest heading, else the first line."""
    top = [index for index in range(min(_TOP, len(lines))) if lines[index].kind is not BlockKind.PICTURE]
    if title:
        wanted = pairs(title)
        scored = [(overlap(wanted, pairs(lines[index].read)), -index) for index in top]
        best = max(scored, default=(0.0, 0))
        if best[0] >= _ALIKE:
            return _with_more(lines, -best[1], wanted, best[0])
    headings = [index for index in top if lines[index].is_heading]
    if headings:
        index = min(headings, key=lambda one: (lines[one].level or 9, one))
        return index, index + 1
    for index in top:
        if is_headline(lines[index].read, longest=120) and not _BYLINE.match(lines[index].read):
            return (index, index + 1) if not title else (0, 0)
        break
    return 0, 0


def _with_more(lines: Sequence[Line], index: int, wanted: frozenset[str], alike: float) -> tuple[int, int]:
    """The headline's line with the next one, where that makes it more like the title."""
    last = index + 1
    while last < len(lines):
        words = "".join(line.read for line in lines[index : last + 1])
        now = overlap(wanted, pairs(words))
        if now <= alike:
            break
        alike, last = now, last + 1
    return index, last


def _together(text: str, lines: Sequence[Line]) -> Words:
    words = [words_of(text, line.pieces) for line in lines]
    return Words("".join(one.text for one in words), tuple(span for one in words for span in one.spans))


def _byline(lines: Sequence[Line]) -> set[int]:
    """Day and source lines above the text."""
    found: set[int] = set()
    for index, line in enumerate(lines[:8]):
        if line.kind is BlockKind.PICTURE:
            continue
        if "。" in line.read or len(line.read) > 100:
            break
        if _BYLINE.match(line.read) or _ACCOUNT.fullmatch(line.read):
            found.add(index)
    return found


def _without_tail(lines: list[Line]) -> list[Line]:
    """The lines without editors' names, sharing tools and recommendations at the foot."""
    end = next((index for index, line in enumerate(lines) if index and _FOOT.fullmatch(line.read)), len(lines))
    while end:
        line = lines[end - 1]
        if line.kind is BlockKind.PICTURE or (len(line.read) <= _TAIL_LENGTH and _TAIL.match(line.read)):
            end -= 1
        else:
            break
    pictures = [line for line in lines[end:] if line.kind is BlockKind.PICTURE]
    return lines[:end] + pictures


def _sources(text: str, lines: Sequence[Line]) -> tuple[Words, ...]:
    for line in lines:
        published = text[line.start : line.end]
        found = _SOURCE.search(published)
        if found:
            return (Words(found[1], ((line.start + found.start(1), line.start + found.end(1)),)),)
    return ()


def _day(words: str) -> date | None:
    found = _DAY.search(words)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _said_day(lines: Sequence[Line]) -> date | None:
    return next((day for line in lines if (day := _day(line.read)) is not None), None)


def _signed_day(lines: Sequence[Line]) -> date | None:
    """The day of the signature: a line of its own near the end."""
    for line in reversed(lines[-12:]):
        if len(line.read) <= 14 and (day := _day(line.read)) is not None:
            return day
    return None
