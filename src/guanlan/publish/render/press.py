"""Sheet → PDF for the press: printing inks only, room to cut, a number of pages that folds, the cover apart."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pikepdf

from guanlan.publish.journal import JournalPress
from guanlan.publish.overview import Overview
from guanlan.publish.render.fonts import load_faces
from guanlan.publish.render.pdf import given_to_typesetter, noon
from guanlan.publish.render.press_pictures import pictures_in_inks
from guanlan.publish.render.sheet import Sheet
from guanlan.publish.render.typesetting import typeset
from guanlan.text.tables_reading import table_rows

BLEED = 3  # millimetres that run over the edge on every side
FOLDED = 4  # pages of a folded sheet
_POINTS = Decimal(72) / Decimal("25.4")  # of a millimetre
_GREY = 26  # of 255: the channels of a grey lie no further apart
_FILLING, _STROKING = ("rg", "sc", "scn"), ("RG", "SC", "SCN")

_MAIN = "main.typ"
_INSIDE: Mapping[str, Any] = {"cover_within": False}
_SIGNS = re.compile(r"\d+|.")
_ALL = re.compile(r"总第\d+期")

Inks = tuple[Decimal, Decimal, Decimal, Decimal]


def press(sheet: Sheet, pictures: Mapping[str, bytes], fonts: Path | None = None) -> bytes:
    """The inside of ``sheet``, from the contents list on; empty pages at the end make the number divisible by four."""
    return _made(sheet, pictures, fonts, told=_INSIDE)


def press_cover(
    sheet: Sheet, pictures: Mapping[str, bytes], fonts: Path | None = None, bound: JournalPress | None = None
) -> bytes:
    """The cover as it is printed, flat: back, spine and front on its first page, the empty inside on its second."""
    bound = bound or JournalPress()
    spine = spine_width(_length(sheet, pictures, fonts), bound)
    titled = spine >= bound.spine_title_from
    told = {
        "imprint": list(sheet.imprint or sheet.publishers()),
        "spine": {
            "width": spine,
            "title": list(sheet.title) if titled else [],
            "number": _SIGNS.findall(_of_all(sheet.number)) if titled else [],
        },
    }
    return _made(_bare(sheet), {}, fonts, told=told, main="press-cover.typ")


def spine_width(pages: int, bound: JournalPress) -> float:
    """How wide the spine is, in millimetres: that of the leaves between the covers; a stapled issue has none.

    >>> spine_width(128, JournalPress(paper=0.1)), spine_width(128, JournalPress(binding="stapled"))
    (6.4, 0.0)
    """
    return round(pages / 2 * bound.paper, 1) if bound.binding == "glued" else 0.0


def _length(sheet: Sheet, pictures: Mapping[str, bytes], fonts: Path | None) -> int:
    """How many pages the inside has when it is folded."""
    face = load_faces(fonts)
    given = given_to_typesetter(sheet, pictures, face, {"bleed": BLEED, **_INSIDE})
    with pikepdf.open(io.BytesIO(typeset(given, face, "pdf", timestamp=noon(sheet.day))[0])) as document:
        return -(-len(document.pages) // FOLDED) * FOLDED


def _of_all(number: str) -> str:
    """总第18期 of 2025年1月第1期（总第18期）; the whole where it counts none."""
    found = _ALL.search(number)
    return found[0] if found else number


def _bare(sheet: Sheet) -> Sheet:
    """``sheet`` without columns and notices, for what shows only the cover."""
    return msgspec.structs.replace(sheet, columns=(), back=(), overview=Overview(0))


def _made(
    sheet: Sheet, pictures: Mapping[str, bytes], fonts: Path | None, *, told: Mapping[str, Any], main: str = _MAIN
) -> bytes:
    face = load_faces(fonts)
    given = given_to_typesetter(sheet, pictures, face, {"bleed": BLEED, **told})
    given[_MAIN] = given[main]
    with pikepdf.open(io.BytesIO(typeset(given, face, "pdf", timestamp=noon(sheet.day))[0])) as document:
        _ink(document)
        pictures_in_inks(document, fonts)
        _furnish(document, folded=main == _MAIN)
        out = io.BytesIO()
        document.save(out, deterministic_id=True, linearize=False)
    return out.getvalue()


def _furnish(document: pikepdf.Pdf, *, folded: bool) -> None:
    """Boxes on every page, empty pages at the end, and nothing that only a screen can use."""
    for name in ("/StructTreeRoot", "/MarkInfo", "/Outlines", "/PageMode"):
        if name in document.Root:
            del document.Root[name]
    wide, high = _edges(document.pages[0])[2:]
    while folded and len(document.pages) % FOLDED:
        document.add_blank_page(page_size=(wide, high))
    cut = BLEED * _POINTS
    for page in document.pages:
        left, bottom, right, top = _edges(page)
        page.bleedbox = pikepdf.Array([left, bottom, right, top])
        page.trimbox = pikepdf.Array([round(edge, 3) for edge in (left + cut, bottom + cut, right - cut, top - cut)])
        for name in ("/Annots", "/StructParents", "/Tabs"):
            if name in page:
                del page[name]


def _edges(page: pikepdf.Page) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Left, bottom, right and top of the sheet, in points."""
    left, bottom, right, top = (Decimal(str(edge)) for edge in page.mediabox.as_list())
    return left, bottom, right, top


