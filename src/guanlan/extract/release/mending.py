"""Sentences that a page cut into lines are put together again."""

from __future__ import annotations

import re
from collections.abc import Sequence

from guanlan.extract.bulletin.lines import Line, between
from guanlan.extract.bulletin.marks import TERMINAL, Style, head_of
from guanlan.records.reading import BlockKind, Reading
from guanlan.text.reading_map import ReadingMap

_MARKDOWN = "text/markdown"
_CLAUSES = re.compile("[，。]")
_LABEL_LONGEST = 20  # 来源：某报, 联系电话：…: a line of its own
_NEW = re.compile(r"https?://|[•·●▪■◆\-*—]|[（(]?(?:来源|责编|编辑|作者|原文|链接|图)[：:/]")


def mended(reading: Reading, lines: Sequence[Line]) -> tuple[Line, ...]:
    """``lines`` with those put together that a saved article cut within a sentence: 罚款, 2000, 万美元.

    Accounts' editors set numbers and foreign words in spans of their own; what saves such pages as Markdown breaks the
    line at each. Within one paragraph an unfinished line goes on in the next one, where one of them is running text.
    Other formats' lines are their authors'.
    """
    if reading.media_type != _MARKDOWN:
        return tuple(lines)
    kept: list[Line] = []
    for line in lines:
        if kept and _goes_on(kept[-1], line):
            kept[-1] = _together(reading.text, kept[-1], line)
        else:
            kept.append(line)
    return tuple(kept)


def _goes_on(line: Line, following: Line) -> bool:
    if line.kind is not BlockKind.PARAGRAPH or following.kind is not BlockKind.PARAGRAPH or following.gap:
        return False
    if not line.read or not following.read or line.read[-1] in TERMINAL.replace("）", "").replace("”", ""):
        return False
    if head_of(following.read).style is not Style.PLAIN or _NEW.match(following.read):
        return False
    is_label = "：" in line.read and len(line.read) <= _LABEL_LONGEST
    return not is_label and bool(_CLAUSES.search(line.read) or _CLAUSES.search(following.read))


def _together(text: str, line: Line, following: Line) -> Line:
    first, *rest = following.pieces
    joined = first._replace(joiner=between(text, line.pieces, first))
    pieces = (*line.pieces, joined, *rest)
    return line._replace(pieces=pieces, read=ReadingMap(text, pieces).read.strip())
