"""Heading and list marks: 第一章, 第一条, 一、, （一）, 1., （1）, 案例一："""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from guanlan.errors import InputError
from guanlan.text.numerals import parse_number
from guanlan.text.span import Found

_NUMERAL = "[〇○零一二三四五六七八九十百千0-9]{1,7}"
# A mark opens a line (after blanks, quote signs and stars of Markdown) or follows the end of what goes before it
_OPENER = re.compile("[。；;：:\n]")
# 第五条规定 speaks of an article, 第三章的 of a chapter; a heading goes on with its own words (第五条 中小学校…, whose
# blank is not read)
_SPOKEN_OF = (
    rf"(?!(?:规定|明确|要求)(?:[的，。、；：]|办理|处罚|执行|情形)|[的、，。；）]|第{_NUMERAL}[款项目节]|款(?!项)|(?:和|或|及|与|至|到|以及)(?:第|本|前|上|其他)"
    "|所[称列述规指涉]|中(?:的|所|规定|关于|，|“)|以[上外]|以下(?:各条|条款)|例(?!外)|件)"
)
_MARK = re.compile(
    r"[ \u3000>*#\-]{0,12}(?P<mark>"
    rf"第(?P<part>{_NUMERAL})(?P<unit>[编章节条])(?:之(?P<insert>{_NUMERAL}))?{_SPOKEN_OF}"
    rf"|案例(?P<case>{_NUMERAL})(?=[：:、\s]|$)"
    r"|(?P<han>[一二三四五六七八九十]{1,4})、(?![一二三四五六七八九十])"
    r"|(?P<digits>[0-9]{1,3})(?:[.．](?![0-9])|、(?![0-9]))"
    r"|[（(](?:(?P<han_in>[一二三四五六七八九十]{1,4})|(?P<digits_in>[0-9]{1,3}))[）)])",
    re.MULTILINE,
)


class Mark(StrEnum):
    """What sort of mark it is."""

    PART = "编"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"
    CASE = "案例"
    HAN = "一、"
    HAN_BRACKET = "（一）"
    DIGIT = "1."
    DIGIT_BRACKET = "（1）"


# The order of 党政机关公文格式 (GB/T 9704—2012, 7.3.3) below the divisions of a law (立法法 第六十五条)
LEVELS = {mark: level for level, mark in enumerate(Mark, 1)}


class SectionMark(msgspec.Struct, frozen=True):
    """``number`` counts as the mark says; ``level`` 1 is the highest; ``insert`` is 1 for 第二十一条之一."""

    mark: Mark
    number: int
    level: int
    insert: int | None = None


def parse_section(text: str, context: object = None) -> SectionMark:
    """The mark that the whole of ``text`` is; raises ``InputError`` ``section.malformed``.

    >>> parse_section("（二）").number
    2
    """
    found = next(find_sections(text), None)
    if found is None or found.span != (0, len(text)):
        raise InputError("section.malformed", value=text)
    return found.value


def find_sections(text: str, context: object = None) -> Iterator[Found[SectionMark]]:
    """Every mark at the beginning of a line or after 。；： (enumerations run on inside a paragraph).

    >>> [found.of("包括：（1）监测；（2）处置。") for found in find_sections("包括：（1）监测；（2）处置。")]
    ['（1）', '（2）']
    """
    if (found := _found_at(text, 0)) is not None:
        yield found
    for opener in _OPENER.finditer(text):
        if (found := _found_at(text, opener.end())) is not None:
            yield found


_BY_GROUP = {
    "case": Mark.CASE,
    "han": Mark.HAN,
    "digits": Mark.DIGIT,
    "han_in": Mark.HAN_BRACKET,
    "digits_in": Mark.DIGIT_BRACKET,
}


def _found_at(text: str, at: int) -> Found[SectionMark] | None:
    found = _MARK.match(text, at)
    value = _read(found) if found is not None else None
    return Found(found.start("mark"), found.end("mark"), value) if found is not None and value is not None else None


def _read(found: re.Match[str]) -> SectionMark | None:
    if found["part"] is not None:
        mark, numeral = Mark(found["unit"]), found["part"]
    else:
        group = next(name for name in _BY_GROUP if found[name] is not None)
        mark, numeral = _BY_GROUP[group], found[group]
    number = _count(numeral)
    insert = _count(found["insert"]) if found["insert"] is not None else None
    return None if number is None else SectionMark(mark, number, LEVELS[mark], insert)


def _count(numeral: str) -> int | None:
    try:
        return int(parse_number(numeral).value)
    except InputError:
        return None
