"""The styles of the Word file: one table, from which both the styles and the estimate of pages are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from guanlan.publish.render.palette import ACCENT, INK, MUTED, TEXT

# faces that Word, WPS and Pages have or replace by their like; a Word file carries none of its own
SONG, HEI = "宋体", "黑体"
_LATIN = {SONG: "Times New Roman", HEI: "Arial"}
_TINT = "F2F5F8"
_WHITE = "#ffffff"


class Look(NamedTuple):
    """A paragraph style: ``size`` and distances in points, ``line`` an exact height, ``first`` the indent of the first
    line in characters, ``left`` in points, ``fill`` the shade behind it, ``bar`` a rule (its side and colour).
    """

    face: str = SONG
    size: float = 10.5
    line: float = 18
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    colour: str = TEXT
    align: str = "left"
    bold: bool = False
    fill: str | None = None
    bar: tuple[str, str] | None = None
    keep: bool = False
    new_page: bool = False
    tab: bool = False  # a right tab with leaders at the edge


LOOKS: dict[str, Look] = {
    "Title": Look(size=34, line=46, before=150, after=10, colour=INK),
    "Cover English": Look(HEI, 10.5, 17, 0, 20, colour=MUTED, bar=("bottom", ACCENT)),
    "Subtitle": Look(HEI, 18, 26, 22, 8, colour=INK),
    "Cover Line": Look(HEI, 12, 22, 0, 2, colour=MUTED),
    "TOC Heading": Look(HEI, 20, 30, 0, 14, colour=INK, bar=("bottom", ACCENT), keep=True, new_page=True),
    "toc 1": Look(HEI, 10.5, 17, 7, 2, colour=INK, tab=True),
    "toc 2": Look(HEI, 9.5, 16, 3, 1, left=9, colour=ACCENT, tab=True),
    "toc 3": Look(SONG, 9.5, 15.5, 0, 0, left=20, tab=True),
    "Front Heading": Look(HEI, 20, 30, 0, 14, colour=INK, bar=("bottom", ACCENT), keep=True, new_page=True),
    "Masthead": Look(HEI, 9.5, 16, 0, 1),
    "Notice": Look(HEI, 9.5, 17, 14, 0, fill=_TINT, align="both", bar=("left", ACCENT)),
    "Chart Heading": Look(HEI, 11, 18, 14, 6, colour=INK, keep=True),
    "Cell": Look(HEI, 9, 15, 1, 1),
    "Heading 1": Look(
        HEI, 18, 30, 0, 16, colour=_WHITE, fill=INK[1:], bar=("bottom", ACCENT), keep=True, new_page=True
    ),
    "Heading 2": Look(HEI, 15, 24, 20, 8, colour=ACCENT, keep=True),
    "Heading 3": Look(HEI, 12.5, 20, 16, 7, colour=INK, bold=True, keep=True),
    "Guide": Look(HEI, 9.5, 17, 0, 4, first=2, align="both", fill=_TINT),
    "Keywords": Look(HEI, 9.5, 20, 6, 10, colour=INK, fill=_TINT),
    "Body Text": Look(SONG, 10.5, 18, 0, 3, first=2, align="both"),
    "Case Heading": Look(HEI, 10.5, 18, 8, 4, first=2, colour=INK, bold=True, keep=True),
    "Amendment Note": Look(HEI, 9.5, 17, 4, 6, align="both", bar=("left", ACCENT)),
    "Source": Look(HEI, 9, 16, 4, 0, colour=MUTED, align="right"),
    "Signature Line": Look(SONG, 10.5, 18, 0, 0, align="right"),
    "Annex Title": Look(HEI, 11, 20, 10, 8, colour=INK, align="center", bold=True, keep=True),
    "Annex Text": Look(SONG, 9.5, 17, 0, 2, first=2, left=14, align="both", bar=("left", "#b9c8d6")),
    "Picture": Look(line=0, before=8, after=4, align="center", keep=True),
    "Caption": Look(HEI, 8.5, 14, 0, 8, colour=MUTED, align="center"),
    "Header": Look(HEI, 8, 12, colour=MUTED),
    "Footer": Look(HEI, 8.5, 12, colour=INK, align="center"),
}
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
# styles that Word knows by these names; the others are ours
_WORDS_OWN = frozenset(
    (
        *("Title", "Subtitle", "TOC Heading", "Body Text", "Caption", "Header", "Footer"),
        *(f"{name} {level}" for name in ("toc", "Heading") for level in (1, 2, 3)),
    )
)
# what every Word file has
_BASIC = ("Normal", "Default Paragraph Font", "Normal Table", "No List")
TEXT_WIDTH, TEXT_HEIGHT = 453.5, 694.0  # A4 less its margins, in points


def add_styles(document: Document, looks: Mapping[str, Look] = LOOKS) -> dict[str, Any]:
    """The styles of ``looks``, the three headings among them, in ``document``, by name."""
    styles = document.styles
    _default(styles)
    made = {}
    for name, look in looks.items():
        style: Any = (
            styles[name]
            if name in styles
            else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name in _WORDS_OWN)
        )
        _dress(style, look, styles["Normal"])
        made[name] = style
    for level in (1, 2, 3):
        heading = made[f"Heading {level}"]
        heading.next_paragraph_style = made["Body Text"]
        _put(heading.element.get_or_add_pPr(), _element("w:outlineLvl", val=str(level - 1)))
    for name in made:
        made[name].quick_style = not name.startswith(("toc", "TOC", "Header", "Footer"))
    return made


def lighten(document: Document) -> None:
    """Takes out what python-docx's template brings and we never use: its styles, picture and parts for old versions."""
    for style in list(document.styles.element.style_lst):
        if style.name_val not in _BASIC:
            document.styles.element.remove(style)
    for relations in (document.part.rels, document.part.package.rels):
        for name, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in ("stylesWithEffects", "customXml", "thumbnail", "numbering"):
                del relations[name]


