"""Write the sample Word template that comes with the package: ``src/guanlan/publish/assets/templates/bulletin.docx``.

An institute takes it, gives it its own faces, margins and seal in Word, and leaves the tags where they are.
"""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from guanlan.publish.render.docx_parts import element, instruction, mark, repacked, run, tab
from guanlan.publish.render.docx_styles import HEI, LOOKS, SONG, TEXT_WIDTH, Look, add_styles, lighten

TO = Path(__file__).resolve().parents[1] / "src" / "guanlan" / "publish" / "assets" / "templates" / "bulletin.docx"
RED, BLACK, GREY = "#b3181e", "#1a1a1a", "#666666"
KAI = "楷体"

# black words, red rules, headings in the middle: what offices are used to
OTHERWISE: dict[str, Look] = {
    "Title": Look(SONG, 40, 56, 130, 6, colour=RED, align="center", bold=True),
    "Cover English": Look(HEI, 9, 15, 0, 16, colour=GREY, align="center"),
    "Subtitle": Look(SONG, 16, 24, 4, 30, colour=BLACK, align="center"),
    "Cover Line": Look(SONG, 13, 26, 0, 0, colour=BLACK, align="center"),
    "TOC Heading": Look(SONG, 20, 32, 0, 18, colour=BLACK, align="center", bold=True, keep=True, new_page=True),
    "toc 1": Look(HEI, 11, 20, 8, 2, colour=BLACK, tab=True),
    "toc 2": Look(SONG, 10.5, 18, 2, 1, left=10, colour=RED, tab=True),
    "toc 3": Look(SONG, 10.5, 18, 0, 0, left=21, colour=BLACK, tab=True),
    "Front Heading": Look(SONG, 20, 32, 0, 18, colour=BLACK, align="center", bold=True, keep=True, new_page=True),
    "Masthead": Look(SONG, 10.5, 19, 0, 2, colour=BLACK),
    "Notice": Look(SONG, 10, 18, 10, 0, colour=BLACK, align="both", first=2),
    "Chart Heading": Look(HEI, 11, 20, 14, 6, colour=BLACK, keep=True),
    "Heading 1": Look(
        SONG, 20, 32, 0, 18, colour=BLACK, align="center", bold=True, bar=("bottom", RED), keep=True, new_page=True
    ),
    "Heading 2": Look(HEI, 14, 24, 18, 8, colour=RED, align="center", keep=True),
    "Heading 3": Look(HEI, 12, 21, 16, 6, colour=BLACK, keep=True),
    "Guide": Look(SONG, 10.5, 18, 0, 3, first=2, colour=BLACK, align="both"),
    "Keywords": Look(SONG, 10.5, 20, 4, 12, colour=BLACK, first=2),
    "Body Text": Look(SONG, 12, 22, 0, 2, first=2, colour=BLACK, align="both"),
    "Case Heading": Look(HEI, 12, 22, 8, 3, first=2, colour=BLACK, keep=True),
    "Source": Look(SONG, 10.5, 19, 3, 0, colour=GREY, align="right"),
    "Annex Text": Look(SONG, 10.5, 19, 0, 2, first=2, left=12, colour=BLACK, align="both"),
    "Caption": Look(SONG, 9.5, 16, 0, 8, colour=GREY, align="center"),
    "Header": Look(SONG, 9, 13, colour=GREY),
    "Footer": Look(SONG, 10, 13, colour=BLACK, align="center"),
}
KINDS = (
    ("subhead", "Case Heading"),
    ("case", "Case Heading"),
    ("annex_title", "Annex Title"),
    ("annex", "Annex Text"),
    ("caption", "Caption"),
    ("signature", "Signature Line"),
    ("correction", "Amendment Note"),
    ("retraction", "Amendment Note"),
    ("label", "Source"),
)


class Writer:
    """Writes the template from front to back."""

    def __init__(self) -> None:
        self.document = docx.Document()
        lighten(self.document)
        self.styles = add_styles(self.document, {**LOOKS, **OTHERWISE})
        self.bookmarks = 0

    def line(self, style: str, *pieces: Any) -> Any:
        """A paragraph of words and of fields."""
        paragraph = self.document.add_paragraph()
        paragraph.style = self.styles[style]
        for piece in pieces:
            paragraph._p.append(run(piece) if isinstance(piece, str) else piece)
        return paragraph

    def tag(self, words: str) -> None:
        """A paragraph that is a tag, and gone from what comes out."""
        self.line("Body Text", f"{{%p {words} %}}")

    def heading(self, level: int, words: str, bookmark: str) -> None:
        """A heading that the contents list leads to."""
        self.bookmarks += 1
        number = str(self.bookmarks)
        begin = element("bookmarkStart", id=number, name=f"{{{{ {bookmark} }}}}")
        self.line(f"Heading {level}", begin, words, element("bookmarkEnd", id=number))

    def contents_line(self, level: int, words: str, bookmark: str) -> None:
        """A line of the contents list; Word fills in its page when it opens the file."""
        page = [mark("begin"), instruction(rf"PAGEREF {{{{ {bookmark} }}}} \h"), mark("separate"), run(""), mark("end")]
        self.line(f"toc {level}", words, tab(), *page)