def _ink(document: pikepdf.Pdf) -> None:
    """Every colour that is drawn with, on pages and in the drawings on them, as printing inks."""
    for page in document.pages:
        page.Contents = document.make_stream(_inked(page.obj))
    for one in document.objects:
        if isinstance(one, pikepdf.Stream) and (one.get("/Subtype") == "/Form" or "/PatternType" in one):
            one.write(_inked(one))
    for one in document.objects:
        held = isinstance(one, pikepdf.Dictionary | pikepdf.Stream) and "/Resources" in one
        if held and "/ColorSpace" in one.Resources:
            del one.Resources["/ColorSpace"]  # inks need none


def _inked(drawn: pikepdf.Object) -> bytes:
    """The instructions of a page or drawing with inks for lights; an operator for inks chooses their space itself."""
    kept: list[Any] = []
    for instruction in pikepdf.parse_content_stream(drawn):
        name = str(instruction.operator)
        if name in ("cs", "CS") and instruction.operands[0] != "/Pattern":
            continue
        if name in (*_FILLING, *_STROKING) and not isinstance(instruction.operands[-1], pikepdf.Name):
            inks = inks_of(*instruction.operands)
            kept.append(([*inks], pikepdf.Operator("k" if name in _FILLING else "K")))
        else:
            kept.append(instruction)
    return pikepdf.unparse_content_stream(kept)


@cache
def _table() -> dict[tuple[int, ...], Inks]:
    """The inks of the publication's own colours (``assets/tables/inks.tsv``), by red, green and blue."""
    rows = table_rows("inks", "guanlan.publish.assets")
    return {tuple(bytes.fromhex(colour[1:])): _shares(map(int, inks)) for colour, *inks, _ in rows}


def _shares(hundredths: Iterable[int]) -> Inks:
    cyan, magenta, yellow, black = (Decimal(one) / 100 for one in hundredths)
    return cyan, magenta, yellow, black


def inks_of(*lights: Any) -> Inks:
    """Cyan, magenta, yellow and black (0 to 1) of a colour given as red, green and blue or as one grey (0 to 1).

    The colours of the publication come from a table; another that is nearly grey is printed with black alone, so that
    it needs no register; any other by taking out what its three inks have in common.

    >>> [str(ink) for ink in inks_of(1, 1, 1)], [str(ink) for ink in inks_of(0, 0, 0)]
    (['0', '0', '0', '0'], ['0', '0', '0', '1'])
    """
    given = lights * 3 if len(lights) == 1 else lights
    channels = [round(float(light) * 255) for light in given]
    if tuple(channels) in _table():
        return _table()[tuple(channels)]
    least, most = min(channels), max(channels)
    if most - least <= _GREY:
        return _shares((0, 0, 0, 100 - round(sum(channels) / 7.65)))
    return _shares([*(round((most - channel) / most * 100) for channel in channels), 100 - round(most / 2.55)])
