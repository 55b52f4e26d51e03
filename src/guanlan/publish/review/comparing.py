"""A region as it was given and as it came back → its changes, tracked or made in silence."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator
from enum import StrEnum

import msgspec

from guanlan.publish.review.cells import END, Cell, Touch
from guanlan.publish.review.given import PICTURE, Fields, GivenLine, Region, fields_of

SILENT = Touch("", "")
"""Whoever changed words without tracking."""
DATE_IS_A_FACT = "review.date_is_a_fact"
# what is no entry's: each says where it comes from
_CLOSED = {
    "cover": "review.no_cover",
    "note": "review.no_note",
    "contents": "review.no_contents",
    "heading": "review.no_heading",
    "guide": "review.no_guide",
    "keywords": "review.no_keywords",
}
_AROUND = 12  # characters shown on either side of a change


class ChangeSort(StrEnum):
    """What a change is."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"
    MOVE = "move"
    SPLIT = "split"
    JOIN = "join"
    FORMAT = "format"
    ENTRY_OUT = "entry_out"
    ENTRY_MOVED = "entry_moved"
    ENTRY_NEW = "entry_new"


class Change(msgspec.Struct, frozen=True):
    """One thing that a reviewer did. ``where`` is ``title``, ``fields``, ``text.N``, ``guide.N`` …; ``old`` and ``new``
    are the words (``¶`` ends a paragraph), ``before`` and ``after`` those beside them. ``why_not`` is the code of why
    it cannot be taken over (None: it can); ``tracked`` is False for one made in silence. For formatting ``new`` names
    what changed; for an entry that was moved ``old`` and ``new`` are its places.
    """

    id: str
    entry: str
    where: str
    sort: ChangeSort
    old: str
    new: str
    before: str = ""
    after: str = ""
    author: str = ""
    at: str = ""
    tracked: bool = True
    why_not: str | None = None


class Mark(msgspec.Struct, frozen=True, gc=False):
    """One character: ``ins`` and ``gone`` are groups, numbered through the region; ``line`` is that of what was given,
    None for what was not.
    """

    sign: str
    ins: int | None
    gone: int | None
    line: int | None
    style: str


class Group(msgspec.Struct):
    """Marks that one person changed in one go."""

    touch: Touch
    lines: set[int] = set()
    first: int = 0
    old: str = ""
    new: str = ""


class Reviewed(msgspec.Struct):
    """A region with its changes: group → id in ``ids``. What changes nothing that is printed has no change."""

    region: Region
    marks: list[Mark]
    groups: list[Group]
    changes: list[Change]
    ids: dict[int, str]


def compared(region: Region, cells: list[Cell]) -> Reviewed:
    """The changes between ``region`` and ``cells``."""
    base = "".join(line.text + END for line in region.lines)
    marks, groups = _grouped(_aligned(base, _without_blank_lines(cells)))
    made = Reviewed(region, marks, groups, [], {})
    seen: dict[str, int] = {}
    for number in range(len(groups)):
        if has_effect(made, number):
            change = _change(made, number)
            seen[change.id] = seen.get(change.id, 0) + 1
            made.ids[number] = short(f"{change.id}\0{seen[change.id]}")
            made.changes.append(msgspec.structs.replace(change, id=made.ids[number]))
    return made


def short(key: str) -> str:
    """The id under which a change is taken or rejected."""
    return hashlib.sha256(key.encode()).hexdigest()[:10]


def shown(made: Reviewed, taken: set[int]) -> str:
    """The words with the groups ``taken`` accepted and all others rejected."""
    return "".join(mark.sign for mark in made.marks if stands(mark, taken))


def stands(mark: Mark, taken: set[int]) -> bool:
    """Whether a character is there once ``taken`` are accepted."""
    return (mark.ins is None or mark.ins in taken) and (mark.gone is None or mark.gone not in taken)


def has_effect(made: Reviewed, group: int) -> bool:
    """Whether a group changes any line: a blank at the end of one, or an empty paragraph, changes nothing."""
    every = set(range(len(made.groups)))
    pairs = ((set[int](), {group}), (every - {group}, every))
    return any(_lines(shown(made, one)) != _lines(shown(made, other)) for one, other in pairs)


