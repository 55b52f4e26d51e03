"""Heading and list marks: 第一章, 第一条, 一、, （一）, 1., （1）, 案例一："""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from guanlan.text.span import Found


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


class SectionMark(msgspec.Struct, frozen=True):
    """``number`` counts as the mark says; ``level`` 1 is the highest; ``insert`` is 1 for 第二十一条之一."""

    mark: Mark
    number: int
    level: int
    insert: int | None = None


def parse_section(text: str, context: object = None) -> SectionMark:
    """The mark that the whole of ``text`` is; raises ``InputError`` ``section.malformed``."""
    raise NotImplementedError


def find_sections(text: str, context: object = None) -> Iterator[Found[SectionMark]]:
    """Every mark at the beginning of a line or after 。；： (enumerations run on inside a paragraph)."""
    raise NotImplementedError
