"""Lines that hold more than one paragraph: items in a row, paragraphs that a copy ran together, articles inside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanlan.law.reading.lines import Line
from guanlan.law.reading.marks import Kind, Mark, mark_of, number_of

_HAN = "一二三四五六七八九十百"
# where a second paragraph may begin: an item behind ：；。, or a full stop with a blank that Chinese never sets
_SEAM = re.compile(f"[：:；;。][ \t\u3000]*(?=[（(](?P<item>[{_HAN}]{{1,4}})[）)])|。[ \t\u3000]+(?=[\u4e00-\u9fff])")
_NOT_AN_ITEM = re.compile(f"[（(][{_HAN}]{{1,4}}[）)](?:[、，,]|项|款|和|至|或|及)")


def split_lines(text: str, lines: list[Line], *, at_blanks: bool) -> list[Line]:
    """``lines`` with those cut in two that hold several items; with ``at_blanks`` also behind a 。 and a blank."""
    seams = [seam for seam in _SEAM.finditer(text) if seam["item"] or at_blanks]
    if not seams:
        return lines
    cut: list[Line] = []
    position = 0
    for line in lines:
        while position < len(seams) and seams[position].start() < line.start:
            position += 1
        first = position
        while position < len(seams) and seams[position].start() < line.end:
            position += 1
        if first == position or line.depth:
            cut.append(line)
        else:
            cut += _parts(text, line, seams[first:position])
    return cut


def _parts(text: str, line: Line, seams: list[re.Match[str]]) -> Iterator[Line]:
    start = line.start
    last = _item_number(mark_of(text, line))
    for seam in seams:
        number = number_of(seam["item"]) if seam["item"] else None
        if seam["item"] and (number != last + 1 or _NOT_AN_ITEM.match(text, seam.end())):
            continue
        if seam["item"] is None and seam.end() >= line.end:
            continue
        yield Line(start, seam.start() + 1)
        start = seam.end()
        last = number or 0
    yield Line(start, line.end)


def _item_number(mark: Mark) -> int:
    return mark.number if mark.kind is Kind.HAN_BRACKET else 0