def _default(styles: Any) -> None:
    """Chinese as the language, and no distances that the styles do not ask for."""
    normal = styles["Normal"]
    normal.font.size = Pt(10.5)
    _faces(normal, SONG)
    language = OxmlElement("w:lang")
    for name, value in (("w:val", "en-US"), ("w:eastAsia", "zh-CN")):
        language.set(qn(name), value)
    properties = normal.element.get_or_add_rPr()
    properties.append(language)


def _faces(style: Any, face: str) -> None:
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    if fonts is not None:
        properties.remove(fonts)
    fonts = OxmlElement("w:rFonts")
    latin = _LATIN[face]
    for name, value in (("w:ascii", latin), ("w:hAnsi", latin), ("w:eastAsia", face), ("w:cs", latin)):
        fonts.set(qn(name), value)
    properties.insert(0, fonts)


def _dress(style: Any, look: Look, base: Any) -> None:
    style.base_style = base
    style.font.size = Pt(look.size)
    style.font.color.rgb = RGBColor.from_string(look.colour[1:].upper())
    style.font.bold, style.font.italic = look.bold, False
    _faces(style, look.face)
    form = style.paragraph_format
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    if look.line:
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.line)
    form.alignment = _ALIGN[look.align]
    form.keep_with_next, form.page_break_before = look.keep, look.new_page
    form.widow_control = True
    properties = style.element.get_or_add_pPr()
    for name in ("w:pBdr", "w:shd", "w:ind", "w:contextualSpacing", "w:tabs"):
        for old in properties.findall(qn(name)):
            properties.remove(old)
    _decorate(properties, look)


def _decorate(properties: Any, look: Look) -> None:
    """What python-docx has no words for, each in the place where the schema wants it."""
    if look.bar is not None:
        side, colour = look.bar
        _put(properties, _border(side, colour, band=look.fill if look.fill not in (None, _TINT) else None))
    elif look.fill == _TINT:
        _put(properties, _margin())
    if look.fill is not None:
        _put(properties, _element("w:shd", val="clear", color="auto", fill=look.fill))
    if look.tab:
        tabs = OxmlElement("w:tabs")
        tabs.append(_element("w:tab", val="right", leader="dot", pos=str(int(TEXT_WIDTH * 20))))
        _put(properties, tabs)
    indent = {"left": str(int(look.left * 20))} if look.left else {}
    if look.first:
        indent |= {"firstLineChars": str(int(look.first * 100)), "firstLine": str(int(look.first * look.size * 20))}
    if indent:
        _put(properties, _element("w:ind", **indent))


# the order of paragraph properties in the schema (ECMA-376, 17.3.1.26), as far as we write them
_ORDER = (
    *("pStyle", "keepNext", "keepLines", "pageBreakBefore", "widowControl", "numPr", "pBdr", "shd", "tabs"),
    *("spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr"),
)


def _put(properties: Any, element: Any) -> None:
    """Insert ``element`` where the schema wants it."""
    names = [qn(f"w:{name}") for name in _ORDER]
    place = names.index(element.tag)
    for at, child in enumerate(properties):
        if child.tag in names and names.index(child.tag) > place:
            properties.insert(at, element)
            return
    properties.append(element)


def _border(side: str, colour: str, *, band: str | None = None) -> Any:
    """A rule on one side; a band of colour also has edges of its own, that its words do not touch its rim."""
    borders = OxmlElement("w:pBdr")
    for edge in ("top", "left", "bottom", "right"):  # as the schema wants them
        if edge == side:
            borders.append(_element(f"w:{side}", val="single", sz="18", space="8", color=colour[1:].upper()))
        elif band:
            borders.append(_element(f"w:{edge}", val="single", sz="36", space="5", color=band.upper()))
    return borders


def _margin() -> Any:
    """Edges in the colour of a tinted box, so that its words do not touch its rim."""
    borders = OxmlElement("w:pBdr")
    for edge in ("top", "left", "bottom", "right"):
        borders.append(_element(f"w:{edge}", val="single", sz="36", space="5", color=_TINT))
    return borders


def _element(name: str, **attributes: str) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element
