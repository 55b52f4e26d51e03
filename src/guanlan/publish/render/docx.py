"""Sheet → DOCX: real styles, a real table of contents, headers and footers; equal data gives equal bytes."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from guanlan.publish.render.charts import charts
from guanlan.publish.render.docx_pages import Pages
from guanlan.publish.render.docx_parts import bookmarked, element, field, instruction, link, mark, repacked, run, tab
from guanlan.publish.render.docx_styles import TEXT_WIDTH, add_styles, lighten
from guanlan.publish.render.overview_words import CHART_TITLES, alternatives, coming_rows
from guanlan.publish.render.palette import INK
from guanlan.publish.render.pictures import kind_of, printed_width
from guanlan.publish.render.sheet import LONG_HEADING, Sheet, SheetColumn, SheetEntry, SheetParagraph, SheetRole
from guanlan.publish.render.typesetting import drawings_as_png
from guanlan.publish.render.waves import waves

_STYLES = {
    "text": "Body Text",
    "subhead": "Case Heading",
    "case": "Case Heading",
    "annex_title": "Annex Title",
    "annex": "Annex Text",
    "caption": "Caption",
    "signature": "Signature Line",
    "correction": "Amendment Note",
    "retraction": "Amendment Note",
    "label": "Source",
    "english": "Body Text",
}
_PRINTABLE = ("png", "jpg", "gif")  # what Word shows
_LONG_SOURCE = 44  # characters beyond which a sources line is set as a paragraph


def word(sheet: Sheet, pictures: Mapping[str, bytes]) -> bytes:
    """The Word file of ``sheet``."""
    writer = _Writer(sheet, pictures)
    writer.write()
    packed = io.BytesIO()
    writer.document.save(packed)
    return repacked(packed.getvalue())


@cache
def _cover_waves() -> bytes:
    """The waves of the cover; they say nothing, so they have no alternative text."""
    drawn = waves(int(TEXT_WIDTH), 240, lines=26, ground=INK)
    return drawings_as_png({"waves": drawn})["waves"][0]


class _Heading:
    """A line of the contents list, whose page is known once the body has been set."""

    def __init__(self, level: int, label: str, bookmark: str) -> None:
        self.level, self.label, self.bookmark, self.page = level, label, bookmark, 0


class _Writer:
    """Writes one document from front to back."""

    def __init__(self, sheet: Sheet, pictures: Mapping[str, bytes]) -> None:
        self.sheet, self.pictures = sheet, pictures
        self.document = docx.Document()
        lighten(self.document)
        self.styles = add_styles(self.document)
        self.pages = Pages()
        self.headings: list[_Heading] = []

    def write(self) -> None:
        """The whole document, its properties and page set-up."""
        self._set_up()
        self._cover()
        contents_end = self._contents_place()
        # the contents list takes pages of its own, which its own length decides
        self.pages.add("TOC Heading", "目录")
        for level, label in self._labels():
            self.pages.add(f"toc {level}", f"{label}　　　")
        self._masthead()
        self._overview()
        for column in self.sheet.columns:
            self._column(column)
        for back in self.sheet.back:
            self._heading(1, back.title, back.anchor)
            for row in back.rows:
                self.add("Case Heading", row.label)
                self.add("Body Text", f"{row.issue}：{row.before}")
                self.add("Body Text", f"本期：{row.now}")
            for words in back.paragraphs if not back.rows else ():
                self.add("Body Text", words)
        self._fill_contents(contents_end)

    def add(self, style: str, text: str) -> Paragraph:
        """A paragraph at the end of the document."""
        self.pages.add(style, text)
        return self._set(style, text)

    def _set(self, style: str, text: str) -> Paragraph:
        """A paragraph that the count of pages does not see. python-docx looks every style up anew, which takes longer
        than all else, so the style is written down as it is.
        """
        paragraph = self.document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = self.styles[style].style_id
        return paragraph

    def _labels(self) -> Iterable[tuple[int, str]]:
        for column in self.sheet.columns:
            yield 1, column.label
            for part in column.parts:
                if part.label:
                    yield 2, part.label
                for entry in part.entries:
                    yield 3, entry.label
        for back in self.sheet.back:
            yield 1, back.title

    def _set_up(self) -> None:
        sheet, document = self.sheet, self.document
        section = document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin, section.bottom_margin = Mm(27), Mm(25)
        section.header_distance = section.footer_distance = Mm(14)
        section.different_first_page_header_footer = True
        head = section.header.paragraphs[0]
        head.style = self.styles["Header"]
        head.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        head._p.extend([run(sheet.title), tab(), run(sheet.number)])
        foot = section.footer.paragraphs[0]
        foot.style = self.styles["Footer"]
        foot._p.extend(field("PAGE", "2"))
        self._properties()

    def _properties(self) -> None:
        sheet, core = self.sheet, self.document.core_properties
        day = datetime.date.fromisoformat(sheet.day or "1980-01-01")
        noon = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC).replace(tzinfo=None)
        core.title = sheet.name()[:255]
        core.author = core.last_modified_by = "、".join(sheet.publishers())[:255]
        core.created = core.modified = noon
        core.language, core.revision, core.comments = "zh-CN", 1, ""
        core.keywords = "、".join(dict.fromkeys(word for column in sheet.columns for word in column.keywords))[:255]

    def _cover(self) -> None:
        sheet = self.sheet
        self.add("Title", sheet.title)
        if sheet.title_en:
            self.add("Cover English", sheet.title_en)
        if sheet.subtitle:
            self.add("Subtitle", sheet.subtitle)
        for words in (sheet.number, sheet.date, *sheet.foot()):
            if words:
                self.add("Cover Line", words)
        paragraph = self._set("Picture", "")
        paragraph.paragraph_format.space_before = Pt(40)
        self._picture(paragraph, _cover_waves(), "", width=Pt(TEXT_WIDTH))

    def _contents_place(self) -> Any:
        """The heading of the contents list and the end of its field, before which its lines will be put."""
        self._set("TOC Heading", "目录")
        closing = self._set("toc 3", "")
        closing._p.append(mark("end"))
        return closing._p

    def _fill_contents(self, closing: Any) -> None:
        for at, heading in enumerate(self.headings):
            line = element("p")
            properties = element("pPr")
            properties.append(element("pStyle", val=self.styles[f"toc {heading.level}"].style_id))
            line.append(properties)
            if at == 0:
                line.extend([mark("begin"), instruction(r'TOC \o "1-3" \h \z \u'), mark("separate")])
            page = field(rf"PAGEREF {heading.bookmark} \h", str(heading.page))
            line.append(link(heading.bookmark, [run(heading.label), tab(), *page]))
            closing.addprevious(line)
        if not self.headings:
            closing.getparent().remove(closing)

    def _heading(self, level: int, label: str, anchor: str, *, struck: bool = False) -> None:
        heading = _Heading(level, label, f"_Toc_{anchor.replace('-', '_')}")
        heading.page = self.pages.add(f"Heading {level}", label)
        paragraph = self._set(f"Heading {level}", label)
        if level == 1 and len(label) > LONG_HEADING:
            paragraph.paragraph_format.line_spacing = Pt(23)
            paragraph.runs[0].font.size = Pt(13)
        if struck:
            paragraph.runs[0].font.strike = True
        self.headings.append(heading)
        bookmarked(paragraph, heading.bookmark, len(self.headings))

    def _masthead(self) -> None:
        if self.sheet.masthead:
            self.add("Front Heading", "编委会名单")
            for role in self.sheet.masthead:
                self._role(role)
        for words in self.sheet.notice:
            self.add("Notice", words)

    def _role(self, role: SheetRole) -> None:
        remark = f"（{role.remark}）" if role.remark else ""
        names = [f"{holder.name} {holder.post}" if holder.post else holder.name for holder in role.holders]
        if role.plain:
            names = [" ".join(names)]
        first = names[0] if len(names) == 1 and not remark else remark
        opening = self.add("Masthead", f"{role.name}：{first}")
        opening.paragraph_format.space_before = Pt(5)
        for words in names if len(names) > 1 or remark else []:
            self.add("Masthead", words).paragraph_format.left_indent = Pt(38)

    def _overview(self) -> None:
        drawn = charts(self.sheet.overview)
        if not drawn:
            return
        self.add("Front Heading", "本期一览")
        told = alternatives(self.sheet.overview)
        for name, (data, height) in drawings_as_png(drawn).items():
            self.add("Chart Heading", CHART_TITLES[name])
            paragraph = self._set("Picture", "")
            self._picture(paragraph, data, told[name], width=Pt(TEXT_WIDTH))
            self.pages.add_height(height + 12)
        self._coming()

    def _coming(self) -> None:
        rows, more = coming_rows(self.sheet)
        if not rows:
            return
        # a page of its own: Word parts a heading from the table below it all too easily
        self.pages.turn()
        self.add("Chart Heading", "近期节点").paragraph_format.page_break_before = True
        widths = (86, 78, TEXT_WIDTH - 164)
        table = self.document.add_table(rows=0, cols=3)
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Pt(width)
        for cells in [("日期", "类别", "事项"), *((row["date"], row["name"], row["what"]) for row in rows)]:
            self.pages.add_height(18)
            made = table.add_row().cells
            for cell, words, width in zip(made, cells, widths, strict=True):
                cell.width = Pt(width)
                cell.paragraphs[0].style = self.styles["Cell"]
                cell.paragraphs[0].add_run(words)
        _rule_table(table)
        if more:
            self.add("Cell", f"另有 {more} 项，见正文。")

    def _column(self, column: SheetColumn) -> None:
        self._heading(1, column.label, column.anchor)
        for at, words in enumerate(column.guide):
            self.add("Guide", words if at else f"导读：{words}")
        if column.keywords:
            self.add("Keywords", f"关键词：{'、'.join(column.keywords)}")
        for part in column.parts:
            if part.label:
                self._heading(2, part.label, part.anchor)
            for entry in part.entries:
                self._entry(entry)

    def _entry(self, entry: SheetEntry) -> None:
        self._heading(3, entry.label, entry.anchor, struck=entry.retracted)
        for one in entry.paragraphs:
            self._paragraph(one)
        if entry.source:
            line = self.add("Source", entry.source)
            if len(entry.source) > _LONG_SOURCE:
                line.alignment = WD_ALIGN_PARAGRAPH.LEFT

    def _paragraph(self, one: SheetParagraph) -> None:
        if one.kind != "picture":
            self.add(_STYLES[one.kind], one.text)
            return
        data = self.pictures[one.picture or ""]
        if kind_of(data) in _PRINTABLE:
            paragraph = self._set("Picture", "")
            self._picture(paragraph, data, one.text, width=Pt(printed_width(data, one.width)))
            self.pages.add_height(250)

    @staticmethod
    def _picture(paragraph: Paragraph, data: bytes, told: str, *, width: Any) -> None:
        shape = paragraph.add_run().add_picture(io.BytesIO(data), width=width)
        shape._inline.docPr.set("descr", told)


def _rule_table(table: Any) -> None:
    """A line below each row, a strong one below the head, which comes again on every page."""
    properties = table._tbl.tblPr
    borders = element("tblBorders")
    borders.append(element("bottom", val="single", sz="4", space="0", color="CFD8E1"))
    borders.append(element("insideH", val="single", sz="4", space="0", color="CFD8E1"))
    properties.append(borders)
    first = table.rows[0]._tr.get_or_add_trPr()
    first.append(element("tblHeader"))
    for cell in table.rows[0].cells:
        edge = element("tcBorders")
        edge.append(element("bottom", val="single", sz="8", space="0", color=INK[1:].upper()))
        cell._tc.get_or_add_tcPr().append(edge)
