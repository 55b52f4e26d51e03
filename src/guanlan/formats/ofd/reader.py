"""The OFD reader: documents → pages → rows → paragraphs."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from guanlan.errors import ReadingError
from guanlan.formats.draft import Draft
from guanlan.formats.media import OFD
from guanlan.formats.ofd.package import Package, first, inside, located, tag
from guanlan.formats.ofd.placing import POINTS, lines_of, numbers, pictures_of
from guanlan.formats.pdf.flow import write
from guanlan.formats.pdf.sheets import Sheet
from guanlan.records.reading import Reading

_A4 = (210.0, 297.0)
_MOST_PAGES = 5_000
_LARGEST_SIDE = 20_000.0  # millimetres


class OfdReader:
    """OFD files. Seals and annotations are not text of the document; tables come as lines."""

    name = "ofd"
    version = "1"
    media_types: tuple[str, ...] = (OFD,)

    def read(self, data: bytes, name: str | None = None, *, charset: str | None = None) -> Reading:
        """Paragraphs across pages; ReadingError for a broken or hostile file, and for one of pictures only."""
        shown = name or "-"
        package = Package(data, shown)
        root = package.root()
        sheets: list[Sheet] = []
        for entry in inside(root, "DocRoot"):
            sheets += _document(package, located(entry, "OFD.xml"), len(sheets))
        if not any(sheet.lines for sheet in sheets):
            raise ReadingError("formats.no_text", name=shown)
        draft = Draft()
        write(draft, sheets, {})
        title = first(root, "Title")
        words = " ".join((title.text or "").split()) if title is not None else ""
        metadata = {"title": words} if words else {}
        return Reading(
            f"{self.name}/{self.version}", OFD, draft.text, None, tuple(draft.blocks), tuple(draft.pages), (), metadata
        )


def _document(package: Package, place: str, before: int) -> Iterator[Sheet]:
    """The pages of one document, ``before`` pages of others behind."""
    document = package.part(place)
    size = _size(document, _A4)
    templates = {one.get("ID"): path for one in inside(document, "TemplatePage") if (path := located(one, place)) != ""}
    pages = [one for parent in inside(document, "Pages") for one in parent if tag(one) == "Page"]
    if before + len(pages) > _MOST_PAGES:
        raise package.broken()
    loaded: dict[str, Element] = {}
    for number, entry in enumerate(pages, before + 1):
        page = package.part(located(entry, place))
        named = [one.get("TemplateID") for one in inside(page, "Template")]
        used = [templates[one] for one in named if one in templates]
        for path in used:
            if path not in loaded:
                loaded[path] = package.part(path)
        yield _sheet(number, page, [loaded[path] for path in used], size)


def _sheet(number: int, page: Element, templates: list[Element], usual: tuple[float, float]) -> Sheet:
    wide, high = (side * POINTS for side in _size(page, usual))
    return Sheet(number, wide, high, lines_of([*templates, page], high), pictures_of(page, wide, high), False, False)  # noqa: FBT003


def _size(part: Element, usual: tuple[float, float]) -> tuple[float, float]:
    """Width and height in millimetres; the usual ones where the part does not say."""
    box = first(part, "PhysicalBox")
    sides = numbers(box.text) if box is not None else []
    if len(sides) == 4 and 0 < sides[2] <= _LARGEST_SIDE and 0 < sides[3] <= _LARGEST_SIDE:
        return sides[2], sides[3]
    return usual


READER = OfdReader()
