"""What readers are told of words that a model wrote, and of English that is not official: the same in every format."""

from __future__ import annotations

from guanlan.publish.drafting.english import UNOFFICIAL
from guanlan.records.bulletin import Column, Entry, Hand

_HANDS = {
    Hand.MODEL: "模型生成，经闸门核对",
    Hand.ADOPTED: "模型生成，编辑采用",
    Hand.MENDED: "模型起草，人工修订",
}


def label(hand: Hand) -> str:
    """The label of words.

    >>> label(Hand.MODEL)
    '〔模型生成，经闸门核对〕'
    """
    return f"〔{_HANDS[hand]}〕"


def guide_label(column: Column) -> str | None:
    """What stands under a guide that a model wrote."""
    return f"〔本栏导读：{_HANDS[column.guide_hand]}〕" if column.guide_hand else None


def entry_label(entry: Entry) -> str | None:
    """What stands under a text that a model wrote."""
    return label(entry.hand) if entry.hand and not entry.is_retracted() else None


def english_lines(entry: Entry) -> tuple[str, ...]:
    """An entry's title and abstract in English, each with what it is."""
    if entry.is_retracted():
        return ()
    title = (f"{entry.title_en.text}（{UNOFFICIAL}）",) if entry.title_en else ()
    if entry.abstract is None:
        return title
    return (*title, f"Abstract: {entry.abstract.words.text}{label(entry.abstract.hand)}")
