"""What is accepted of a review, put into an entry whose words may have changed since the copy was given out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import msgspec

from guanlan.publish.amending import retitled
from guanlan.publish.render.signs import printed
from guanlan.publish.review.cells import END
from guanlan.publish.review.comparing import Change, Mark, Reviewed, shown, stands
from guanlan.publish.review.given import NOTHING, PICTURE, Fields, Region, fields_of
from guanlan.publish.review.writing import STYLES
from guanlan.records.bulletin import Entry, Paragraph, ParagraphKind, Words

HEAD = 2  # title and fields, before the paragraphs
_KINDS = {name.lower(): kind for kind, name in reversed(STYLES.items())}


class Line(msgspec.Struct, frozen=True):
    """A line as it stands once some changes are taken. ``line`` is the one given that it comes from, or follows."""

    text: str
    line: int
    own: bool  # whether it is that line, changed or not; else a new one behind it
    style: str


class Merged(msgspec.Struct, frozen=True):
    """The entry in its new words, and what could not be taken over because the entry has other words by now."""

    entry: Entry
    conflicts: tuple[Change, ...] = ()
    standing: str = ""  # the words of the entry as it stands that are not those given out, where they clash
    date: str | None = None  # a date that the reviewer wrote into the fields: it is a fact, and corrected as one


def lines_with(made: Reviewed, taken: set[int]) -> list[Line]:
    """The lines with the groups ``taken`` accepted, empty ones left out."""
    found: list[Line] = []
    claimed: set[int] = set()
    last = -1
    now: list[Mark] = []
    for mark in made.marks:
        if not stands(mark, taken):
            continue
        now.append(mark)
        if mark.sign != END:
            continue
        text = printed("".join(one.sign for one in now[:-1]))
        origin = next((one.line for one in now[:-1] if one.line is not None), mark.line)
        own = origin is not None and origin not in claimed
        if own and origin is not None:
            claimed.add(origin)
            last = max(last, origin)
        if text:
            found.append(Line(text, origin if own and origin is not None else last, own, now[0].style))
        now = []
    return _heads_first(found)


def _heads_first(lines: list[Line]) -> list[Line]:
    """What was written between title and fields begins the text."""
    heads = [line for line in lines if line.line < HEAD and line.own]
    between = [msgspec.structs.replace(line, line=HEAD - 1) for line in lines if line.line < HEAD and not line.own]
    return [*heads, *between, *(line for line in lines if line.line >= HEAD)]


def merged(made: Reviewed, accepted: Iterable[str], before: Iterable[str], *, now: Entry, standing: Region) -> Merged:
    """``now`` with the changes whose ids are ``accepted``; those in ``before`` were taken over earlier.

    ``standing`` is the region of the entry as it stands. A change to a line that somebody changed meanwhile is a
    conflict and left out, unless the entry says by now what the change would make it say.
    """
    number_of = {told: number for number, told in made.ids.items()}
    changes = {change.id: change for change in made.changes}
    quiet = {number for number in range(len(made.groups)) if number not in made.ids}
    earlier = quiet | {number_of[one] for one in before if one in number_of}
    wanted = {number_of[one] for one in accepted if one in number_of and changes[one].why_not is None} - earlier
    known = lines_with(made, earlier)
    kept, touched = _kept(known, standing)
    clashing = {number for number in wanted if made.groups[number].lines & touched}
    if clashing and _says(lines_with(made, earlier | wanted), standing):
        return Merged(now)
    future = lines_with(made, earlier | (wanted - clashing))
    if not _readable(future):
        clashing |= {number for number in wanted if made.groups[number].lines & {0, 1}}
        future = lines_with(made, earlier | (wanted - clashing))
    if not any(line.line >= HEAD or not line.own for line in future):  # an entry without a word of text is none
        clashing |= {number for number in wanted if max(made.groups[number].lines) >= HEAD}
        future = lines_with(made, earlier | (wanted - clashing))
    conflicts = tuple(changes[made.ids[number]] for number in sorted(clashing))
    after = _written(now, standing, _Plan(made.region, known, future, kept, touched))
    others = "¶".join(line.text for at, line in enumerate(standing.lines) if at not in kept) if clashing else ""
    return Merged(after, conflicts, others, _date(known, future))


class _Plan(msgspec.Struct, frozen=True):
    """What was known, what is to be; which lines of the entry as it stands are those known, by their numbers."""

    region: Region
    known: list[Line]
    future: list[Line]
    kept: dict[int, int]  # number of a line as it stands → the given line that it is
    touched: set[int]


def _kept(known: list[Line], standing: Region) -> tuple[dict[int, int], set[int]]:
    """Which lines stand as they were known, and which given ones somebody changed meanwhile."""
    old, new = [line.text for line in known], [line.text.strip() for line in standing.lines]
    kept: dict[int, int] = {}
    untouched: set[int] = set()
    matcher = difflib.SequenceMatcher(None, _headed(old), _headed(new), autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            kept[block.b + step] = known[block.a + step].line
            untouched.add(block.a + step)
    touched = {line.line for at, line in enumerate(known) if at not in untouched}
    return {at: line for at, line in kept.items() if line not in touched}, touched


def _headed(lines: list[str]) -> list[str]:
    """Lines as they are compared: of the fields only the source counts, the number follows the entry's place."""
    return [f"{at}\0{_source(line)}" if at < HEAD else line for at, line in enumerate(lines)]


def _source(line: str) -> str:
    fields = fields_of(line)
    return fields.source if fields else line


def _says(future: list[Line], standing: Region) -> bool:
    return _headed([line.text for line in future]) == _headed([line.text.strip() for line in standing.lines])


