"""The contents list laid against the body: which line is the heading that a line of the list announces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from guanlan.extract.bulletin.contents import Contents, ContentsItem
from guanlan.extract.bulletin.likeness import overlap, pairs
from guanlan.extract.bulletin.lines import Line
from guanlan.extract.bulletin.marks import Head, Style, closing_source, head_of, is_headline, opening

# below this share of common character pairs two titles are of different entries: slips of real lists stay above 0.75,
# while titles of neighbouring entries by the same body (上海警方侦破一起…案) reach 0.45
_ALIKE = 0.5
_SAME_NUMBER = 0.15  # what an equal ordinal adds
_MOST_LINES = 4  # a heading of more lines than this is none
_SHORT = 40  # a title that filled its line is at least about this long together with what goes on


class _Candidate(NamedTuple):
    at: int
    head: Head
    words: str
    grams: frozenset[str]


def align(
    lines: Sequence[Line], heads: Sequence[Head | None], start: int, contents: Contents
) -> dict[int, tuple[int, Style]]:
    """Line → (line behind the heading, style), for every announced heading, in the order of the list.

    The order-keeping match with the highest sum of likenesses; of equal ones that which comes first in the body.
    """
    candidates = [
        _Candidate(index, head, line.read[head.at :], pairs(line.read[head.at :]))
        for index, line in enumerate(lines)
        if index >= start and (head := heads[index]) is not None
    ]
    items = contents.items
    scores = [_scores(lines, item, candidates) for item in items]
    chosen = _best_path(scores, len(candidates))
    found: dict[int, tuple[int, Style]] = {}
    for position, at in chosen:
        last = scores[position][at][1]
        found[candidates[at].at] = (last, items[position].head.style)
    return found


def _scores(lines: Sequence[Line], item: ContentsItem, candidates: list[_Candidate]) -> dict[int, tuple[float, int]]:
    """Candidate → (score, line behind the heading), where the two are alike."""
    wanted = pairs(item.title)
    found: dict[int, tuple[float, int]] = {}
    for at, one in enumerate(candidates):
        if one.head.style is not item.head.style:
            continue
        alike, last = overlap(wanted, one.grams), one.at + 1
        if len(one.grams) < len(wanted) and alike < 1:
            alike, last = _extended(lines, one, wanted, alike)
        if alike >= _ALIKE:
            bonus = _SAME_NUMBER if one.head.number == item.head.number else 0.0
            found[at] = (alike - _ALIKE / 2 + bonus, last)
    return found


def _extended(lines: Sequence[Line], one: _Candidate, wanted: frozenset[str], alike: float) -> tuple[float, int]:
    """The heading with the lines that go on with it, as long as that makes it more like what was announced."""
    if alike < 0.2:  # less than a fifth in common: not even the first line of it
        return alike, one.at + 1
    best, last, words = alike, one.at + 1, one.words
    for index in range(one.at + 1, min(one.at + _MOST_LINES, len(lines))):
        line = lines[index]
        if not is_headline(line.read) or head_of(line.read).style is not Style.PLAIN:
            break
        words += line.read
        now = overlap(wanted, pairs(words))
        if now <= best:
            break
        best, last = now, index + 1
    return best, last


def _best_path(scores: list[dict[int, tuple[float, int]]], width: int) -> list[tuple[int, int]]:
    """The order-keeping choice of (item, candidate) with the highest sum; of equal ones the earliest candidates."""
    sums = [[0.0] * (width + 1)]  # sums[p][k]: the best of the first p items and the first k candidates
    for row in scores:
        before, now, best = sums[-1], [0.0], 0.0
        for at in range(width):
            best = max(best, before[at + 1])
            if at in row:
                best = max(best, before[at] + row[at][0])
            now.append(best)
        sums.append(now)
    chosen: list[tuple[int, int]] = []
    position, at = len(scores), width
    while position and at:
        if sums[position][at] == sums[position][at - 1]:
            at -= 1
        elif sums[position][at] == sums[position - 1][at]:
            position -= 1
        else:
            position, at = position - 1, at - 1
            chosen.append((position, at))
    return chosen[::-1]


def may_go_on(lines: Sequence[Line], before: int, index: int, *, first: int) -> bool:
    """Whether line ``index`` goes on with the unannounced heading that began at line ``first``."""
    line, head = lines[index], lines[before]
    read = line.read
    if index - first >= _MOST_LINES or not is_headline(read) or head_of(read).style is not Style.PLAIN:
        return False
    if opening("guide").match(read) or opening("keywords").match(read) or closing_source().search(read):
        return False
    so_far = "".join(one.read for one in lines[first:index])
    if _open_bracket(so_far) and len(read) <= _SHORT * 2:
        return True
    if read[0] in "，、。；：）》”":
        return True
    return line.is_heading and head.is_heading and line.level == head.level and head_of(so_far).style is not Style.PLAIN


def _open_bracket(words: str) -> bool:
    return any(words.count(left) > words.count(right) for left, right in ("《》", "（）", "“”", "〈〉"))
