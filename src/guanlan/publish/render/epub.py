"""Sheet → EPUB 3.3: a cover, one document a part of the issue, a contents list; nothing fetched, no script."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import NamedTuple

from guanlan.publish.render.charts import charts
from guanlan.publish.render.html import back_lines, column_lines, masthead_lines, overview_lines
from guanlan.publish.render.pdf import cover_picture
from guanlan.publish.render.pictures import kind_of, media_type
from guanlan.publish.render.sheet import Sheet, SheetColumn

_ZIP_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive knows; the issue's own day stands in the package
_SPACE = uuid.UUID("6f0d5f0e-5b0c-5d0e-9c39-4e2f6b1f2a10")  # names of issues are told apart within it
_OWN_LINK = re.compile(r'href="#((?:c|b)\d+)')
_XHTML = "application/xhtml+xml"
_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""


class _Page(NamedTuple):
    """A document of the book: its file's name without ending, its title, the lines of its body."""

    name: str
    title: str
    lines: tuple[str, ...]

    def file(self) -> str:
        return f"{self.name}.xhtml"

    def properties(self) -> str:
        return "svg" if any("<svg" in line for line in self.lines) else ""


def epub(sheet: Sheet, pictures: Mapping[str, bytes]) -> bytes:
    """The book of ``sheet``. Its identifier follows from title and number, its day of change is that of the issue."""
    names = {
        address: f"pictures/{at}.{kind_of(pictures[address])}"
        for at, address in enumerate(sorted(_shown(sheet) & pictures.keys()), 1)
    }
    pages = list(_pages(sheet, names))
    inside: dict[str, bytes] = {
        "META-INF/container.xml": _CONTAINER.encode(),
        "EPUB/package.opf": _package(sheet, pages, {names[one]: media_type(pictures[one]) for one in names}).encode(),
        "EPUB/nav.xhtml": _document("目录", _contents(sheet, pages)).encode(),
        "EPUB/style.css": _style(),
        "EPUB/cover.png": cover_picture(sheet),
        **{f"EPUB/{page.file()}": _document(page.title, page.lines).encode() for page in pages},
        **{f"EPUB/{name}": pictures[address] for address, name in names.items()},
    }
    return _packed(inside)


@cache
def _style() -> bytes:
    return (files("guanlan.publish") / "assets" / "book.css").read_bytes()


def _shown(sheet: Sheet) -> set[str]:
    """The pictures that entries show."""
    return {one.picture for entry in sheet.entries() for one in entry.paragraphs if one.picture is not None}


def _pages(sheet: Sheet, names: Mapping[str, str]) -> Iterator[_Page]:
    """The documents in reading order; the cover is always there."""
    alt = escape(f"封面：{sheet.name()}")
    yield _Page("cover", "封面", (f'<p class="cover"><img src="cover.png" alt="{alt}"/></p>',))
    if sheet.masthead or sheet.notice:
        yield _Page("masthead", "编委会名单" if sheet.masthead else "声明", tuple(masthead_lines(sheet)))
    if charts(sheet.overview):
        yield _Page("overview", "本期一览", tuple(map(_across, overview_lines(sheet))))
    for column in sheet.columns:
        yield _Page(column.anchor, column.label, tuple(map(_bare, column_lines(column, names))))
    if sheet.back:
        yield _Page("back", sheet.back[0].title, tuple(map(_across, back_lines(sheet))))


def _across(line: str) -> str:
    """Links within the one page of the site as links to the documents of the book."""
    return _OWN_LINK.sub(lambda found: f'href="{_file_of(found[1])}#{found[1]}', line)


def _file_of(anchor: str) -> str:
    return "back.xhtml" if anchor.startswith("b") else f"{anchor}.xhtml"


def _bare(line: str) -> str:
    """A column's opener without the waves behind it: a reader sets its own page."""
    return re.sub(r"<svg aria-hidden.*?</svg>", "", line) if line.startswith('<header class="opener') else line


def _document(title: str, lines: Iterable[str]) -> str:
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            "<!DOCTYPE html>",
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
            'lang="zh-CN" xml:lang="zh-CN">',
            f'<head><meta charset="utf-8"/><title>{escape(title)}</title>'
            '<link rel="stylesheet" type="text/css" href="style.css"/></head>',
            "<body>",
            *lines,
            "</body>",
            "</html>",
            "",
        )
    )


