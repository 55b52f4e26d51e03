"""The body of a copy → paragraphs of cells, as Word, WPS and LibreOffice write it."""

from __future__ import annotations

from typing import Any

import msgspec

from guanlan.formats.docx.names import MC, W, child, is_on, value
from guanlan.publish.review.cells import END, Cell, Touch
from guanlan.publish.review.formatting import Formatted, paragraph_changed, run_changed, touch_of
from guanlan.publish.review.given import PICTURE, plain

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_INS, _GONE = ("ins", "moveTo"), ("del", "moveFrom")
_SKIPPED = frozenset(
    f"{W}{name}"
    for name in ("pPr", "rPr", "instrText", "delInstrText", "sdtPr", "sdtEndPr", "annotationRef", "footnoteRef",
                 "endnoteRef", "rt", "fldData", "trPr", "tcPr", "tblPr", "tblGrid", "tblPrEx", "sectPr", "smartTagPr",
                 "customXmlPr")
)  # fmt: skip
_BEFORE = 12  # characters that say where a note or a box stands
_SIGNS = {"noBreakHyphen": "-", "tab": " ", "ptab": " ", "br": " ", "cr": " ", "sym": "■"}


class CameParagraph(msgspec.Struct):
    """A paragraph as it came back; ``end`` is its mark. ``marks`` are the names of bookmarks that begin in it."""

    cells: list[Cell]
    end: Cell
    style: str
    marks: list[str] = []
    formatted: list[Formatted] = []

    def all(self) -> list[Cell]:
        """The characters and the end."""
        return [*self.cells, self.end]


class Spoken(msgspec.Struct):
    """What a comment is about: the words in its range, and the paragraph (its number) where it begins."""

    paragraph: int
    words: list[Cell] = []


class Aside(msgspec.Struct):
    """Words that stand beside the text: those of a text box, or of the note ``note`` (``foot2``). ``quote`` is what
    stands before it.
    """

    paragraph: int
    quote: str
    touch: Touch
    text: str = ""
    note: str = ""


