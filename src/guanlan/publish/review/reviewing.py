"""A copy that came back against what was given out: all changes, entry by entry, and what was said."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from guanlan.publish.review.cells import Cell, Touch, new_words
from guanlan.publish.review.comparing import Change, ChangeSort, Reviewed, compared, short
from guanlan.publish.review.given import Given, Region
from guanlan.publish.review.paragraphs import CameParagraph
from guanlan.publish.review.reading import Came, Said, is_number
from guanlan.publish.review.regions import Stretch, order_kept, stretches


class Remark(msgspec.Struct, frozen=True):
    """What a reviewer said. ``entry`` is the id as given (empty outside of entries); ``answers`` the id of a remark."""

    id: str
    entry: str
    quote: str
    text: str
    author: str
    at: str
    done: bool = False
    answers: str | None = None


class Moved(msgspec.Struct, frozen=True):
    """An entry that stands elsewhere: the part, and the entries before it there, by their keys."""

    change: Change
    part: str
    behind: tuple[int, ...]


class EntryReview(msgspec.Struct):
    """An entry that came back; ``out`` and ``moved`` are about it as a whole."""

    region: Region
    words: Reviewed
    out: Change | None = None
    moved: Moved | None = None
    formats: list[Change] = []

    def changes(self) -> list[Change]:
        """All of them, those about the whole entry first."""
        whole = [change for change in (self.out, self.moved.change if self.moved else None) if change is not None]
        return [*whole, *([] if self.out else self.words.changes), *self.formats]


class Review(msgspec.Struct):
    """All of a copy: the entries as given, in order; changes outside of entries; remarks."""

    entries: list[EntryReview]
    outside: list[Change]
    remarks: tuple[Remark, ...]

    def changes(self) -> list[Change]:
        """Every change."""
        return [*(change for entry in self.entries for change in entry.changes()), *self.outside]


def review(given: Given, came: Came) -> Review:
    """What was done to ``given`` in the file that ``came`` is."""
    pieces = stretches(given, came.paragraphs)
    at_home = _at_home(pieces)
    entries, outside = [], []
    for region in given.regions:
        here = at_home.get(region.mark)
        if region.entry is None:
            if here is not None:
                cells = [cell for one in here.paragraphs if not is_number(one) for cell in one.all()]
                outside += [*compared(region, cells).changes, *_formats(region, here)]
        elif here is None or here.is_gone():
            entries.append(_gone(region, here))
        else:
            moved = any(one is not here and one.region is region for one in pieces)
            cells = _landed(here, region) if moved else list(here.cells())
            entries.append(EntryReview(region, compared(region, cells), None, None, _formats(region, here)))
    _find_moves(given, pieces, at_home, entries)
    outside += [_new_entry(one) for one in pieces if one.region is None]
    return Review(entries, outside, tuple(_remarks(came, pieces)))


def _at_home(pieces: list[Stretch]) -> dict[str, Stretch]:
    """Mark → where the region stands now: of two places the one where its words were not taken out."""
    found: dict[str, Stretch] = {}
    for piece in pieces:
        if piece.region is None:
            continue
        other = found.get(piece.region.mark)
        if other is None or other.is_gone():
            found[piece.region.mark] = piece
    return found


def _gone(region: Region, here: Stretch | None) -> EntryReview:
    """An entry that was taken out: with tracking, or in silence."""
    touch = (
        next((cell.gone for cell in here.cells() if cell.gone is not None), Touch("", "")) if here else Touch("", "")
    )
    change = Change(
        id=short(f"out\0{region.mark}\0{touch.author}"),
        entry=region.where,
        where="entry",
        sort=ChangeSort.ENTRY_OUT,
        old=region.lines[0].text,
        new="",
        author=touch.author,
        at=touch.at,
        tracked=here is not None,
    )
    unchanged = compared(region, [Cell(sign) for line in region.lines for sign in f"{line.text}\n"])
    return EntryReview(region, unchanged, change)


def _landed(here: Stretch, region: Region) -> list[Cell]:
    """The characters of an entry where it was moved to: there they are what was given, not put in anew.

    Where a move is told as one, words that were put in beside it are the reviewer's. Where it is not, or only of some
    paragraphs (a program that saved another one's file), the paragraphs that were given are known by their words.
    """
    given = {line.text for line in region.lines}
    named = any(cell.ins is not None and cell.ins.move is not None for cell in here.cells())
    cells: list[Cell] = []
    for paragraph in here.paragraphs:
        whole = "".join(cell.sign for cell in paragraph.cells).strip() in given
        for cell in paragraph.all():
            came = cell.ins is not None and (cell.ins.move is not None or whole or not named)
            cells.append(cell._replace(ins=None) if came else cell)
    return cells


def _find_moves(given: Given, pieces: list[Stretch], at_home: dict[str, Stretch], entries: list[EntryReview]) -> None:
    standing = {one.region.mark: one for one in entries if one.out is None}
    order: list[tuple[str, str]] = []  # mark and part, as the file has them
    found: set[str] = set()  # where a heading is gone, nobody moved what stood behind it
    part = ""
    for piece in pieces:
        region = piece.region
        if region is None or at_home[region.mark] is not piece:
            continue
        if region.mark in standing:
            order.append((region.mark, part))
        elif region.entry is None:
            part = _part_after(region, part)
            found.add(part)
    before = [region.mark for region in given.entries() if region.mark in standing]
    carried = {mark for mark in standing if sum(1 for one in pieces if one.region and one.region.mark == mark) > 1}
    left = [mark for mark, _ in order if mark not in carried]
    kept = order_kept([mark for mark in before if mark not in carried], left)
    for at, (mark, here) in enumerate(order):
        one = standing[mark]
        entry = one.region.entry
        if entry is not None and (mark not in kept or (here != entry.part and entry.part in found)):
            behind = tuple(_key(standing[other].region) for other, where in order[:at] if where == here)
            one.moved = Moved(_move(one.region, here, behind, at_home[mark]), here, behind)


def _key(region: Region) -> int:
    return region.entry.key if region.entry is not None else 0


def _part_after(region: Region, part: str) -> str:
    """The part in which entries stand behind a heading."""
    if region.mark.startswith("s"):
        return region.mark[1:].replace("_", ".")
    return f"{region.mark[1:]}.0" if region.mark.startswith("c") and region.mark != "cover" else part


def _move(region: Region, part: str, behind: tuple[int, ...], here: Stretch) -> Change:
    touch = next((cell.ins for cell in here.cells() if cell.ins is not None), Touch("", ""))
    was = region.where
    return Change(
        id=short(f"move\0{region.mark}\0{part}\0{behind}"),
        entry=region.where,
        where="entry",
        sort=ChangeSort.ENTRY_MOVED,
        old=was,
        new=f"{part}.{len(behind) + 1:02d}",
        author=touch.author,
        at=touch.at,
        tracked=bool(touch.author),
    )


def _new_entry(piece: Stretch) -> Change:
    words = new_words(piece.cells()).strip().replace("\n", "¶")
    touch = next((cell.ins for cell in piece.cells() if cell.ins is not None), Touch("", ""))
    return Change(
        id=short(f"new\0{words}"),
        entry="",
        where="entry",
        sort=ChangeSort.ENTRY_NEW,
        old="",
        new=words,
        author=touch.author,
        at=touch.at,
        tracked=bool(touch.author),
        why_not="review.no_report",
    )


def _formats(region: Region, here: Stretch) -> list[Change]:
    """Changes of formatting; neighbours of one person that changed the same are one."""
    found: list[Change] = []
    for number, paragraph in enumerate(here.paragraphs):
        for one in _joined(paragraph):
            key = "\0".join((region.mark, str(number), one[0], *one[1], one[2].author))
            found.append(
                Change(
                    id=short(f"format\0{key}\0{len(found)}"),
                    entry=region.where if region.entry else "",
                    where="format",
                    sort=ChangeSort.FORMAT,
                    old=one[0],
                    new="、".join(one[1]),
                    author=one[2].author,
                    at=one[2].at,
                )
            )
    return found


def _joined(paragraph: CameParagraph) -> Iterator[tuple[str, tuple[str, ...], Touch]]:
    what: tuple[str, ...] = ()
    words, touch, end = "", Touch("", ""), -1
    for one in sorted(paragraph.formatted, key=lambda one: one.at):
        if words and one.what == what and one.touch.author == touch.author and one.at == end:
            words, end = words + one.words, end + len(one.words)
            continue
        if words:
            yield words, what, touch
        words, what, touch, end = one.words, one.what, one.touch, one.at + len(one.words)
    if words:
        yield words, what, touch


def _remarks(came: Came, pieces: list[Stretch]) -> Iterator[Remark]:
    ids: dict[str, str] = {}
    homes = {one.id: _entry_of(one, pieces) for one in came.said}
    for one in came.said:
        home = homes.get(one.answers or "") or homes[one.id]
        ids[one.id] = short("\0".join(("said", home, one.author, one.at, one.text, one.quote)))
    for one in came.said:
        home = homes.get(one.answers or "") or homes[one.id]
        yield Remark(ids[one.id], home, one.quote, one.text, one.author, one.at, one.done, ids.get(one.answers or ""))


def _entry_of(said: Said, pieces: list[Stretch]) -> str:
    if said.paragraph is None:
        return ""
    piece = next((one for one in reversed(pieces) if one.start <= said.paragraph), None)
    return piece.region.where if piece is not None and piece.region is not None and piece.region.entry else ""