def _written(now: Entry, standing: Region, plan: _Plan) -> Entry:
    """The entry with title, sources and paragraphs as planned; what nobody changed is the very same record."""
    after = now
    title = next((line.text for line in plan.future if line.line == 0 and line.own), None)
    known = next((line.text for line in plan.known if line.line == 0 and line.own), None)
    if title is not None and title != known and 0 not in plan.touched:
        after = retitled(after, title)
    source, was = _source_in(plan.future), _source_in(plan.known)
    if source is not None and source != was and 1 not in plan.touched:
        words = () if source == NOTHING else tuple(Words(one) for one in source.split("、") if one.strip())
        after = msgspec.structs.replace(after, sources=words)
    paragraphs = tuple(_paragraphs(now, standing, plan))
    return after if paragraphs == now.paragraphs else msgspec.structs.replace(after, paragraphs=paragraphs)


def _source_in(lines: list[Line]) -> str | None:
    fields = _fields(lines)
    return fields.source if fields is not None else None


def _fields(lines: list[Line]) -> Fields | None:
    return next((fields_of(line.text) for line in lines if line.line == 1 and line.own), None)


def _readable(lines: list[Line]) -> bool:
    """Whether there is a title and fields that can be told."""
    return any(line.line == 0 and line.own for line in lines) and _fields(lines) is not None


def _date(known: list[Line], future: list[Line]) -> str | None:
    was, becomes = _fields(known), _fields(future)
    return becomes.date if was and becomes and was.date != becomes.date else None


def _paragraphs(now: Entry, standing: Region, plan: _Plan) -> Iterable[Paragraph]:
    """Line after line as the entry stands; each that is known gives way to what it becomes."""
    groups, records = _groups(plan), _Records(now, standing, plan)
    hidden = _hidden(now, standing)
    done: set[int] = set()
    yield from hidden.get(-1, ())
    if not any(plan.kept.get(at) == HEAD - 1 for at in range(HEAD, len(standing.lines))):
        yield from records.of(groups.get(HEAD - 1, ()))
    for at, line in enumerate(standing.lines):
        if line.place is None:
            continue
        given = plan.kept.get(at)
        if given is None:
            yield now.paragraphs[line.place]
        elif given not in done:
            done.add(given)
            yield from records.of(groups.get(given, ()))
        yield from hidden.get(line.place, ())


def _groups(plan: _Plan) -> dict[int, list[Line]]:
    """Given line → what it becomes, with the new lines behind it; those of a line that was not there before go to the
    nearest one above. What somebody changed meanwhile stands as they made it.
    """
    there = sorted(set(plan.kept.values()))
    groups: dict[int, list[Line]] = {}
    for line in plan.future:
        if (line.line < HEAD and line.own) or line.line in plan.touched:
            continue
        home = max((one for one in there if one <= line.line), default=line.line)
        groups.setdefault(home, []).append(line)
    return groups


class _Records:
    """The entry's paragraphs as they stand, for lines that say the same: what nobody changed is the very record."""

    def __init__(self, now: Entry, standing: Region, plan: _Plan) -> None:
        self._now, self._region = now, plan.region
        self._words = {line.place: line.text for line in standing.lines if line.place is not None}
        self._same: dict[str, int] = {}
        self._of_line: dict[int, int] = {}
        staying = {line.line for line in plan.future if line.own and PICTURE in line.text}
        self._pictures: list[int] = []  # taken away where they stood
        for at, given in sorted(plan.kept.items()):
            place = standing.lines[at].place
            if place is not None:
                self._same.setdefault(standing.lines[at].text, place)
                self._of_line.setdefault(given, place)
                if standing.lines[at].text == PICTURE and given not in staying:
                    self._pictures.append(place)

    def of(self, lines: Iterable[Line]) -> Iterable[Paragraph]:
        """The paragraphs that lines become."""
        for line in lines:
            own = self._of_line.get(line.line) if line.own else None
            if PICTURE in line.text:
                yield from self._with_pictures(line, own)
            elif own is not None and self._words[own] == line.text:
                yield self._now.paragraphs[own]
            elif not line.own and line.text in self._same:
                yield self._now.paragraphs[self._same[line.text]]
            else:
                yield _new(line, self._region)

    def _with_pictures(self, line: Line, own: int | None) -> Iterable[Paragraph]:
        """Pictures stand alone; words that were written beside one are a paragraph of their own."""
        for number, text in enumerate(line.text.split(PICTURE)):
            if number and own is not None and self._words[own] == PICTURE:
                yield self._now.paragraphs[own]
                own = None
            elif number and self._pictures:
                yield self._now.paragraphs[self._pictures.pop(0)]
            if text.strip():
                yield Paragraph(Words(text.strip()))


def _new(line: Line, region: Region) -> Paragraph:
    """A paragraph with other words: of its own kind where it was given, else as its style says."""
    if line.own and line.line < len(region.lines) and region.lines[line.line].kind:
        return Paragraph(Words(line.text), ParagraphKind(region.lines[line.line].kind))
    return Paragraph(Words(line.text), _KINDS.get(line.style, ParagraphKind.TEXT))


def _hidden(now: Entry, standing: Region) -> dict[int, list[Paragraph]]:
    """Place of a shown paragraph (-1: none) → those behind it that no copy shows."""
    places = {line.place for line in standing.lines if line.place is not None}
    found: dict[int, list[Paragraph]] = {}
    last = -1
    for place, paragraph in enumerate(now.paragraphs):
        if place in places:
            last = place
        else:
            found.setdefault(last, []).append(paragraph)
    return found


def words_with(made: Reviewed, ids: Iterable[str]) -> str:
    """The words of a region with the changes ``ids`` accepted, all others rejected."""
    wanted = set(ids)
    taken = {number for number in range(len(made.groups)) if made.ids.get(number) in wanted or number not in made.ids}
    return shown(made, taken)