def _lines(words: str) -> list[str]:
    return [line.strip() for line in words.split(END) if line.strip()]


def _without_blank_lines(cells: list[Cell]) -> list[Cell]:
    """Paragraphs that were empty before anybody wrote in them are none that was given."""
    kept: list[Cell] = []
    line: list[int] = []  # where the characters of the line that was given stand in ``kept``
    put: Touch | None = None
    for cell in cells:
        if cell.sign == END and cell.ins is None:
            if not any(kept[at].sign.strip() for at in line):
                if put is None and cell.gone is None:
                    continue
                cell = cell._replace(ins=put or cell.gone)
            line, put = [], None
        elif cell.ins is None:
            line.append(len(kept))
        else:
            put = cell.ins
        kept.append(cell)
    return kept


def _aligned(base: str, cells: list[Cell]) -> list[tuple[Cell, int | None]]:
    """Each cell with its line of ``base``; what was put in or taken out in silence is marked so."""
    here = [cell for cell in cells if cell.ins is None]
    words = "".join(cell.sign for cell in here)
    silent = _silent(base, words) if words != base else {}
    fresh = {at for at, told in silent.items() if told is None}
    made: list[tuple[Cell, int | None]] = []
    at = line = 0
    for cell in cells:
        if cell.ins is None:
            line = _lost(made, silent.get(-1 - at), line, cell.style)
            if at in fresh:
                made.append((cell._replace(ins=SILENT), None))
            else:
                made.append((cell, line))
                line += cell.sign == END
            at += 1
        else:
            made.append((cell, None))
    _lost(made, silent.get(-1 - at), line, "")
    return made


def _lost(made: list[tuple[Cell, int | None]], words: str | None, line: int, style: str) -> int:
    for sign in words or "":
        made.append((Cell(sign, None, SILENT, style), line))
        line += sign == END
    return line


def _silent(base: str, words: str) -> dict[int, str | None]:
    """Place in ``words`` → None for a character that was put in; -1 - place → what was lost before it."""
    found: dict[int, str | None] = {}
    for lost_from, lost_to, put_from, put_to in _differences(base, words):
        for at in range(put_from, put_to):
            found[at] = None
        if lost_to > lost_from:
            found[-1 - put_from] = base[lost_from:lost_to]
    return found


def _differences(base: str, words: str) -> Iterator[tuple[int, int, int, int]]:
    """Where two texts differ: whole lines first, then characters within the lines that do."""
    old, new = base.splitlines(keepends=True), words.splitlines(keepends=True)
    old_at, new_at = _starts(old), _starts(new)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        first, second = "".join(old[a:b]), "".join(new[c:d])
        for one, two, three, four in _within(first, second):
            yield old_at[a] + one, old_at[a] + two, new_at[c] + three, new_at[c] + four


