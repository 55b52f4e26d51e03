"""Pictures of pages → words, through the extra ``ocr``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from guanlan.errors import ReadingError
from guanlan.formats.ocr import engine_name, recognised
from guanlan.formats.pdf.red import head_of, rule_of, without_seals
from guanlan.formats.pdf.seen import SeenPage

if TYPE_CHECKING:
    from PIL.Image import Image

_DPI = 200  # at which print of 16 points, the text of official documents, is 44 pixels high
_LONGEST = 4_000  # pixels of a page's side; drawings of a wall's size are seen smaller
_MOST_PAGES = 200  # a quarter of an hour; standards of more pages are to be had as text
_FILE = re.compile(r"(?:文\s*件|（.{0,6}）)$")


def seen_page(image: Image, *, scan: bool) -> SeenPage:
    """One picture of a page. ``scan``: a page of paper, whose seals may lie over words."""
    rule = rule_of(image)
    lines = recognised(without_seals(image, rule, scan=scan))
    return SeenPage(image.width, image.height, lines, head_of(image, rule, lines))


def seen_pages(document: Any, name: str) -> list[SeenPage]:
    """All pages of an opened PDF of pictures. ReadingError for more than can be waited for."""
    if len(document) > _MOST_PAGES:
        raise ReadingError("formats.too_many_scans", name=name, pages=len(document), limit=_MOST_PAGES)
    found = []
    for index in range(len(document)):
        page = document[index]
        try:
            scale = min(_DPI / 72, _LONGEST / max(*page.get_size(), 1.0))
            image = page.render(scale=scale).to_pil()
        finally:
            page.close()
        found.append(seen_page(image, scan=True))
    return found


def facts_of(pages: list[SeenPage]) -> dict[str, str]:
    """``ocr`` (engine and version) and, where the first page has a red head, the ``publisher`` it names."""
    head = pages[0].red_head if pages else None
    named = _FILE.sub("", head.words).strip() if head is not None else ""
    return {"ocr": engine_name()} | ({"publisher": named} if named else {})
