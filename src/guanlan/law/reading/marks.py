"""What opens a line of a law: 第一编, 第一章, 第一条, （一）, 一、, 1., 附件."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.law.reading.lines import Line
from guanlan.text.numerals import parse_number


class Kind(IntEnum):
    """What a line opens. Those up to ARTICLE are divisions, the higher the smaller (立法法 第六十五条)."""

    ANNEX = 0
    PART = 1  # 编
    SUBPART = 2  # 分编
    CHAPTER = 3  # 章
    SECTION = 4  # 节
    ARTICLE = 5  # 条
    HAN_BRACKET = 6  # （一）
    HAN = 7  # 一、
    DIGIT = 8  # 1.
    DIGIT_BRACKET = 9  # （1）
    CIRCLED = 10
    CONTENTS = 11  # 目录
    PLAIN = 12
    HEADING = 13  # of Markdown, with no mark of a law


class Mark(NamedTuple):
    """``number`` and ``insert`` (1 for 第二十条之一); ``end`` is where the words behind the mark begin.

    ``odd`` is the remark code of a mark that is printed wrong.
    """

    kind: Kind
    number: int
    insert: int
    end: int
    odd: str = ""


_HAN = "〇○零一二两三四五六七八九十百千"
UNITS = {
    "分编": Kind.SUBPART,
    "编": Kind.PART,
    "編": Kind.PART,
    "章": Kind.CHAPTER,
    "节": Kind.SECTION,
    "節": Kind.SECTION,
    "条": Kind.ARTICLE,
    "條": Kind.ARTICLE,
}
_BLANK = "[ \\t\u3000\u2002\u2003\u00a0]"
_MARK = re.compile(
    # 笫 for 第, a dash for 一, a blank inside: misprints that official copies carry
    rf"[第笫]{_BLANK}?(?P<part>[{_HAN}0-9０-９－—\-]{{1,9}}){_BLANK}?(?P<unit>分编|[编編章节節条條])"
    rf"(?:之(?P<insert>[一二三四五六七八九十]{{1,3}}))?"
    rf"|[（(]{_BLANK}?(?:(?P<han_in>[{_HAN}]{{1,5}})|(?P<digits_in>[0-9０-９]{{1,3}})){_BLANK}?[）)]"
    rf"|(?P<han>[{_HAN}]{{1,5}})、(?![{_HAN}]{{1,2}}[、级等类条款项])"
    r"|(?P<digits>[0-9０-９]{1,3})(?:、|[.．](?![0-9０-９]))"
    # 一 第十 条: the strokes of 一 come out of a PDF ahead of their line
    rf"|(?P<tail>[{_HAN}]) 第{_BLANK}?(?P<head>[{_HAN}]{{0,6}}){_BLANK}?条(?={_BLANK})"
    r"|(?P<circled>[\u2460-\u249b\u3220-\u3229])"
)
_OPENERS = frozenset(f"第笫（({_HAN}0123456789０１２３４５６７８９") | {
    chr(point) for point in (*range(0x2460, 0x249C), *range(0x3220, 0x322A))
}
# 第五条规定, 第五条第二款: an article is spoken of
_SPOKEN_OF = re.compile(
    rf"[的、，。；）和及与或至到路线]|例(?!外)|消息|新闻|评论|信息|短信|规定|第[{_HAN}0-9]{{1,5}}[款项条]|所[称列述规指]|中|修改|增加|删|以[上外下]|款(?!项)"
)
_BLANKS = re.compile(rf"{_BLANK}*")
_NAMED = re.compile("(?:总|附|分|序)[ \t\u3000\u00a0]*(?:则|則|言)")
_CONTENTS = re.compile("目[ \t\u3000\u00a0]*[录錄次]")
_ANNEX = re.compile(
    rf"附[ \u3000]?[件表录图][ \u3000]?(?P<number>[{_HAN}0-9]{{0,3}})(?:$|[ \u3000]*[:：]|[ \u3000]+)"
    r"|附[ \u3000]*(?:[:：]|$)"
)
_DECIMAL = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2})*")
_LONGEST_HEADING = 60  # the longest chapter heading met in 3,450 laws has 41 characters
_ENDS_SENTENCE = frozenset("。；：，;,:、")
_LARGEST = 9999  # the longest code has 1,260 articles
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９○", "0123456789〇")


def mark_of(text: str, line: Line) -> Mark:
    """What ``line`` opens."""
    start, end, depth = line
    first = text[start]
    if first in _OPENERS:
        found = _MARK.match(text, start, end)
        if found is not None and (mark := _read(text, found, end, depth)) is not None:
            return mark
    elif first in "总附分序目" and (mark := _named(text, start, end)) is not None:
        return mark
    if depth > 1:
        return _heading(text, line)
    return Mark(Kind.PLAIN, 0, 0, start)


def _read(text: str, found: re.Match[str], end: int, depth: int) -> Mark | None:
    group = found.lastgroup
    if group in ("unit", "insert"):
        return _division(text, found, end, depth)
    if group == "head":
        number = number_of(found["head"] + found["tail"])
        return None if number is None else Mark(Kind.ARTICLE, number, 0, found.end() + 1, "law.misprint")
    words = _BLANKS.match(text, found.end(), end)
    after = words.end() if words else found.end()
    if group == "circled":
        return Mark(Kind.CIRCLED, _circled(found[0]), 0, after)
    if group is None:
        return None
    number = number_of(found[group])
    return None if number is None else Mark(_LISTED[group], number, 0, after)


_LISTED = {"han_in": Kind.HAN_BRACKET, "digits_in": Kind.DIGIT_BRACKET, "han": Kind.HAN, "digits": Kind.DIGIT}


def _division(text: str, found: re.Match[str], end: int, depth: int) -> Mark | None:
    kind = UNITS[found["unit"]]
    numeral = found["part"]
    number = number_of(numeral)
    odd = ""
    if number is None:
        number = number_of(numeral[:-1] + "一") if numeral[-1] in "－—-" and numeral[:-1][-1:] in ("十", "百") else None
        odd = "law.misprint"
    if number is None:
        return None
    insert = number_of(found["insert"]) or 0 if found["insert"] else 0
    words = _BLANKS.match(text, found.end(), end)
    after = words.end() if words else found.end()
    if kind is Kind.ARTICLE:
        if after == found.end() < end and _SPOKEN_OF.match(text, after, end):
            return None
    elif not depth and (
        end - after > _LONGEST_HEADING or text[end - 1] in _ENDS_SENTENCE or _runs_on(text, found, after)
    ):
        return None
    if kind is Kind.ARTICLE and (found[0][0] == "笫" or " " in found[0] or "\u3000" in found[0]):
        odd = "law.misprint"
    return Mark(kind, number, insert, after, odd)


def _runs_on(text: str, found: re.Match[str], after: int) -> bool:
    """第三章的规定…: no blank behind the number, and words that speak of a chapter."""
    return after == found.end() and _SPOKEN_OF.match(text, after) is not None


def _named(text: str, start: int, end: int) -> Mark | None:
    """总则, 附则, 序言, 目录, 附件."""
    if end - start < 8:
        if _NAMED.fullmatch(text, start, end):
            return Mark(Kind.CHAPTER, 0, 0, start)
        if _CONTENTS.fullmatch(text, start, end):
            return Mark(Kind.CONTENTS, 0, 0, start)
    if end - start > _LONGEST_HEADING or text[end - 1] in "。；，":
        return None
    found = _ANNEX.match(text, start, end)
    if found is None:
        return None
    number = number_of(found["number"]) if found["number"] else None
    return Mark(Kind.ANNEX, number or 0, 0, _after(text, found.end(), end))


def _after(text: str, at: int, end: int) -> int:
    words = _BLANKS.match(text, at, end)
    return words.end() if words else at


def _heading(text: str, line: Line) -> Mark:
    """A heading of Markdown whose words carry no mark of a law: 5.1 颅脑."""
    number = _DECIMAL.match(text, line.start, line.end)
    last = int(number[0].rsplit(".", 1)[-1]) if number else 0
    return Mark(Kind.HEADING, last, 0, _after(text, number.end(), line.end) if number else line.start)


@lru_cache(maxsize=4096)
def number_of(numeral: str) -> int | None:
    """The value of a numeral as laws write it; None where it is none (十十)."""
    try:
        number = int(parse_number(numeral.translate(_WIDE_DIGITS)).value)
    except InputError:
        return None
    return number if number <= _LARGEST else None


def _circled(sign: str) -> int:
    point = ord(sign)
    if point >= 0x3220:
        return point - 0x3220 + 1
    return (point - 0x2460) % 20 + 1