def _contents(sheet: Sheet, pages: Iterable[_Page]) -> Iterator[str]:
    """The contents list: documents, and in a column its sub-columns and entries."""
    columns = {column.anchor: column for column in sheet.columns}
    yield '<nav epub:type="toc" role="doc-toc" aria-labelledby="contents"><h1 id="contents">目录</h1><ol>'
    for page in pages:
        below = "".join(_below(columns[page.name])) if page.name in columns else ""
        yield f'<li><a href="{page.file()}">{escape(page.title)}</a>{f"<ol>{below}</ol>" if below else ""}</li>'
    yield "</ol></nav>"


def _below(column: SheetColumn) -> Iterator[str]:
    for part in column.parts:
        lines = "".join(
            f'<li><a href="{column.anchor}.xhtml#{entry.anchor}">{escape(entry.label)}</a></li>'
            for entry in part.entries
        )
        if part.label:
            link = f'<a href="{column.anchor}.xhtml#{part.anchor}">{escape(part.label)}</a>'
            yield f"<li>{link}{f'<ol>{lines}</ol>' if lines else ''}</li>"
        else:
            yield lines


def _package(sheet: Sheet, pages: Iterable[_Page], pictures: Mapping[str, str]) -> str:
    """The package: what the book says of itself, its files and their order."""
    pages = list(pages)
    items = [
        _item("nav", "nav.xhtml", _XHTML, "nav"),
        _item("style", "style.css", "text/css"),
        _item("cover-image", "cover.png", "image/png", "cover-image"),
        *(_item(f"page-{page.name}", page.file(), _XHTML, page.properties()) for page in pages),
        *(_item(f"picture-{at}", name, kind) for at, (name, kind) in enumerate(pictures.items(), 1)),
    ]
    order = [f'<itemref idref="page-{page.name}"/>' for page in pages]
    order.insert(1, '<itemref idref="nav"/>')
    return "\n".join(
        (
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="zh-CN">',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            *_told(sheet),
            "</metadata>",
            "<manifest>",
            *items,
            "</manifest>",
            "<spine>",
            *order,
            "</spine>",
            "</package>",
            "",
        )
    )


def _item(name: str, file: str, kind: str, properties: str = "") -> str:
    told = f' properties="{properties}"' if properties else ""
    return f'<item id="{name}" href="{file}" media-type="{kind}"{told}/>'


def _told(sheet: Sheet) -> Iterator[str]:
    name = sheet.name()
    yield f'<dc:identifier id="id">urn:uuid:{uuid.uuid5(_SPACE, name)}</dc:identifier>'
    yield f"<dc:title>{escape(name)}</dc:title>"
    yield "<dc:language>zh-CN</dc:language>"
    # a book must name somebody; an issue without host and title is nobody's
    yield from (f"<dc:publisher>{escape(one)}</dc:publisher>" for one in sheet.publishers() if one)
    if sheet.day:
        yield f"<dc:date>{sheet.day}</dc:date>"
    yield f'<meta property="dcterms:modified">{sheet.day or "1970-01-01"}T12:00:00Z</meta>'
    for key, value in (
        ("accessMode", "textual"),
        ("accessMode", "visual"),
        ("accessModeSufficient", "textual"),
        ("accessibilityFeature", "tableOfContents"),
        ("accessibilityFeature", "structuralNavigation"),
        ("accessibilityFeature", "alternativeText"),
        ("accessibilityHazard", "none"),
    ):
        yield f'<meta property="schema:{key}">{value}</meta>'


def _packed(inside: Mapping[str, bytes]) -> bytes:
    """The archive; the kind of file stands first, as readers look for it there. Nothing is compressed: what a library
    packs differs from one release to the next.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, data in {"mimetype": b"application/epub+zip", **inside}.items():
            info = zipfile.ZipInfo(name, _ZIP_DAY)
            info.create_system, info.external_attr = 3, 0o100644 << 16
            archive.writestr(info, data)
    return made.getvalue()
