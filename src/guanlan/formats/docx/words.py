"""The words of a Word paragraph: runs in order, without what was deleted or hidden."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from guanlan.formats.docx.names import MC, WP, A, R, W, child, is_on

_SKIPPED = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "commentReference", "sdtPr",
                 "annotationRef", "footnoteRef", "endnoteRef", "rt", "fldData", "object")
)  # fmt: skip
_CHARACTERS = {f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad", f"{W}tab": "\t", f"{W}ptab": "\t"}
_EDGE = " \t\u3000\u00a0\u200b\ufeff"


class Picture(NamedTuple):
    """A picture in a paragraph: its part's name and its alternative text."""

    target: str
    words: str


class Said(NamedTuple):
    """Words as one element says them: a ``w:t``, or a mark that stands for one character."""

    words: str
    element: Any


class Note(NamedTuple):
    """A reference to a note: ``foot`` or ``end`` with its number, and the element that refers."""

    key: str
    element: Any


class Row(NamedTuple):
    """A line of a paragraph: its words, links over them, and what stands in it beside words.

    ``said`` has each element with the place where its words begin; that is below 0 where a line began with blanks.
    """

    words: str
    links: list[tuple[int, int, str]]
    pictures: list[Picture]
    boxes: list[Any]
    notes: list[Note]
    said: list[tuple[int, Said]]


class _Gathering:
    """What was met since the last line break."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.links: list[tuple[int, int, str]] = []
        self.pictures: list[Picture] = []
        self.boxes: list[Any] = []
        self.notes: list[Note] = []
        self.said: list[tuple[int, Said]] = []

    def add(self, said: Said) -> None:
        self.parts.append(said.words)
        self.said.append((self.length, said))
        self.length += len(said.words)

    def row(self) -> Row:
        raw = "".join(self.parts)
        words = raw.strip(_EDGE)
        offset = raw.index(words) if words else 0
        links = [
            (max(start - offset, 0), min(end - offset, len(words)), target)
            for start, end, target in self.links
            if min(end - offset, len(words)) > max(start - offset, 0)
        ]
        said = [(start - offset, one) for start, one in self.said] if offset else self.said
        return Row(words, links, self.pictures, self.boxes, self.notes, said)


def rows_of(paragraph: Any, part: Any) -> list[Row]:
    """The lines of a paragraph as its author broke it."""
    rows: list[Row] = []
    gathering = _Gathering()
    for event in _events(paragraph, part):
        if event is None:
            rows.append(gathering.row())
            gathering = _Gathering()
        elif isinstance(event, Said):
            gathering.add(event)
        elif isinstance(event, Picture):
            gathering.pictures.append(event)
        elif isinstance(event, _Linked):
            _link(gathering, event, part)
        elif isinstance(event, Note):
            gathering.notes.append(event)
        else:
            gathering.boxes.append(event)
    rows.append(gathering.row())
    return rows


class _Linked(NamedTuple):
    element: Any
    said: list[Said]


def _link(gathering: _Gathering, linked: _Linked, part: Any) -> None:
    start = gathering.length
    for said in linked.said:
        gathering.add(said)
    relation = part.rels.get(linked.element.get(f"{R}id"))
    if relation is not None and relation.is_external and gathering.length > start:
        gathering.links.append((start, gathering.length, str(relation.target_ref)))


def _events(element: Any, part: Any) -> Iterator[Any]:
    """Words, None for a line break, pictures, links, notes, and the contents of text boxes."""
    for item in element:
        tag = item.tag
        if not isinstance(tag, str) or tag in _SKIPPED:
            continue
        if tag == f"{W}t":
            yield Said((item.text or "").replace("\n", " ").replace("\r", " "), item)
        elif tag in _CHARACTERS:
            yield Said(_CHARACTERS[tag], item)
        elif tag in (f"{W}br", f"{W}cr"):
            yield None
        elif tag == f"{W}r":
            if not is_on(child(child(item, "rPr"), "vanish")):
                yield from _events(item, part)
        else:
            yield from _special(item, tag, part)


def _special(item: Any, tag: str, part: Any) -> Iterator[Any]:
    if tag == f"{W}hyperlink":
        yield _Linked(item, [one for one in _events(item, part) if isinstance(one, Said)])
    elif tag in (f"{W}drawing", f"{W}pict"):
        yield from _drawn(item, part)
    elif tag == f"{MC}AlternateContent":
        # the same drawing twice, for new and for old programs
        choice = item.find(f"{MC}Choice")
        yield from _events(choice if choice is not None else item, part)
    elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
        yield Note(("foot" if "foot" in tag else "end") + (item.get(f"{W}id") or ""), item)
    elif tag == f"{W}sym":
        yield Said("■", item)  # a character of a picture font, as in tick boxes: its code says nothing elsewhere
    else:
        yield from _events(item, part)


def _drawn(item: Any, part: Any) -> Iterator[Any]:
    boxes = list(item.iter(f"{W}txbxContent"))
    yield from boxes
    described = next(item.iter(f"{WP}docPr"), None)
    for blip in item.iter(f"{A}blip"):
        relation = part.rels.get(blip.get(f"{R}embed") or blip.get(f"{R}link"))
        target = str(relation.target_ref) if relation is not None else ""
        words = " ".join((described.get("descr") or "").split()) if described is not None else ""
        yield Picture(target, words)
