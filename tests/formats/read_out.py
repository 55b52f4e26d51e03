"""Readings as lines that a test can compare."""

from __future__ import annotations

from guanlan.formats import paragraphs
from guanlan.records.reading import BlockKind, Reading


def words(reading: Reading, *kinds: BlockKind) -> list[str]:
    """The paragraphs without furniture, those of some kinds only where given; continuations put to their beginnings."""
    return [
        "".join(reading.text[block.start : block.end] for block in group)
        for group in paragraphs(reading)
        if not kinds or group[0].kind in kinds
    ]


def of_kind(reading: Reading, kind: BlockKind) -> list[str]:
    """The words of each block of one kind."""
    return [reading.text[block.start : block.end] for block in reading.blocks if block.kind is kind]


def check_laws(reading: Reading) -> None:
    """What every reading promises: blocks in range, ordered, apart, of one line, none empty but pictures."""
    before = 0
    for block in reading.blocks:
        assert before <= block.start <= block.end <= len(reading.text)
        assert block.end > block.start or block.kind is BlockKind.PICTURE
        assert "\n" not in reading.text[block.start : block.end]
        assert (block.row is None) == (block.column is None)
        before = block.end
    for page in reading.pages:
        assert 0 <= page.start <= page.end <= len(reading.text)
    for link in reading.links:
        assert 0 <= link.start < link.end <= len(reading.text)
