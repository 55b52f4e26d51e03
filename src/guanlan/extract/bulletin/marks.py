"""What a line is by its first characters: 第一部分, 一、, （一）, 1., （1）, 导读：, （来源：…）."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from guanlan.text.tables_reading import table_rows

_HAN = "一二三四五六七八九十百"
_DIGITS = {sign: value for value, sign in enumerate("一二三四五六七八九", 1)}

TERMINAL = "。！？；：…”’）】>》"
"""Signs that may end a paragraph; of them 。！？；： do end a sentence or open a list."""

_CLOSED = re.compile(r"[。；：，、,;]$")


class Style(IntEnum):
    """Ways to mark a heading, the higher ones first; PLAIN has no ordinal."""

    PART = 0  # 第一部分, 第二篇
    PLAIN = 1
    HAN = 2  # 一、
    HAN_BRACKET = 3  # （一）
    DIGIT = 4  # 1. 1、
    DIGIT_BRACKET = 5  # （1）


class Head(NamedTuple):
    """A line as a heading: how it is marked, its ordinal, and where its words begin in the line as read."""

    style: Style
    number: int
    at: int


_MARKS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    (
        Style.DIGIT,
        re.compile(
            r"(?:【(\d{1,3})】|(\d{1,3})(?:[.．](?!\d)|[.．](?=\d{4}年)|、(?!\d{1,3}(?:[、.．至到日月号\-—]|$))))\s*"
        ),
    ),
    (Style.HAN_BRACKET, re.compile(rf"（([{_HAN}]{{1,4}})）[、.：]?\s*")),
    (Style.DIGIT_BRACKET, re.compile(r"（(\d{1,3})）[、.：]?\s*|(\d{1,3})）\s*")),
    (Style.HAN, re.compile(rf"([{_HAN}]{{1,4}})[、.．]\s*")),
    (Style.PART, re.compile(rf"第([{_HAN}]{{1,4}}|\d{{1,2}})(?:部分|篇|板块|单元|版块|辑)[：:、.\s]*")),
)
_FIRST = frozenset("【（第0123456789" + _HAN)
# signs that designers put before a heading
_BULLET = re.compile(r"[■□▍◆◇●○★☆▶►▎※#]+\s*")


def han_number(words: str) -> int:
    """A numeral below 1000 as written in ordinals; 0 where it is none.

    >>> han_number("二十三"), han_number("十")
    (23, 10)
    """
    total, digit = 0, 0
    for sign in words:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign == "十":
            total += (digit or 1) * 10
            digit = 0
        elif sign == "百":
            total += (digit or 1) * 100
            digit = 0
        else:
            return 0
    return total + digit


def head_of(read: str) -> Head:
    """How the line ``read`` is marked.

    >>> head_of("（二）部委层面动向")
    Head(style=<Style.HAN_BRACKET: 3>, number=2, at=3)
    """
    if not read:
        return Head(Style.PLAIN, 0, 0)
    if read[0] in _FIRST:
        for style, pattern in _MARKS:
            found = pattern.match(read)
            if found is None:
                continue
            numeral = next(group for group in found.groups() if group)
            number = int(numeral) if numeral.isascii() and numeral.isdigit() else han_number(numeral)
            if number:
                return Head(style, number, found.end())
    found = _BULLET.match(read)
    return Head(Style.PLAIN, 0, found.end() if found else 0)


def is_headline(read: str, *, longest: int = 160) -> bool:
    """Whether ``read`` has the shape of a heading: not too long, one clause or two, no closing punctuation.

    The longest title of a real entry names two drafts in full (90 characters); 160 leaves room for three.
    """
    return 0 < len(read) <= longest and _CLOSED.search(read) is None and "。" not in read[:-1]


_ISSUE = re.compile(
    r"（?(?:总|\d{4}年(?:\d{1,2}月)?)?第[\d〇一二三四五六七八九十百]{1,5}期(?:（.{1,12}）)?|"
    r"[\d〇一二三四五六七八九]{4}年[\d〇一二三四五六七八九十]{1,3}月(?:[\d〇一二三四五六七八九十]{1,3}日)?"
)


def names_issue(read: str) -> bool:
    """Whether the line does nothing but number or date an issue.

    >>> names_issue("2025年第7期"), names_issue("2025年1月数据交易报告")
    (True, False)
    """
    return _ISSUE.fullmatch(read) is not None


@cache
def cues(part: str) -> frozenset[str]:
    """The words of ``tables/cues.tsv`` under ``part``."""
    for name, words, _ in table_rows("cues", "guanlan.extract.bulletin"):
        if name == part:
            return frozenset(words.split("|"))
    raise KeyError(part)


def _alternatives(part: str) -> str:
    return "|".join(re.escape(word) for word in sorted(cues(part), key=len, reverse=True))


@cache
def opening(part: str) -> re.Pattern[str]:
    """A line that opens ``part``: its cue, then a colon or the end of the line; brackets around the cue allowed."""
    cue = _alternatives(part)
    return re.compile(rf"(?:【(?:{cue})】[：:]?|\[(?:{cue})\][：:]?|(?:{cue})(?:[：:]|$))\s*")


@cache
def closing_source() -> re.Pattern[str]:
    """The source line that closes an entry: （来源：…） at the end of a paragraph, or a line of its own."""
    cue = _alternatives("source")
    return re.compile(
        rf"[（【\[](?:{cue})[：:]([^（）【】]*(?:（[^（）]*）[^（）【】]*)*)[）】\]]?[。.\s]*$|^(?:{cue})[：:]([^。]{{1,80}})$"
    )


def is_contents_heading(read: str) -> bool:
    """目录, 目 录, CONTENTS, 目录 CONTENTS."""
    bare = "".join(read.split())
    return len(bare) <= 14 and (
        bare in cues("contents") or bare.upper() in ("目录CONTENTS", "CONTENTS目录", "CONTENTS")
    )
