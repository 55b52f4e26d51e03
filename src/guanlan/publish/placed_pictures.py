"""The pictures of an entry where they stand, and what each must say of itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from guanlan.records.bulletin import Bulletin, Entry, Paragraph, ParagraphKind, Plate
from guanlan.records.finding import Finding


class Placed(NamedTuple):
    """A picture where it stands: ``number`` counts those of its entry from 1, ``at`` is its place among the entry's
    paragraphs; ``caption`` is the paragraph right behind it, where that is one.
    """

    entry: str
    number: int
    at: int
    picture: Paragraph
    caption: Paragraph | None

    def told(self) -> str:
        """What names it to a person."""
        return (self.caption.words.text if self.caption else "") or self.picture.words.text or "图片"


def pictures_in(entry: Entry) -> Iterator[Placed]:
    """The pictures of an entry, in order."""
    number = 0
    for at, (one, after) in enumerate(zip_longest(entry.paragraphs, entry.paragraphs[1:])):
        if one.kind is ParagraphKind.PICTURE:
            number += 1
            caption = after if after is not None and after.kind is ParagraphKind.CAPTION else None
            yield Placed(entry.id, number, at, one, caption)


def picture_objections(bulletin: Bulletin) -> tuple[Finding, ...]:
    """What stands against signing the issue off: a picture without consent, credit or caption is an error each."""
    found = []
    for entry in bulletin.entries():
        for one in pictures_in(entry):
            params = {"entry": one.entry, "text": one.told()}
            found += [
                Finding(f"picture.{name}", "error", 0, 0, one.told(), where=one.entry, params=params)
                for name in _lacking(one)
            ]
    return tuple(found)


def _lacking(one: Placed) -> Iterator[str]:
    plate = one.picture.plate or Plate()
    if not plate.consent.strip():
        yield "no_consent"
    if not plate.credit.strip():
        yield "no_credit"
    if one.caption is None or not one.caption.words.text:
        yield "no_caption"
