"""Text whose lines the page ended: paragraphs are put together again before anything else looks at them.

Only plain text needs this: the readers of the other formats know where a paragraph ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from guanlan.extract.bulletin.lines import Line
from guanlan.extract.bulletin.marks import Style, closing_source, head_of, is_contents_heading, opening
from guanlan.records.reading import BlockKind
from guanlan.text.reading_map import Piece

_NARROWEST, _WIDEST = 40, 120  # columns of a printed line: 20 to 60 ideographs
_SLACK = 4  # columns by which a full line may be short: punctuation that may not begin a line pulls one or two signs on
_SHARE = 0.4  # of all lines are full in wrapped text; in text with a line a paragraph no width reaches a tenth
_OVERLONG = 0.05  # share of lines that may be longer: contents lines, addresses that cannot be broken
_PAGED = re.compile(r"(?:[.．·…⋯]{2,}|\t| {2,})\s*\d{1,3}$")
_LEAST = 30  # lines, below which a common width is chance


def unwrapped(text: str, lines: Sequence[Line], is_furniture: Callable[[Line], bool]) -> list[Line]:
    """The same lines with those put together that a fixed page width parted; as they are where there is none."""
    width = _page_width(text, lines)
    if width is None:
        return list(lines)
    kept: list[Line] = []
    full = False
    for line in lines:
        if kept and is_furniture(line):
            continue
        if full and _goes_on(text, line):
            kept[-1] = _joined(kept[-1], line)
        else:
            kept.append(line)
        full = width - _SLACK <= _width(text, line) and not _is_closed(text, line)
    return kept


def _page_width(text: str, lines: Sequence[Line]) -> int | None:
    widths = Counter(_width(text, line) for line in lines if line.kind is BlockKind.PARAGRAPH)
    total = sum(widths.values())
    common = [width for width in widths if _NARROWEST <= width <= _WIDEST]
    if total < _LEAST or not common:
        return None
    width = max(common, key=lambda one: (_full(widths, one), one))
    longer = sum(count for one, count in widths.items() if one > width + _SLACK)
    return width if _full(widths, width) >= _SHARE * total and longer <= _OVERLONG * total else None


def _full(widths: Counter[int], width: int) -> int:
    return sum(widths[width - short] for short in range(_SLACK + 1))


def _width(text: str, line: Line) -> int:
    """Columns that the last printed line of ``line`` takes, its indentation included."""
    last = line.pieces[-1]
    words = text[text.rfind("\n", 0, last.start) + 1 : last.end]
    # GB 18030 takes one byte for what is narrow and two for ideographs and their punctuation
    return len(words[: _WIDEST + 1].encode("gb18030", "replace"))


def _is_closed(text: str, line: Line) -> bool:
    """Lines that fill the page by chance: a contents line with its page, a source line."""
    if closing_source().search(line.read) is not None:
        return line.read[-1] in "）】]。"
    return _PAGED.search(text[line.start : line.end]) is not None


def _goes_on(text: str, line: Line) -> bool:
    """Whether the line begins neither a paragraph (by indentation) nor anything that is marked."""
    start = line.pieces[0].start
    indent = text[text.rfind("\n", 0, start) + 1 : start]
    if indent.strip("\r") or line.kind is not BlockKind.PARAGRAPH or is_contents_heading(line.read):
        return False
    if head_of(line.read).style is not Style.PLAIN:
        return False
    return not any(opening(part).match(line.read) for part in ("guide", "keywords", "notice", "annex", "source"))


def _joined(before: Line, line: Line) -> Line:
    pieces = before.pieces + tuple(Piece(piece.start, piece.end, "") for piece in line.pieces)
    latin = (
        before.read[-1:].isascii() and before.read[-1:].isalpha() and line.read[0].isascii() and line.read[0].isalpha()
    )
    return before._replace(pieces=pieces, read=before.read + (" " if latin else "") + line.read)
