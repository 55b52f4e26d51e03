"""What stands after the last entry: notices, addresses, advertisements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from guanlan.extract.bulletin.lines import Line, words_of
from guanlan.extract.bulletin.marks import Style, closing_source, cues, head_of, is_headline, opening
from guanlan.records.bulletin import BackMatter, Words
from guanlan.records.reading import BlockKind

_TITLE = 40  # longest heading of a notice
_GAP = 2  # blank lines that set what follows apart from an entry; paragraphs are at most one apart
_NEAR = 24  # lines within which an advertisement shows what it is
_SOON = 6  # lines within which it does so where nothing sets it apart


@cache
def _advisory() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, cues("advisory")), key=len, reverse=True)))


def back_starts(lines: Sequence[Line], bodies: frozenset[str]) -> int:
    """The first line of the back matter among the lines of the last entry; their number where there is none.

    ``bodies`` are the bodies of the masthead: a line that only names one of them opens its own page.
    """
    said = False
    for index, line in enumerate(lines):
        if index and closing_source().search(lines[index - 1].read) and not _tells_on(lines[index:]):
            return index
        if said and _opens_back(lines, index, bodies):
            return index
        said = said or not is_headline(line.read)
    return len(lines)


def _tells_on(lines: Sequence[Line]) -> bool:
    """Whether after a source line sub-cases go on: another source line follows."""
    return any(closing_source().search(line.read) for line in lines)


def _opens_back(lines: Sequence[Line], index: int, bodies: frozenset[str]) -> bool:
    line = lines[index]
    read = line.read
    if line.kind is BlockKind.PICTURE or len(read) > _TITLE or not is_headline(read):
        return False
    if opening("notice").match(read) or read in bodies:
        return True
    if head_of(read).style is not Style.PLAIN:
        return False
    set_apart = line.gap >= _GAP or (line.is_heading and line.level == 1)
    reach = _NEAR if set_apart else _SOON
    return any(_advisory().search(one.read) for one in lines[index : index + reach])


def read_back(text: str, lines: Sequence[Line]) -> tuple[BackMatter, ...]:
    """The back matter, one notice for each heading that a blank stretch or the format sets apart."""
    found: list[tuple[Words, list[Words]]] = []
    for index, line in enumerate(lines):
        if line.kind is BlockKind.PICTURE and not line.read:
            continue
        words = words_of(text, line.pieces)
        if not found or _opens_notice(lines, index):
            found.append((words, []))
        else:
            found[-1][1].append(words)
    return tuple(BackMatter(title, tuple(paragraphs)) for title, paragraphs in found)


def _opens_notice(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if line.is_heading:
        level = next((one.level for one in lines if one.is_heading), None)
        return line.level == level
    following = lines[index + 1].read if index + 1 < len(lines) else ""
    titled = len(line.read) <= _TITLE and is_headline(line.read) and "：" not in line.read and ":" not in line.read
    return line.gap >= _GAP and titled and len(following) > _TITLE and len(line.read) >= 4
