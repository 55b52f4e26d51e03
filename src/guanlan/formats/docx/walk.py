"""From the body of a Word file to blocks."""

from __future__ import annotations

from typing import Any, NamedTuple

from guanlan.formats.docx.names import W, child, integer, value
from guanlan.formats.docx.numbering import Numbering
from guanlan.formats.docx.styles import Look, Styles
from guanlan.formats.docx.words import Note, Row, rows_of
from guanlan.formats.draft import Draft
from guanlan.records.reading import BlockKind, Link


class Place(NamedTuple):
    """Where a paragraph stands."""

    part: Any
    path: str
    cell: tuple[int, int] | None = None
    furniture: bool = False
    contents: bool = False
    carrier: Any = None  # what stands in the body for words that do not: a reference to a note, the run of a text box


class Drawn(NamedTuple):
    """Where the words of one element stand in the draft, the first ``skipped`` of them (blanks that begin a line) left
    out. ``carrier`` is that of :class:`Place`.
    """

    start: int
    end: int
    element: Any
    skipped: int = 0
    carrier: Any = None


class Walk:
    """Writes paragraphs and tables into a draft, in document order.

    ``drawn`` is filled only on request: it holds one entry for each piece of text of the file.
    """

    def __init__(self, document: Any, draft: Draft, drawn: list[Drawn] | None = None) -> None:
        self._draft = draft
        self._styles = Styles(document)
        self._numbering = Numbering(document)
        self._drawn = drawn
        self.notes: list[Note] = []

    def container(self, element: Any, place: Place) -> None:
        """The paragraphs and tables inside a body, a cell, a text box, a head."""
        paragraphs = tables = 0
        for item in element:
            if item.tag == f"{W}p":
                paragraphs += 1
                self._paragraph(item, place._replace(path=f"{place.path}/p[{paragraphs}]"))
            elif item.tag == f"{W}tbl":
                tables += 1
                self._table(item, place._replace(path=f"{place.path}/tbl[{tables}]"))
            elif item.tag == f"{W}sdt":
                self._frame(item, place)
            elif item.tag in (f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                self.container(item, place)

    def _frame(self, item: Any, place: Place) -> None:
        """A content control; Word keeps its contents list in one."""
        gallery = next(item.iter(f"{W}docPartGallery"), None)
        contents = place.contents or "table of contents" in (value(gallery) or "").lower()
        inside = child(item, "sdtContent")
        if inside is not None:
            self.container(inside, place._replace(contents=contents))

    def _table(self, table: Any, place: Place) -> None:
        rows = [row for row in table.iter(f"{W}tr") if _owner(row) is table]
        cells = [[cell for cell in row.iter(f"{W}tc") if _row_of(cell) is row] for row in rows]
        data = len(cells) > 1 and max(map(len, cells), default=0) > 1
        for number, row in enumerate(cells, 1):
            column = 1
            for cell in row:
                properties = child(cell, "tcPr")
                path = f"{place.path}/tr[{number}]/tc[{column}]"
                merged = child(properties, "vMerge")
                if merged is None or value(merged) == "restart":
                    outer = place.cell or ((number, column) if data else None)
                    self.container(cell, place._replace(path=path, cell=outer))
                column += max(integer(child(properties, "gridSpan")) or 1, 1)

    def _paragraph(self, paragraph: Any, place: Place) -> None:
        properties = child(paragraph, "pPr")
        look = self._look(properties)
        label = None
        numbering = child(properties, "numPr")
        list_id = integer(child(numbering, "numId")) if child(numbering, "numId") is not None else look.list_id
        level = integer(child(numbering, "ilvl"))
        rows = rows_of(paragraph, place.part)
        if list_id and any(row.words for row in rows):
            label = self._numbering.label(list_id, look.list_level if level is None else level)
        kind = self._kind(look, place, listed=label is not None)
        goes_on = False
        for number, row in enumerate(rows):
            goes_on = self._row(row, place, kind, look.level, goes_on=goes_on, label=label if number == 0 else None)

    def _look(self, properties: Any) -> Look:
        look = self._styles.look(value(child(properties, "pStyle")))
        outline = integer(child(properties, "outlineLvl"))
        if look.kind is None and outline is not None and outline < 9:
            return look._replace(kind=BlockKind.HEADING, level=outline + 1)
        return look

    def _kind(self, look: Look, place: Place, *, listed: bool) -> BlockKind:
        if place.furniture:
            return BlockKind.FURNITURE
        if place.contents and look.kind is not BlockKind.HEADING:
            return BlockKind.CONTENTS
        if place.cell:
            return BlockKind.CELL
        if look.kind is not None:
            return look.kind
        return BlockKind.ITEM if listed else BlockKind.PARAGRAPH

    def _row(
        self, row: Row, place: Place, kind: BlockKind, level: int | None, *, goes_on: bool, label: str | None
    ) -> bool:
        """A line of a paragraph; gives whether the next line of a heading goes on with it."""
        words = (label or "") + row.words
        written = False
        if words.strip():
            level = min(level or 1, 9) if kind is BlockKind.HEADING else None
            block = self._draft.add(kind, words, path=place.path, level=level, cell=place.cell, continues=goes_on)
            offset = block.start + len(label or "")
            self._draft.links += [Link(offset + start, offset + end, target) for start, end, target in row.links]
            self._trace(row, place, offset, block.end)
            written = kind is BlockKind.HEADING
        if not place.furniture:
            for picture in row.pictures:
                self._draft.add(BlockKind.PICTURE, picture.words, path=place.path, target=picture.target or None)
        for number, box in enumerate(row.boxes, 1):
            carrier = place.carrier if place.carrier is not None else _run_around(box)
            self.container(box, place._replace(path=f"{place.path}/box[{number}]", carrier=carrier))
        self.notes += row.notes
        return written or (goes_on and not words.strip())

    def _trace(self, row: Row, place: Place, start: int, end: int) -> None:
        """Write down which elements say the words of a row, which stand at ``start`` to ``end``."""
        for at, said in row.said if self._drawn is not None else ():
            first, last = max(start + at, start), min(start + at + len(said.words), end)
            if first < last and self._drawn is not None:
                self._drawn.append(Drawn(first, last, said.element, first - start - at, place.carrier))


def _run_around(box: Any) -> Any:
    """The run that holds a text box."""
    return next((one for one in box.iterancestors() if one.tag == f"{W}r"), None)


def _owner(row: Any) -> Any:
    """The table that a row belongs to; content controls may stand between."""
    above = row.getparent()
    while above is not None and above.tag != f"{W}tbl":
        above = above.getparent()
    return above


def _row_of(cell: Any) -> Any:
    above = cell.getparent()
    while above is not None and above.tag != f"{W}tr":
        above = above.getparent()
    return above
