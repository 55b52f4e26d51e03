"""A review copy as DOCX: the words of the issue, marks that survive other programs, tracking switched on."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from guanlan.publish.render.docx_parts import bookmarked, element, field, repacked, run, tab
from guanlan.publish.render.docx_styles import HEI, LOOKS, TEXT_WIDTH, Look, add_styles, lighten
from guanlan.publish.render.palette import ACCENT, INK, MUTED
from guanlan.publish.render.pictures import kind_of, printed_width
from guanlan.publish.review.given import NUMBERED, Given, GivenLine, Region
from guanlan.records.bulletin import ParagraphKind

MARK = "GL_"  # what our bookmarks begin with
ISSUE, KEY, FORM = "GuanlanIssue", "GuanlanReviewCopy", "GuanlanReviewFormat"
PRINTABLE = ("png", "jpg", "gif")  # what Word shows
STYLES = {
    ParagraphKind.TEXT: "Body Text",
    ParagraphKind.SUBHEAD: "Case Heading",
    ParagraphKind.CASE: "Case Heading",
    ParagraphKind.ANNEX_TITLE: "Annex Title",
    ParagraphKind.ANNEX: "Annex Text",
    ParagraphKind.CAPTION: "Caption",
    ParagraphKind.SIGNATURE: "Signature Line",
}
_ROLES = {
    "guide": "Guide",
    "keywords": "Keywords",
    "fields": "Entry Fields",
    "cover": "Copy Line",
    "note": "Copy Note",
}
# wider lines than in print: the copy is for reading with a pen
_LOOKS = {
    **{name: LOOKS[name] for name in ("Guide", "Keywords", "Picture", "Caption", "Header", "Footer", *STYLES.values())},
    "Heading 1": LOOKS["Heading 1"],
    "Heading 2": LOOKS["Heading 2"],
    "Heading 3": LOOKS["Heading 3"]._replace(before=20, after=2),
    "Body Text": LOOKS["Body Text"]._replace(line=20, after=4),
    "Entry Fields": Look(HEI, 8.5, 15, 0, 6, colour=MUTED, keep=True),
    "Title": Look(size=24, line=36, before=24, after=4, colour=INK, bar=("bottom", ACCENT)),
    "Copy Line": Look(HEI, 11, 19, 0, 0, colour=MUTED),
    "Copy Number": Look(HEI, 8, 16, 2, 12, colour=MUTED),
    "Copy Note": Look(HEI, 9.5, 18, 0, 0, fill="F2F5F8", align="left", bar=("left", ACCENT)),
    "Copy Column": Look(HEI, 9.5, 16, 10, 2, colour=INK, keep=True),
    "Copy Contents": Look(HEI, 8.5, 14.5, 0, 0, left=12),
}


def review_docx(given: Given, pictures: Mapping[str, bytes], *, day: str | None) -> bytes:
    """The file of ``given``; equal data gives equal bytes. ``day`` is the issue's, the only date in it."""
    writer = _Writer(given, pictures, day)
    writer.write()
    packed = io.BytesIO()
    writer.document.save(packed)
    return repacked(packed.getvalue())


class _Writer:
    """Writes one copy from front to back."""

    def __init__(self, given: Given, pictures: Mapping[str, bytes], day: str | None) -> None:
        self.given, self.pictures, self.day = given, pictures, day
        self.document = docx.Document()
        lighten(self.document)
        self.styles = add_styles(self.document, _LOOKS)
        self.marks = 0

    def write(self) -> None:
        """All regions, then what stands around them."""
        for region in self.given.regions:
            self._region(region)
        self._page()
        self._properties()
        _track(self.document.settings.element)

    def _region(self, region: Region) -> None:
        for at, line in enumerate(region.lines):
            if line.role == "note" and region.lines[at - 1].role != "note":
                self._add("Copy Number", f"{NUMBERED}：{self.given.key()}")
            paragraph = self._line(region, line)
            if at == 0:
                self._mark(paragraph, region.mark)
                if region.level == 0:
                    self._mark(paragraph, f"copy_{self.given.key()}")
            elif line.role == "fields":
                self._mark(paragraph, f"{region.mark}_f")

    def _line(self, region: Region, line: GivenLine) -> Paragraph:
        if line.role == "picture":
            return self._picture(line)
        if line.role in ("heading", "title"):
            return self._add(f"Heading {region.level}", line.text)
        if line is region.lines[0]:
            return self._add("Title", line.text)
        if line.role == "contents":
            return self._add("Copy Column" if line.kind else "Copy Contents", line.text)
        return self._add(_ROLES.get(line.role) or STYLES.get(ParagraphKind(line.kind), "Body Text"), line.text)

    def _add(self, style: str, text: str) -> Paragraph:
        paragraph = self.document.add_paragraph()
        paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = self.styles[style].style_id
        paragraph._p.append(run(text))
        return paragraph

    def _picture(self, line: GivenLine) -> Paragraph:
        paragraph = self._add("Picture", "")
        data = self.pictures[line.picture or ""]
        shape = paragraph.add_run().add_picture(io.BytesIO(data), width=Pt(printed_width(data)))
        shape._inline.docPr.set("descr", line.text if line.text.isprintable() else "")
        return paragraph

    def _mark(self, paragraph: Paragraph, name: str) -> None:
        self.marks += 1
        bookmarked(paragraph, f"{MARK}{name}", self.marks)

    def _page(self) -> None:
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(25)
        section.top_margin, section.bottom_margin = Mm(27), Mm(25)
        section.header_distance = section.footer_distance = Mm(14)
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        head.style, foot.style = self.styles["Header"], self.styles["Footer"]
        head.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
        head._p.extend([run(self.given.issue), tab(), run("审阅稿")])
        foot._p.extend(field("PAGE", "1"))

    def _properties(self) -> None:
        core = self.document.core_properties
        day = datetime.date.fromisoformat(self.day or "1980-01-01")
        noon = datetime.datetime(day.year, day.month, day.day, 12, tzinfo=datetime.UTC).replace(tzinfo=None)
        core.title = f"{self.given.issue} 审阅稿"[:255]
        core.author = core.last_modified_by = "编辑部"
        core.created = core.modified = noon
        core.language, core.revision, core.comments = "zh-CN", 1, ""
        told = {ISSUE: self.given.issue, KEY: self.given.key(), FORM: str(self.given.format)}
        package = self.document.part.package
        name = PackURI("/docProps/custom.xml")
        kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
        package.relate_to(Part(name, kind, _custom(told), package), RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _custom(told: Mapping[str, str]) -> bytes:
    """The properties that no page shows and every program keeps."""
    made = []
    for number, (name, value) in enumerate(told.items(), 2):  # the format counts from two
        words = value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        made.append(
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
            f"<vt:lpwstr>{words}</vt:lpwstr></property>"
        )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{''.join(made)}</Properties>"
    ).encode()


def _track(settings: Any) -> None:
    """Switch tracking on; the schema wants it before the width of tabs."""
    before = next(one for one in settings if one.tag.endswith("}defaultTabStop"))
    before.addprevious(element("trackRevisions"))


def can_show(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures that a copy can show."""
    return {address: data for address, data in pictures.items() if kind_of(data) in PRINTABLE}
