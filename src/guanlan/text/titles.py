"""Titles in 《…》: the name, the stage notes that follow it, the titles nested in it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from guanlan.text.span import Found


class Title(msgspec.Struct, frozen=True):
    """A title as it is named: ``notes`` are trailing brackets that tell a stage (试行, 征求意见稿), inside or directly
    after the 》; a period like （2025—2027年） belongs to ``name``. ``inner`` holds the titles nested in it.
    """

    name: str
    notes: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """The name with its stage notes in brackets."""
        return self.name + "".join(f"（{note}）" for note in self.notes)


def parse_title(text: str, context: object = None) -> Title:
    """The title that the whole of ``text`` is; raises ``InputError`` ``title.malformed``."""
    raise NotImplementedError


def find_titles(text: str, context: object = None) -> Iterator[Found[Title]]:
    """Every outermost title on one line; the span reaches from 《 to 》 or to the end of a stage note behind it."""
    raise NotImplementedError
