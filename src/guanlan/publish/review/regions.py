"""Which paragraphs of a copy that came back belong to what was given out, wherever they stand now."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator

import msgspec

from guanlan.publish.review.cells import Cell, given_words, new_words
from guanlan.publish.review.given import Given, Region, fields_of
from guanlan.publish.review.paragraphs import CameParagraph
from guanlan.publish.review.writing import MARK

LIKE = 0.7  # a title of which more than a third changed, its marks lost besides, is for a person to place
ENTRY_STYLES = ("heading 3", "标题 3")


class Stretch(msgspec.Struct):
    """Paragraphs from ``start`` on that are the region ``region``; None is an entry that a reviewer added."""

    start: int
    region: Region | None
    paragraphs: list[CameParagraph] = []

    def cells(self) -> Iterator[Cell]:
        """All its characters."""
        return (cell for paragraph in self.paragraphs for cell in paragraph.all())

    def is_gone(self) -> bool:
        """Whether all its words were taken out."""
        words = [cell for paragraph in self.paragraphs for cell in paragraph.cells]
        return bool(words) and all(cell.gone is not None for cell in words)


def stretches(given: Given, paragraphs: list[CameParagraph]) -> list[Stretch]:
    """The copy cut at what begins its regions, in the order of the file.

    Bookmarks say where a region begins; where they are lost, an entry's line of fields, then equal or alike words. A
    region that was moved has two stretches, the one it left and the one it came to.
    """
    starts = _marked(given, paragraphs)
    _by_fields(given, paragraphs, starts)
    _by_words(given, paragraphs, starts)
    _other_ends(given, paragraphs, starts)
    _added(paragraphs, starts)
    found = [Stretch(at, starts[at]) for at in sorted(starts)]
    for one, following in zip(found, [*found[1:], None], strict=True):
        one.paragraphs = paragraphs[one.start : following.start if following else len(paragraphs)]
    return found


def _marked(given: Given, paragraphs: list[CameParagraph]) -> dict[int, Region | None]:
    known = {f"{MARK}{region.mark}": region for region in given.regions}
    starts: dict[int, Region | None] = {}
    seen: set[str] = set()
    for at, paragraph in enumerate(paragraphs):
        for mark in paragraph.marks:
            if mark in known and mark not in seen and at not in starts:
                starts[at] = known[mark]
                seen.add(mark)
    return starts


def _missing(given: Given, starts: dict[int, Region | None]) -> list[Region]:
    found = {region.mark for region in starts.values() if region is not None}
    return [region for region in given.regions if region.mark not in found]


def _by_fields(given: Given, paragraphs: list[CameParagraph], starts: dict[int, Region | None]) -> None:
    """An entry without its mark begins with the paragraph before its fields."""
    missing = {region.mark: region for region in _missing(given, starts) if region.entry is not None}
    by_id = {region.where: region for region in missing.values()}
    for at, paragraph in enumerate(paragraphs):
        region = next(
            (one for mark, one in missing.items() if f"{MARK}{mark}_f" in paragraph.marks),
            None,
        )
        if region is None:
            told = fields_of(given_words(paragraph.cells)) or fields_of(new_words(paragraph.cells))
            region = by_id.get(told.id) if told else None
        before = at - 1
        while before > 0 and not paragraphs[before].cells:
            before -= 1
        if region is not None and before >= 0 and before not in starts and region.mark in missing:
            starts[before] = region
            del missing[region.mark]


def _by_words(given: Given, paragraphs: list[CameParagraph], starts: dict[int, Region | None]) -> None:
    """Regions whose marks are lost, by their first line: equal, or else alike."""
    missing = _missing(given, starts)
    taken = {*starts, *(_listed(given, paragraphs) if missing else ())}
    for least in (1.0, LIKE):
        for region in _missing(given, starts):
            at = _likest(region.lines[0].text, paragraphs, taken | starts.keys(), least)
            if at is not None:
                starts[at] = region


def _listed(given: Given, paragraphs: list[CameParagraph]) -> set[int]:
    """The lines of the list in front, which name headings and entries and are none."""
    wanted = [line.text for region in given.regions for line in region.lines if line.role == "contents"]
    found: set[int] = set()
    at = 0
    for words in wanted:
        place = next((n for n in range(at, len(paragraphs)) if given_words(paragraphs[n].cells).strip() == words), None)
        if place is not None:
            found.add(place)
            at = place + 1
    return found


def _likest(words: str, paragraphs: list[CameParagraph], taken: Collection[int], least: float) -> int | None:
    best: tuple[float, int] | None = None
    for at, paragraph in enumerate(paragraphs):
        if at in taken or not paragraph.cells:
            continue
        for told in (given_words(paragraph.cells), new_words(paragraph.cells)):
            like = _like(words, told, least)
            if like >= least and (best is None or like > best[0]):
                best = (like, at)
    return best[1] if best else None


def _like(first: str, second: str, least: float) -> float:
    """How alike two lines are; quickly told for those that cannot be."""
    if first.strip() == second.strip():
        return 1.0
    if (
        least == 1.0
        or not first
        or not second
        or min(len(first), len(second)) < least * max(len(first), len(second)) / 2
    ):
        return 0.0
    matcher = difflib.SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= least else 0.0


def _other_ends(given: Given, paragraphs: list[CameParagraph], starts: dict[int, Region | None]) -> None:
    """The other end of a title that was moved: put in as a whole, or taken out as a whole, in the same words."""
    titles: dict[str, Region] = {}
    for region in given.entries():
        titles.setdefault(region.lines[0].text, region)
    placed = {region.mark: at for at, region in starts.items() if region is not None}
    for at, paragraph in enumerate(paragraphs):
        if at in starts or not _whole(paragraph):
            continue
        moved = titles.get("".join(cell.sign for cell in paragraph.cells).strip())
        mark = moved.mark if moved is not None else ""
        if mark in placed and _gone(paragraph) != _gone(paragraphs[placed[mark]]):
            starts[at] = moved


def _whole(paragraph: CameParagraph) -> bool:
    """Whether all of a paragraph was put in, or all of it taken out."""
    return bool(paragraph.cells) and (_gone(paragraph) or all(cell.ins is not None for cell in paragraph.cells))


def _gone(paragraph: CameParagraph) -> bool:
    return all(cell.gone is not None for cell in paragraph.cells)


def _added(paragraphs: list[CameParagraph], starts: dict[int, Region | None]) -> None:
    """Headings of entries that nobody gave out: a reviewer's own."""
    for at, paragraph in enumerate(paragraphs):
        new = paragraph.style in ENTRY_STYLES and new_words(paragraph.cells).strip()
        if at not in starts and new and all(cell.ins is not None for cell in paragraph.cells):
            starts[at] = None


def order_kept(before: list[str], after: Iterable[str]) -> set[str]:
    """Of ``after``, those that kept their order: the longest run of names that both lists have in the same order."""
    matcher = difflib.SequenceMatcher(None, before, list(after), autojunk=False)
    return {name for block in matcher.get_matching_blocks() for name in before[block.a : block.a + block.size]}