def _starts(lines: list[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _within(first: str, second: str) -> list[tuple[int, int, int, int]]:
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    found: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        near = found and a - found[-1][1] < 2 and END not in first[found[-1][1] : a]
        if near:  # one character that two words happen to share does not part a change in two
            found[-1] = (found[-1][0], b, found[-1][2], d)
        else:
            found.append((a, b, c, d))
    return found


class _Grouping:
    """Cells of one person that follow one another, or that share a move, are one group."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._open: dict[str, tuple[int, int]] = {}  # author → group, where it ended
        self._moves: dict[str, int] = {}

    def of(self, touch: Touch | None, at: int) -> int | None:
        """The group of a touch at place ``at``."""
        if touch is None:
            return None
        if touch.move is not None:
            if touch.move not in self._moves:
                self._moves[touch.move] = self._new(touch)
            return self._moves[touch.move]
        name = "\0" if touch is SILENT else touch.author
        number, end = self._open.get(name, (-1, -2))
        if end < at - 1:
            number = self._new(touch)
        self._open[name] = (number, at)
        return number

    def _new(self, touch: Touch) -> int:
        self.groups.append(Group(touch, set(), -1))
        return len(self.groups) - 1


def _grouped(cells: list[tuple[Cell, int | None]]) -> tuple[list[Mark], list[Group]]:
    grouping = _Grouping()
    marks: list[Mark] = []
    line = 0
    for at, (cell, given) in enumerate(cells):
        line = line if given is None else given
        ins, gone = grouping.of(cell.ins, at), grouping.of(cell.gone, at)
        for number, is_new in ((ins, True), (gone, False)):
            if number is None:
                continue
            group = grouping.groups[number]
            group.first = at if group.first < 0 else group.first
            group.lines.add(line)
            if is_new:
                group.new += cell.sign
            else:
                group.old += cell.sign
        marks.append(Mark(cell.sign, ins, gone, given, cell.style))
    return marks, grouping.groups


def _change(made: Reviewed, number: int) -> Change:
    group = made.groups[number]
    where = _where(made.region, min(group.lines))
    sort = _sort(group)
    before = _beside(made.marks[: group.first][::-1])[::-1]
    last = max(at for at, mark in enumerate(made.marks) if number in (mark.ins, mark.gone))
    old, new = (words.replace(END, "¶") for words in (group.old, group.new))
    told: tuple[str, ...] = (made.region.mark, where, sort.value, old, new, before, group.touch.author)
    if group.touch.move is not None:  # both ends are one change, also where they lie in two entries
        told = ("move", group.touch.move, group.touch.author)
    return Change(
        id="\0".join(told),
        entry=made.region.where if made.region.entry else "",
        where=where,
        sort=sort,
        old=old,
        new=new,
        before=before,
        after=_beside(made.marks[last + 1 :]),
        author=group.touch.author,
        at=group.touch.at,
        tracked=group.touch is not SILENT,
        why_not=_why_not(made, number),
    )


def _why_not(made: Reviewed, number: int) -> str | None:
    """Why a change is not taken over, whoever accepts it."""
    if made.region.entry is None:
        return _CLOSED[_line(made.region, min(made.groups[number].lines)).role]
    if 1 in made.groups[number].lines and _is_date(made, number):
        return DATE_IS_A_FACT
    if _brings_picture(made, number):
        return "review.no_picture"
    head = (0, 1)  # title and fields keep a paragraph each
    if any(mark.gone == number and mark.sign == END and mark.line in head for mark in made.marks):
        return "review.no_join"
    left = [mark for mark in made.marks if mark.line == 0 and mark.sign != END and mark.gone != number]
    fresh = made.groups[number].new.strip(f"{END} ")
    return None if fresh or any(mark.sign.strip() for mark in left) else "review.no_title_left"


def _brings_picture(made: Reviewed, number: int) -> bool:
    """Whether a change puts in a picture that was not taken away elsewhere in the entry."""
    away = sum(group.old.count(PICTURE) for group in made.groups)
    return PICTURE in made.groups[number].new and away < sum(group.new.count(PICTURE) for group in made.groups)


def _is_date(made: Reviewed, number: int) -> bool:
    """Whether a change in the fields is about the date alone."""
    was, becomes = fields_in(made, set()), fields_in(made, {number})
    return bool(was and becomes and was.date != becomes.date and was.source == becomes.source)


def fields_in(made: Reviewed, taken: set[int]) -> Fields | None:
    """The fields with the groups ``taken`` accepted."""
    lines = shown(made, taken).split(END)
    return next((found for line in lines if (found := fields_of(line)) is not None), None)


def _line(region: Region, at: int) -> GivenLine:
    return region.lines[min(at, len(region.lines) - 1)]


def _where(region: Region, at: int) -> str:
    line = _line(region, at)
    if region.entry is None:
        return line.role if region.mark == "cover" else f"{line.role}.{region.where.rpartition('.')[2]}"
    if line.role in ("title", "fields"):
        return line.role
    return f"text.{at - 1}"


def _sort(group: Group) -> ChangeSort:
    if group.touch.move is not None:
        return ChangeSort.MOVE
    if group.old and group.new:
        return ChangeSort.REPLACE
    if group.new:
        return ChangeSort.SPLIT if not group.new.strip() and END in group.new else ChangeSort.INSERT
    return ChangeSort.JOIN if not group.old.strip() and END in group.old else ChangeSort.DELETE


def _beside(marks: list[Mark]) -> str:
    """Words on one side of a change, up to the end of the paragraph."""
    found = ""
    for mark in marks:
        if mark.sign == END or len(found) >= _AROUND:
            break
        found += mark.sign if mark.ins is None else ""
    return found
