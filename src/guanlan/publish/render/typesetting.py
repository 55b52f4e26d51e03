"""Typst: sources, data and pictures in memory → PDF or PNG. Nothing is read from the disk but the faces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import typst

from guanlan.errors import OurFault
from guanlan.publish.render.charts import WIDTH
from guanlan.publish.render.fonts import Faces, load_faces

# Typst takes a mapping of paths to texts as well as one source; its annotations do not say so yet
_COMPILE: Any = typst.compile


def typeset(given: Mapping[str, bytes], face: Faces, format: str, **options: Any) -> list[bytes]:
    """What ``main.typ`` in ``given`` makes: one PDF, or a PNG a page; ``OurFault`` where the sources are wrong."""
    try:
        made = _COMPILE(dict(given), font_paths=face.fonts, ignore_system_fonts=True, format=format, **options)
    except typst.TypstError as error:
        raise OurFault("publish.typeset", why=error.message) from error
    return list(made) if isinstance(made, list) else [bytes(made)]


def drawings_as_png(drawn: Mapping[str, str], *, ppi: float = 200) -> dict[str, tuple[bytes, float]]:
    """Drawings (SVG by name) as PNG with their heights in points, for formats that show no SVG."""
    given = {f"{name}.svg": svg.encode() for name, svg in drawn.items()}
    lines = ["#set page(width: auto, height: auto, margin: 0pt, fill: white)"]
    lines += [f'#page(image("{name}.svg", width: {WIDTH}pt))' for name in drawn]
    given["main.typ"] = "\n".join(lines).encode()
    pages = typeset(given, load_faces(), "png", ppi=ppi)
    # the height stands in the head of a PNG, in pixels
    heights = (int.from_bytes(page[20:24], "big") * 72 / ppi for page in pages)
    return dict(zip(drawn, zip(pages, heights, strict=True), strict=True))
