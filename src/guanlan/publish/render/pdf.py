"""Sheet → PDF: tagged, archivable (PDF/A-3b) and accessible (PDF/UA-1), set by Typst.

Typst gets the text as JSON and the pictures as files in memory; nothing that an issue says is ever read as markup.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from guanlan.publish.overview import Overview
from guanlan.publish.render.charts import charts
from guanlan.publish.render.fonts import Faces, load_faces
from guanlan.publish.render.overview_words import CHART_TITLES, alternatives, coming_rows, key_figures
from guanlan.publish.render.palette import ACCENT, INK, MUTED, RULE, TEXT
from guanlan.publish.render.pictures import as_svg, printed_width
from guanlan.publish.render.sheet import LONG_HEADING, Sheet, SheetEntry, SheetParagraph
from guanlan.publish.render.typesetting import typeset
from guanlan.publish.render.waves import waves

STANDARDS = ["a-3b", "ua-1"]
_ANNEX = frozenset({"annex", "annex_title"})


def pdf(sheet: Sheet, pictures: Mapping[str, bytes], fonts: Path | None = None) -> bytes:
    """The PDF of ``sheet``; ``fonts`` is a folder of faces to set it in."""
    # an archive copy must say its day, which an issue without one cannot
    standards = STANDARDS if sheet.day else STANDARDS[1:]
    face = load_faces(fonts)
    given = given_to_typesetter(sheet, pictures, face)
    return typeset(given, face, "pdf", pdf_standards=standards, timestamp=noon(sheet.day))[0]


def unprintable(sheet: Sheet, fonts: Path | None = None) -> tuple[str, ...]:
    """The characters of ``sheet`` that no face of the PDF has; each is printed as 〓."""
    return load_faces(fonts).coverage.missing(_json(sheet))


def pages_as_png(sheet: Sheet, pictures: Mapping[str, bytes], *, ppi: float = 72) -> list[bytes]:
    """The same pages as PNG, one each."""
    face = load_faces()
    return typeset(given_to_typesetter(sheet, pictures, face), face, "png", ppi=ppi)


def cover_picture(sheet: Sheet, *, ppi: float = 110) -> bytes:
    """The cover alone, as PNG."""
    face = load_faces()
    bare = msgspec.structs.replace(sheet, columns=(), back=(), overview=Overview(0))
    given = {**given_to_typesetter(bare, {}, face), "main.typ": b'#import "cover.typ": cover\n#cover()\n'}
    return typeset(given, face, "png", ppi=ppi)[0]


def given_to_typesetter(
    sheet: Sheet, pictures: Mapping[str, bytes], face: Faces, press: Mapping[str, Any] | None = None
) -> dict[str, bytes]:
    """Everything that the typesetter needs, by path; ``press`` is what a print for the press is told otherwise."""
    drawn = charts(sheet.overview)
    placed = {address: {"file": f"{at}.svg", "data": pictures[address]} for at, address in enumerate(sorted(pictures))}
    return {
        **_templates(),
        "data.json": face.coverage.printable(_json({**_data(sheet, face, drawn, placed), **(press or {})})).encode(),
        **{f"charts/{name}.svg": face.coverage.printable(svg).encode() for name, svg in drawn.items()},
        **{f"pictures/{one['file']}": as_svg(pictures[address]).encode() for address, one in placed.items()},
    }


def _json(record: object) -> str:
    return msgspec.json.encode(record).decode()


@cache
def _templates() -> dict[str, bytes]:
    """The sources that never change, by the path that they import each other with."""
    folder = files("guanlan.publish") / "assets" / "typst"
    sources = {path.name: path.read_bytes() for path in folder.iterdir() if path.name.endswith(".typ")}
    sources["waves/cover.svg"] = waves(596, 420, lines=34).encode()
    sources["waves/band.svg"] = waves(596, 148, lines=14, colour="#6f9cbf").encode()
    return dict(sorted(sources.items()))


def noon(day: str | None) -> int:
    """The instant that the file says it was made: noon (UTC) of the issue's day, so that bytes repeat."""
    date = datetime.date.fromisoformat(day or "1970-01-01")
    return int(datetime.datetime(date.year, date.month, date.day, 12, tzinfo=datetime.UTC).timestamp())


def _data(sheet: Sheet, face: Faces, drawn: Mapping[str, str], placed: Mapping[str, Any]) -> dict[str, Any]:
    columns = []
    for column in sheet.columns:
        parts = [
            {**_plain(part), "entries": [_entry(entry, placed) for entry in part.entries]} for part in column.parts
        ]
        columns.append({**_plain(column), "parts": parts})
    rows, more = coming_rows(sheet)
    return {
        "sheet": {**_plain(sheet), "columns": columns, "overview": None, "notice": _notice(sheet)},
        "bleed": 0,
        "cover_within": True,
        "imprint": [],
        "printed_by": [line.split("：", 1) for line in sheet.imprint],
        "title": sheet.name(),
        "author": sheet.publishers(),
        "cover_foot": sheet.foot(),
        "palette": {"ink": INK, "accent": ACCENT, "text": TEXT, "muted": MUTED, "rule": RULE},
        "faces": {"serif": face.serif, "sans": face.sans},
        "long_heading": LONG_HEADING,
        "chart_titles": CHART_TITLES,
        "charts": dict.fromkeys(drawn, True),
        "alts": alternatives(sheet.overview),
        "key_figures": key_figures(sheet.overview),
        "coming": rows,
        "coming_more": more,
        "overview_shown": bool(drawn),
    }


def _notice(sheet: Sheet) -> list[str]:
    """The notices but those of the imprint, which are a table."""
    return [words for words in sheet.notice if words not in sheet.imprint]


def _plain(record: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def _entry(entry: SheetEntry, placed: Mapping[str, Any]) -> dict[str, Any]:
    """An entry whose neighbouring annex paragraphs are taken together, so that one rule runs beside them."""
    runs = [
        {"annex": annexed, "paragraphs": [{**_plain(one), "picture": _placed(one, placed)} for one in run]}
        for annexed, run in groupby(entry.paragraphs, key=lambda one: one.kind in _ANNEX)
    ]
    return {
        "anchor": entry.anchor,
        "label": entry.label,
        "source": entry.source,
        "retracted": entry.retracted,
        "runs": runs,
    }


def _placed(one: SheetParagraph, placed: Mapping[str, Any]) -> dict[str, Any] | None:
    """The file of a paragraph's picture and how wide it is, in points."""
    if one.picture is None or one.picture not in placed:
        return None
    found = placed[one.picture]
    return {"file": found["file"], "width": printed_width(found["data"], one.width)}
