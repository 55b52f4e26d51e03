"""Words that name a provision by where they stand: 前款, 前条, 本条第一款, 本法第二十一条, 该法第二款."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

import msgspec

from guanlan.text.provisions import ProvisionRange
from guanlan.text.span import Found


class Near(StrEnum):
    """From where a reference counts."""

    OWN = "own"  # 本法, 本条例: the instrument in which the words stand
    ARTICLE = "article"  # 本条
    PARAGRAPH = "paragraph"  # 本款
    BEFORE_ARTICLE = "before_article"  # 前条, 前两条
    BEFORE_PARAGRAPH = "before_paragraph"  # 前款, 前两款
    BEFORE_ITEM = "before_item"  # 前项
    THAT = "that"  # 该法, 该条例: the instrument named last


class Reference(msgspec.Struct, frozen=True):
    """``near`` and the provisions behind it; ``count`` is 2 for 前两款. ``law`` is the instrument that 该法 speaks of."""

    near: Near
    provisions: tuple[ProvisionRange, ...] = ()
    count: int = 1
    law: str | None = None


class Here(msgspec.Struct, frozen=True):
    """Where words stand: in the text of version ``ref``, in its unit ``unit`` (the innermost one).

    ``names`` are the short names that the text gives (以下简称《条例》) with what they stand for.
    """

    ref: str
    unit: int = -1
    names: Mapping[str, str] = {}


def find_references(text: str, context: object = None) -> Iterator[Found[Reference]]:
    """Every reference of this kind, never raises. An article number alone (第五条 inside a law) is not one of them."""
    raise NotImplementedError


def given_names(text: str) -> dict[str, str]:
    """The short names that a text gives: 《甲管理条例》（以下简称《条例》） → {"条例": "甲管理条例"}."""
    raise NotImplementedError
