"""Which marks a house uses for its columns, sub-columns and entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from guanlan.extract.bulletin.contents import Contents
from guanlan.extract.bulletin.lines import Line
from guanlan.extract.bulletin.marks import Head, Style, opening

_MARKED = (Style.PART, Style.HAN, Style.HAN_BRACKET, Style.DIGIT, Style.DIGIT_BRACKET)


class Ranks(NamedTuple):
    """The style of each rank; ``subcolumn`` is None where the house has none."""

    column: Style
    subcolumn: Style | None
    entry: Style


def rank_styles(
    lines: Sequence[Line], heads: Sequence[Head | None], start: int, contents: Contents | None
) -> Ranks | None:
    """The ranks told from the contents list, else from the headings of the body; None where nothing is numbered."""
    if contents is not None:
        announced = [item.head.style for item in contents.items]
        found = _ranks(announced, plain=Style.PLAIN in announced)
        if found is not None and found.entry in (Style.DIGIT, Style.DIGIT_BRACKET, Style.HAN_BRACKET):
            return found
    body = [head for head in heads[start:] if head is not None]
    styles = [head.style for head in body if head.number == 1]
    lowest = _entry_style(styles)
    if lowest is None:
        return None
    upper = _above(lines, heads, start, lowest)
    return _ranks([*upper, lowest], plain=Style.PLAIN in upper)


def _entry_style(styles: Sequence[Style]) -> Style | None:
    """Entries are numbered 1. where anything is; else （一）, else 一、: lower marks are lists inside them."""
    for style in (Style.DIGIT, Style.HAN_BRACKET, Style.HAN, Style.DIGIT_BRACKET):
        if style in styles:
            return style
    return None


def _above(lines: Sequence[Line], heads: Sequence[Head | None], start: int, entry: Style) -> list[Style]:
    """The styles of the headings that stand right above a first entry, guide and keywords passed over."""
    found: list[Style] = []
    for index in range(start, len(lines)):
        head = heads[index]
        if head is None or head.style is not entry or head.number != 1:
            continue
        for at in range(index - 1, max(index - 2, start) - 1, -1):
            above = heads[at]
            if above is None or above.style is entry or opening("keywords").match(lines[at].read):
                break
            found.append(above.style)
            if above.style is Style.PLAIN:
                break
    guided = [
        heads[at - 1]
        for at in range(start + 1, len(lines))
        if opening("guide").match(lines[at].read) or opening("keywords").match(lines[at].read)
    ]
    found.extend(head.style for head in guided if head is not None and head.style is not entry)
    # a single unmarked line above marked columns is the cover's
    if found.count(Style.PLAIN) == 1 and len(set(found)) > 1:
        found.remove(Style.PLAIN)
    return found


def _ranks(styles: Sequence[Style], *, plain: bool) -> Ranks | None:
    present = [style for style in _MARKED if style in styles]
    if not present:
        return None
    entry = present[-1]
    above = [style for style in (*present[:-1], *((Style.PLAIN,) if plain else ())) if style is not entry]
    if not above:
        return None
    above.sort()
    if len(above) == 1:
        return Ranks(above[0], None, entry)
    return Ranks(above[0], above[-1], entry)
