"""Sheet → PDF: tagged, archivable (PDF/A-3a) and accessible (PDF/UA-1), set by Typst.

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
import typst

from guanlan.errors import OurFault
from guanlan.publish.render.charts import WIDTH, charts
from guanlan.publish.render.fonts import Faces, load_faces
from guanlan.publish.render.overview_words import CHART_TITLES, alternatives, coming_rows, key_figures
from guanlan.publish.render.palette import ACCENT, INK, MUTED, RULE, TEXT
from guanlan.publish.render.pictures import as_svg, printed_width
from guanlan.publish.render.sheet import LONG_HEADING, Sheet, SheetEntry
from guanlan.publish.render.waves import waves

STANDARDS = ["a-3a", "ua-1"]
_ANNEX = frozenset({"annex", "annex_title"})


def pdf(sheet: Sheet, pictures: Mapping[str, bytes], fonts: Path | None = None) -> bytes:
    """The PDF of ``sheet``; ``fonts`` is a folder of faces to set it in."""
    return _typeset(sheet, pictures, load_faces(fonts), "pdf")


def pages_as_png(sheet: Sheet, pictures: Mapping[str, bytes], *, ppi: float = 72) -> list[bytes]:
    """The same pages as PNG, one each."""
    pages = _typeset(sheet, pictures, load_faces(), "png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def drawings_as_png(drawn: Mapping[str, str], *, ppi: float = 200) -> dict[str, tuple[bytes, float]]:
    """Charts (SVG by name) as PNG with their heights in points, for formats that show no SVG."""
    given: dict[str, bytes] = {f"{name}.svg": svg.encode() for name, svg in drawn.items()}
    lines = ["#set page(width: auto, height: auto, margin: 0pt, fill: white)"]
    lines += [f'#page(image("{name}.svg", width: {WIDTH}pt))' for name in drawn]
    given["main.typ"] = "\n".join(lines).encode()
    made = typst.compile(given, font_paths=load_faces().fonts, ignore_system_fonts=True, format="png", ppi=ppi)
    pages = made if isinstance(made, list) else [made]
    return {name: (page, _png_height(page) * 72 / ppi) for name, page in zip(drawn, pages, strict=True)}


def _png_height(data: bytes) -> int:
    return int.from_bytes(data[20:24], "big")


def _typeset(sheet: Sheet, pictures: Mapping[str, bytes], face: Faces, format: str, **options: Any) -> Any:
    drawn = charts(sheet.overview)
    placed = {
        address: {"file": f"{at}.svg", "width": printed_width(pictures[address])}
        for at, address in enumerate(sorted(pictures))
    }
    given: dict[str, bytes] = {
        **_templates(),
        "data.json": msgspec.json.encode(_data(sheet, face, drawn, placed)),
        **{f"charts/{name}.svg": svg.encode() for name, svg in drawn.items()},
        **{f"pictures/{placed[address]['file']}": as_svg(data).encode() for address, data in pictures.items()},
    }
    if format == "pdf":
        # an archive copy must say its day, which an issue without one cannot
        options["pdf_standards"] = STANDARDS if sheet.day else STANDARDS[1:]
        options["timestamp"] = _noon(sheet.day)
    try:
        return typst.compile(given, font_paths=face.fonts, ignore_system_fonts=True, format=format, **options)
    except typst.TypstError as error:
        raise OurFault("publish.typeset", why=error.message) from error


@cache
def _templates() -> dict[str, bytes]:
    """The sources that never change, by the path that they import each other with."""
    folder = files("guanlan.publish") / "assets" / "typst"
    sources = {path.name: path.read_bytes() for path in folder.iterdir() if path.name.endswith(".typ")}
    sources["waves/cover.svg"] = waves(596, 420, lines=34).encode()
    sources["waves/band.svg"] = waves(596, 148, lines=14, colour="#6f9cbf").encode()
    return dict(sorted(sources.items()))


def _noon(day: str | None) -> int:
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
        "sheet": {**_plain(sheet), "columns": columns, "overview": None},
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


def _plain(record: msgspec.Struct) -> dict[str, Any]:
    return {name: getattr(record, name) for name in record.__struct_fields__}


def _entry(entry: SheetEntry, placed: Mapping[str, Any]) -> dict[str, Any]:
    """An entry whose neighbouring annex paragraphs are taken together, so that one rule runs beside them."""
    runs = [
        {"annex": annexed, "paragraphs": [{**_plain(one), "picture": placed.get(one.picture or "")} for one in run]}
        for annexed, run in groupby(entry.paragraphs, key=lambda one: one.kind in _ANNEX)
    ]
    return {"anchor": entry.anchor, "label": entry.label, "source": entry.source, "runs": runs}
