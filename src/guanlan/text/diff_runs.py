"""From one wording to another: the runs of characters that stay, go and come."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby

import msgspec

# A numeral, a Latin word or a figure is one piece: 五十万元 does not become 五[-十-]万元
_PIECE = re.compile(
    r"[0-9０-９]+(?:[.,，．][0-9０-９]+)*|[A-Za-zＡ-Ｚａ-ｚ]+|[〇零一二三四五六七八九十百千万亿]+|\s+|.", re.DOTALL
)
_ANCHOR = 3  # pieces of a run that stands once on both sides: fewer may meet by chance
# Where no run stands once on both sides, pieces are compared one with one up to this many; beyond, all goes and comes
_MOST_CELLS = 250_000
_SENTENCE_ENDS = frozenset("。；\n")
_LONE = 2  # characters: a shorter stay between two changes (的, 或者) is read more easily as changed with them


class Edit(StrEnum):
    """What happens to a run of characters."""

    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"


class Run(msgspec.Struct, frozen=True):
    """Characters that stay, go or come."""

    edit: Edit
    words: str


def diff_words(old: str, new: str) -> tuple[Run, ...]:
    """The runs from ``old`` to ``new``; numerals, Latin words and figures are never cut.

    The runs kept and deleted make ``old``, those kept and inserted ``new``.

    >>> [(run.edit.value, run.words) for run in diff_words("处五万元以下罚款", "处五十万元以下罚款")]
    [('keep', '处'), ('delete', '五万'), ('insert', '五十万'), ('keep', '元以下罚款')]
    """
    first, second = _PIECE.findall(old), _PIECE.findall(new)
    steps: list[tuple[Edit, str]] = []
    _compare(first, second, steps)
    return tuple(_slid(list(_tidied(_joined(steps)))))


def _compare(old: Sequence[str], new: Sequence[str], steps: list[tuple[Edit, str]]) -> None:
    """Adds the steps from ``old`` to ``new``: what is equal at both ends, then between what stands once on both sides,
    then piece by piece."""
    tasks: list[tuple[Sequence[str], Sequence[str]] | Sequence[str]] = [(old, new)]
    while tasks:
        task = tasks.pop()
        if not isinstance(task, tuple):
            steps += ((Edit.KEEP, piece) for piece in task)
            continue
        before, after = task
        head = _common(before, after)
        tail = _common(before[head:][::-1], after[head:][::-1])
        steps += ((Edit.KEEP, piece) for piece in before[:head])
        tasks.append(list(before[len(before) - tail :]))
        before, after = before[head : len(before) - tail], after[head : len(after) - tail]
        anchors = _anchors(before, after)
        if anchors:
            tasks += reversed(list(_between(before, after, anchors)))
        else:
            steps += _piecewise(before, after)


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        count += 1
    return count


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Places of runs that stand once in both, as the longest chain that keeps the order."""
    where = _once(new)
    common = sorted((at, where[run]) for run, at in _once(old).items() if run in where)
    return _rising(common)


def _once(pieces: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(pieces[at : at + _ANCHOR]) for at in range(len(pieces) - _ANCHOR + 1)]
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}


def _rising(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of places that rises on both sides."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, second) in enumerate(places):
        at = bisect_left(ends, second)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(second)
            last.append(index)
        else:
            ends[at], last[at] = second, index
    chain: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(places[index])
        index = before[index]
    return chain[::-1]


def _between(
    old: Sequence[str], new: Sequence[str], anchors: list[tuple[int, int]]
) -> Iterator[tuple[Sequence[str], Sequence[str]] | Sequence[str]]:
    """The anchors' pieces as kept, and what lies between them as still to be compared."""
    first, second = 0, 0
    for at, there in anchors:
        if at < first or there < second:
            # runs overlap: what is left of this one is kept by the next comparison
            continue
        yield old[first:at], new[second:there]
        yield list(old[at : at + _ANCHOR])
        first, second = at + _ANCHOR, there + _ANCHOR
    yield old[first:], new[second:]


def _piecewise(old: Sequence[str], new: Sequence[str]) -> Iterable[tuple[Edit, str]]:
    """By the longest common sequence of pieces; all goes and comes where that is too much to work out."""
    if not old or not new or len(old) * len(new) > _MOST_CELLS:
        yield from ((Edit.DELETE, piece) for piece in old)
        yield from ((Edit.INSERT, piece) for piece in new)
        return
    lengths = _common_lengths(old, new)
    first, second = 0, 0
    while first < len(old) and second < len(new):
        if old[first] == new[second]:
            yield Edit.KEEP, old[first]
            first, second = first + 1, second + 1
        elif lengths[first + 1][second] >= lengths[first][second + 1]:
            yield Edit.DELETE, old[first]
            first += 1
        else:
            yield Edit.INSERT, new[second]
            second += 1
    yield from ((Edit.DELETE, piece) for piece in old[first:])
    yield from ((Edit.INSERT, piece) for piece in new[second:])


def _common_lengths(old: Sequence[str], new: Sequence[str]) -> list[list[int]]:
    """How long the longest common sequence of the rests from each pair of places on is."""
    lengths = [[0] * (len(new) + 1)]
    for piece in reversed(old):
        below = lengths[-1]
        row = [0] * (len(new) + 1)
        for at in range(len(new) - 1, -1, -1):
            row[at] = below[at + 1] + 1 if piece == new[at] else max(below[at], row[at + 1])
        lengths.append(row)
    return lengths[::-1]


def _joined(steps: Iterable[tuple[Edit, str]]) -> list[tuple[Edit, str]]:
    return [(edit, "".join(piece for _, piece in same)) for edit, same in groupby(steps, key=lambda step: step[0])]


def _tidied(steps: list[tuple[Edit, str]]) -> Iterator[Run]:
    """One deletion and one insertion between two stays; a short stay between two changes goes and comes with them."""
    gone, come = "", ""
    for index, (edit, words) in enumerate(steps):
        lone = edit is Edit.KEEP and len(words) < _LONE and 0 < index < len(steps) - 1
        if edit is Edit.DELETE or lone:
            gone += words
        if edit is Edit.INSERT or lone:
            come += words
        if edit is Edit.KEEP and not lone:
            yield from _change(gone, come)
            yield Run(edit, words)
            gone, come = "", ""
    yield from _change(gone, come)


def _slid(runs: list[Run]) -> Iterator[Run]:
    """Runs that come or go between two stays end with a sentence where they can: not 。乙 but 乙。"""
    for index in range(1, len(runs) - 1):
        before, run, behind = runs[index - 1 : index + 2]
        if run.edit is Edit.KEEP or before.edit is not Edit.KEEP or behind.edit is not Edit.KEEP:
            continue
        common = _common(run.words, behind.words)
        at = next((at for at in range(common) if run.words[at] in _SENTENCE_ENDS), -1) + 1
        is_room = at < len(behind.words) or index + 2 == len(runs)
        if at and is_room and run.words[-1] not in _SENTENCE_ENDS:
            moved = run.words[:at]
            runs[index - 1] = Run(Edit.KEEP, before.words + moved)
            runs[index] = Run(run.edit, run.words[at:] + moved)
            runs[index + 1] = Run(Edit.KEEP, behind.words[at:])
    return (run for run in runs if run.words)


def _change(gone: str, come: str) -> Iterator[Run]:
    if gone:
        yield Run(Edit.DELETE, gone)
    if come:
        yield Run(Edit.INSERT, come)