def write() -> bytes:
    """The template."""
    writer = Writer()
    _pages(writer)
    _cover(writer)
    _contents(writer)
    _front(writer)
    _columns(writer)
    _back(writer)
    core = writer.document.core_properties
    core.title, core.author, core.comments, core.language = "月刊模板", "观澜", "", "zh-CN"
    core.created = core.modified = datetime.datetime(2025, 1, 1)  # noqa: DTZ001
    packed = io.BytesIO()
    writer.document.save(packed)
    return repacked(packed.getvalue())


def _pages(writer: Writer) -> None:
    section = writer.document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(27), Mm(25)
    section.header_distance = section.footer_distance = Mm(14)
    section.different_first_page_header_footer = True
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.style, foot.style = writer.styles["Header"], writer.styles["Footer"]
    head.paragraph_format.tab_stops.add_tab_stop(Pt(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    head._p.extend([run("{{ title }}"), tab(), run("{{ number }}")])
    foot._p.extend([run("— "), mark("begin"), instruction("PAGE"), mark("separate"), run("2"), mark("end"), run(" —")])


def _cover(writer: Writer) -> None:
    writer.line("Title", "{{ title }}")
    for style, name in (("Cover English", "title_en"), ("Subtitle", "subtitle")):
        writer.tag(f"if {name}")
        writer.line(style, f"{{{{ {name} }}}}")
        writer.tag("endif")
    writer.line("Cover Line", "{{ number }}")
    for each, name in (("date", None), ("cover_lines", "words")):
        writer.tag(f"for {name} in {each}" if name else f"if {each}")
        writer.line("Cover Line", f"{{{{ {name or each} }}}}")
        writer.tag("endfor" if name else "endif")


def _contents(writer: Writer) -> None:
    writer.line("TOC Heading", "目录")
    begin = mark("begin")
    begin[0].set(begin[0].tag.replace("fldChar", "dirty"), "true")
    writer.line("toc 3", begin, instruction(r'TOC \o "1-3" \h \z \u'), mark("separate"))
    writer.tag("for column in columns")
    writer.contents_line(1, "{{ column.label }}", "column.bookmark")
    writer.tag("for part in column.parts")
    writer.tag("if part.label")
    writer.contents_line(2, "{{ part.label }}", "part.bookmark")
    writer.tag("endif")
    writer.tag("for entry in part.entries")
    writer.contents_line(3, "{{ entry.label }}", "entry.bookmark")
    for _ in range(3):
        writer.tag("endfor")
    writer.tag("for notice in back")
    writer.contents_line(1, "{{ notice.title }}", "notice.bookmark")
    writer.tag("endfor")
    writer.line("toc 3", mark("end"))


def _front(writer: Writer) -> None:
    writer.tag("if masthead")
    writer.line("Front Heading", "编委会名单")
    writer.tag("for role in masthead")
    writer.tag("if role.remark")
    writer.line("Masthead", "{{ role.name }}：（{{ role.remark }}）")
    writer.tag("for holder in role.holders")
    writer.line("Masthead", "{{ holder.name }} {{ holder.post }}")
    writer.tag("endfor")
    writer.tag("else")
    writer.line("Masthead", "{{ role.name }}：{{ role.names }}")
    for end in ("endif", "endfor", "endif"):
        writer.tag(end)
    writer.tag("for words in notices")
    writer.line("Notice", "{{ words }}")
    writer.tag("endfor")


def _columns(writer: Writer) -> None:
    writer.tag("for column in columns")
    writer.heading(1, "{{ column.label }}", "column.bookmark")
    writer.tag("for words in column.guide")
    writer.line("Guide", "{% if loop.first %}导读：{% endif %}{{ words }}")
    writer.tag("endfor")
    writer.tag("if column.keywords")
    writer.line("Keywords", "关键词：{{ column.keywords }}")
    writer.tag("endif")
    writer.tag("for part in column.parts")
    writer.tag("if part.label")
    writer.heading(2, "{{ part.label }}", "part.bookmark")
    writer.tag("endif")
    writer.tag("for entry in part.entries")
    writer.heading(3, "{{ entry.label }}", "entry.bookmark")
    writer.tag("for paragraph in entry.paragraphs")
    writer.tag("if paragraph.kind == 'picture'")
    writer.line("Picture", "{{ paragraph.picture }}")
    for kind, style in KINDS:
        writer.tag(f"elif paragraph.kind == '{kind}'")
        writer.line(style, "{{ paragraph.text }}")
    writer.tag("else")
    writer.line("Body Text", "{{ paragraph.text }}")
    writer.tag("endif")
    writer.tag("endfor")
    writer.tag("if entry.source")
    writer.line("Source", "{{ entry.source }}")
    for end in ("endif", "endfor", "endfor", "endfor"):
        writer.tag(end)


def _back(writer: Writer) -> None:
    writer.tag("for notice in back")
    writer.heading(1, "{{ notice.title }}", "notice.bookmark")
    writer.tag("for words in notice.paragraphs")
    writer.line("Body Text", "{{ words }}")
    writer.tag("endfor")
    writer.tag("endfor")


if __name__ == "__main__":
    TO.parent.mkdir(exist_ok=True)
    TO.write_bytes(write())
