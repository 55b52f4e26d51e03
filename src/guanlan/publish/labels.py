"""What readers are told of words that a model wrote, and of English that is not official: the same in every format."""

from __future__ import annotations

from guanlan.publish.drafting.cutting import sentences
from guanlan.publish.drafting.english import UNOFFICIAL
from guanlan.records.bulletin import Column, Entry, Hand, ParagraphKind

_TELLING = 8  # a shorter sentence (会议指出，) is anybody's

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


def hand_after(entry: Entry, drafted: str, hand: Hand) -> Hand | None:
    """By what hand the entry's text came about, once it was edited. ``drafted`` is what the model wrote (one paragraph
    a line), ``hand`` how it was taken: that stays while no word is another. Where a sentence of the model's still
    stands, the text is mended; where none does, it is a person's, and the label falls away.

    A model's words that are not kept any more (``drafted`` is empty) cannot be compared: the text counts as mended.
    """
    text = "\n".join(one.words.text for one in entry.paragraphs if one.kind is ParagraphKind.TEXT)
    if not drafted:
        return Hand.MENDED
    if text == drafted:
        return hand
    told = (sentence for line in drafted.splitlines() for sentence in sentences(line))
    return Hand.MENDED if any(len(one) >= _TELLING and one in text for one in told) else None
