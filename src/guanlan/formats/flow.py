"""Blocks that belong together, as the pieces of a ReadingMap."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guanlan.records.reading import Block, BlockKind, Reading
from guanlan.text.foldings import CHINESE, WIDE_MARKS
from guanlan.text.reading_map import Piece

_WIDE = re.compile(f"[{CHINESE}{WIDE_MARKS}]")
# what a page may put between the two halves of a paragraph
_FLOATING = frozenset({BlockKind.PICTURE, BlockKind.CAPTION, BlockKind.CELL})


def paragraphs(reading: Reading, *, furniture: bool = False) -> list[tuple[Block, ...]]:
    """The blocks that carry words, each with those that continue it; furniture only when asked for.

    A running head, a picture or a table between a block and its continuation does not part the two.
    """
    groups: list[list[Block]] = []
    for block in reading.blocks:
        if block.kind is BlockKind.FURNITURE:
            if furniture:
                groups.append([block])
            continue
        begun = _begun(groups, block) if block.continues else None
        if begun is None:
            groups.append([block])
        else:
            begun.append(block)
    return [tuple(group) for group in groups]


def _begun(groups: list[list[Block]], block: Block) -> list[Block] | None:
    """The group that ``block`` continues."""
    for group in reversed(groups):
        kind = group[0].kind
        if kind is block.kind:
            return group
        if kind not in _FLOATING and kind is not BlockKind.FURNITURE:
            return None
    return None


def joiner(text: str, before: Block, after: Block) -> str:
    """What is read between a block and its continuation: a blank between Latin words that stood apart, else nothing."""
    gap = text[before.end : after.start]
    if not any(character.isspace() for character in gap) or before.end == before.start or after.end == after.start:
        return ""
    return "" if _WIDE.match(text[before.end - 1]) or _WIDE.match(text[after.start]) else " "


def pieces(text: str, blocks: Sequence[Block], first: str = "\n") -> list[Piece]:
    """The pieces of one paragraph (``blocks`` as :func:`paragraphs` gives them); ``first`` stands before it."""
    found: list[Piece] = []
    for index, block in enumerate(blocks):
        found.append(Piece(block.start, block.end, joiner(text, blocks[index - 1], block) if index else first))
    return found