class Body:
    """Walks a document's body; ``paragraphs``, ``spoken`` (by the comments' ids) and ``asides`` are what it found."""

    def __init__(self, body: Any, styles: dict[str | None, str]) -> None:
        self._styles = styles
        self._ins: list[Touch] = []
        self._gone: list[Touch] = []
        self._moves: dict[str, list[tuple[str | None, str]]] = {"moveFrom": [], "moveTo": []}
        self._marks: list[str] = []  # met between paragraphs
        self._open: dict[str, Spoken] = {}
        self._now: CameParagraph | None = None
        self.paragraphs: list[CameParagraph] = []
        self.spoken: dict[str, Spoken] = {}
        self.asides: list[Aside] = []
        self._block(body)

    def _block(self, container: Any) -> None:
        for item in container:
            name = _name(item)
            if name == "p":
                self._paragraph(item)
            elif name == "tbl":
                self._table(item)
            elif name in ("sdt", "sdtContent", "customXml", "smartTag", *_INS, *_GONE):
                self._touched(item, name, self._block)
            elif item.tag == f"{MC}AlternateContent":
                self._block(_choice(item))
            else:
                self._mark(item, name)

    def _paragraph(self, item: Any) -> None:
        properties = child(item, "pPr")
        style = self._styles.get(value(child(properties, "pStyle")), self._styles.get(None, ""))
        made = self._begin(style)
        changed = paragraph_changed(properties)
        self._inline(item)
        if changed is not None:
            made.formatted.append(Formatted(_text(made.cells), changed[0], changed[1], 0))
        made.end = self._end_of(child(properties, "rPr"), style)
        self._now = None

    def _begin(self, style: str) -> CameParagraph:
        self._now = CameParagraph([], Cell(END), style, self._marks, [])
        self._marks = []
        self.paragraphs.append(self._now)
        return self._now

    def _end_of(self, properties: Any, style: str) -> Cell:
        """The mark that ends a paragraph, with what was done to it."""
        ins, gone = self._over()
        for name in _INS:
            told = child(properties, name)
            ins = touch_of(told, self._move(name)) if told is not None else ins
        for name in _GONE:
            told = child(properties, name)
            gone = touch_of(told, self._move(name)) if told is not None else gone
        cells = self._now.cells if self._now is not None else []
        # the end of a move's range may stand before the mark that went with it
        if ins is not None and ins.move is None and cells and cells[-1].ins is not None:
            ins = ins._replace(move=cells[-1].ins.move)
        if gone is not None and gone.move is None and cells and cells[-1].gone is not None:
            gone = gone._replace(move=cells[-1].gone.move)
        return Cell(END, ins, gone, style)

    def _table(self, table: Any) -> None:
        """Each row as a paragraph: the entries of a bulletin have no tables, but their words are not lost."""
        for row in (one for one in table.iter(f"{W}tr") if _around(one, "tbl") is table):
            made = self._begin("")
            for name in (*_INS, *_GONE):
                told = child(child(row, "trPr"), name)
                if told is not None:
                    (self._ins if name in _INS else self._gone).append(touch_of(told))
            for number, cell in enumerate(one for one in row.iter(f"{W}tc") if _around(one, "tr") is row):
                if number:
                    self._say(" ")
                for paragraph in cell.iter(f"{W}p"):
                    self._inline(paragraph)
            made.end = Cell(END, *self._over(), "")
            _whole_row(made)
            self._now = None
            for name in (*_INS, *_GONE):
                if child(child(row, "trPr"), name) is not None:
                    (self._ins if name in _INS else self._gone).pop()

    def _inline(self, container: Any) -> None:
        for item in container:
            name = _name(item)
            if item.tag in _SKIPPED or name is None:
                continue
            if name == "r":
                self._run(item)
            elif name in _INS or name in _GONE:
                self._touched(item, name, self._inline)
            elif item.tag == f"{MC}AlternateContent":
                self._inline(_choice(item))
            elif not self._mark(item, name):
                self._inline(item)

    def _touched(self, item: Any, name: str, walk: Any) -> None:
        stack = self._ins if name in _INS else self._gone if name in _GONE else None
        if stack is not None:
            stack.append(touch_of(item, self._move(name)))
        walk(item)
        if stack is not None:
            stack.pop()

    def _run(self, run: Any) -> None:
        properties = child(run, "rPr")
        if is_on(child(properties, "vanish")):
            return
        before = len(self._now.cells) if self._now else 0
        self._contents(run)
        changed = run_changed(properties)
        if changed is not None and self._now is not None:
            words = _text(self._now.cells[before:])
            if words.strip():
                self._now.formatted.append(Formatted(words, changed[0], changed[1], before))

    def _contents(self, run: Any) -> None:
        for item in run:
            name = _name(item)
            if name in ("t", "delText"):
                self._say(plain((item.text or "").replace("\n", " ").replace("\r", " ")))
            elif name in _SIGNS:
                if name != "br" or item.get(f"{W}type") not in ("page", "column"):
                    self._say(_SIGNS[name])
            elif name in ("drawing", "pict", "object"):
                self._drawing(item)
            elif name in ("footnoteReference", "endnoteReference"):
                self._aside(note=f"{name.removesuffix('noteReference')}{item.get(f'{W}id')}")
            elif name == "ruby":
                self._inline(child(item, "rubyBase"))
            elif item.tag == f"{MC}AlternateContent":
                self._contents(_choice(item))
            elif name == "r":
                self._run(item)

    def _drawing(self, item: Any) -> None:
        """A picture; or a text box, whose words are no words of the entry."""
        boxes = list(item.iter(f"{W}txbxContent"))
        if not boxes:
            self._say(PICTURE)
        for box in boxes:
            lines = ("".join(one.text or "" for one in paragraph.iter(f"{W}t")) for paragraph in box.iter(f"{W}p"))
            self._aside(text="\n".join(line for line in lines if line.strip()))

    def _aside(self, *, text: str = "", note: str = "") -> None:
        before = _text(self._now.cells)[-_BEFORE:] if self._now is not None else ""
        touch = self._over()[0] or Touch("", "")
        self.asides.append(Aside(max(len(self.paragraphs) - 1, 0), before, touch, text, note))

    def _say(self, words: str) -> None:
        ins, gone = self._over()
        if self._now is None:
            return
        made = [Cell(sign, ins, gone, self._now.style) for sign in words]
        self._now.cells += made
        for one in self._open.values():
            one.words += made

    def _over(self) -> tuple[Touch | None, Touch | None]:
        return (self._ins[-1] if self._ins else None, self._gone[-1] if self._gone else None)

    def _mark(self, item: Any, name: str | None) -> bool:
        """Marks that have no words: of bookmarks, moves and comments. False for anything else."""
        told = item.get(f"{W}id") or ""
        if name == "bookmarkStart":
            (self._now.marks if self._now is not None else self._marks).append(item.get(f"{W}name") or "")
        elif name in ("moveFromRangeStart", "moveToRangeStart"):
            self._moves[name.removesuffix("RangeStart")].append((told, item.get(f"{W}name") or ""))
        elif name in ("moveFromRangeEnd", "moveToRangeEnd"):
            kind = name.removesuffix("RangeEnd")
            self._moves[kind] = [one for one in self._moves[kind] if one[0] != told]
        elif name == "commentRangeStart":
            here = len(self.paragraphs) - (self._now is not None)
            self._open[told] = self.spoken[told] = Spoken(here, [])
        elif name == "commentRangeEnd":
            self._open.pop(told, None)
        elif name == "commentReference":
            self.spoken.setdefault(told, Spoken(max(len(self.paragraphs) - 1, 0), []))
        else:
            return False
        return True

    def _move(self, name: str) -> str | None:
        ranges = self._moves.get(name)
        return ranges[-1][1] or None if ranges else None


def _whole_row(row: CameParagraph) -> None:
    """A row whose words were all put in, or all taken out, went so as a whole, blanks between its cells too."""
    words = [cell for cell in row.cells if cell.sign.strip()]
    ins = words[-1].ins if words and all(cell.ins is not None for cell in words) else None
    gone = words[-1].gone if words and all(cell.gone is not None for cell in words) else None
    row.cells = [cell._replace(ins=cell.ins or ins, gone=cell.gone or gone) for cell in row.cells]
    row.end = row.end._replace(ins=row.end.ins or ins, gone=row.end.gone or gone)


def _name(item: Any) -> str | None:
    """The name in Word's own namespace; the empty one for others, None for what is no element."""
    if not isinstance(item.tag, str):
        return None
    return item.tag.removeprefix(W) if item.tag.startswith(W) else ""


def _choice(item: Any) -> Any:
    """The same twice, for new and for old programs: the first, or what there is."""
    found = item.find(f"{MC}Choice")
    other = item.find(f"{MC}Fallback")
    return found if found is not None else other if other is not None else item


def _around(item: Any, name: str) -> Any:
    return next((above for above in item.iterancestors() if above.tag == f"{W}{name}"), None)


def _text(cells: list[Cell]) -> str:
    return "".join(cell.sign for cell in cells if cell.gone is None)
