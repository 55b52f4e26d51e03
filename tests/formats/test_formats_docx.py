"""DOCX: what Word shows, in order; what it hides is left out."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt
from read_out import check_laws, of_kind, words
from typeset import word

from guanlan.formats import read
from guanlan.records.reading import BlockKind, Reading

NUMBERING = """<w:abstractNum {ns} w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/>
<w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>"""


def read_word(write: Any) -> Reading:
    reading = read(word(write), name="a.docx")
    check_laws(reading)
    return reading


def add_xml(document: Any, xml: str) -> Any:
    """A paragraph of raw WordprocessingML before the section's end."""
    paragraph = parse_xml(f"<w:p {nsdecls('w', 'r')}>{xml}</w:p>")
    document.element.body.insert(len(document.element.body) - 1, paragraph)
    return paragraph


def listed(document: Any, text: str, level: int) -> None:
    add_xml(
        document,
        f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r>',
    )


def test_headings_paragraphs_and_title() -> None:
    def write(document: Any) -> None:
        document.core_properties.title = "某期刊"
        document.add_heading("某期刊", 0)
        document.add_heading("治理实践", 1)
        document.add_heading("公安机关", 2)
        paragraph = document.add_paragraph("12月27日，某局印发")
        paragraph.add_run("《某办法》").bold = True
        document.add_paragraph("　　")

    reading = read_word(write)
    assert [(reading.text[block.start : block.end], block.kind.value, block.level) for block in reading.blocks] == [
        ("某期刊", "heading", 1),
        ("治理实践", "heading", 1),
        ("公安机关", "heading", 2),
        ("12月27日，某局印发《某办法》", "paragraph", None),
    ]
    assert reading.metadata == {"title": "某期刊"}


def test_list_numbers_are_those_that_word_shows() -> None:
    def write(document: Any) -> None:
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(NUMBERING.format(ns=nsdecls("w"))))
        numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
        for text, level in (("总则", 0), ("目的", 1), ("依据", 1), ("罚则", 0), ("罚款", 1), ("说明", 2)):
            listed(document, text, level)

    reading = read_word(write)
    assert words(reading) == ["一、总则", "1. 目的", "2. 依据", "二、罚则", "1. 罚款", "说明"]
    assert {block.kind for block in reading.blocks} == {BlockKind.ITEM}


def test_a_style_may_bring_its_number() -> None:
    reading = read_word(lambda document: [document.add_paragraph(text, style="List Number") for text in "甲乙"])
    assert words(reading) == ["1. 甲", "2. 乙"]


def test_insertions_are_in_deletions_comments_and_hidden_words_are_out() -> None:
    def write(document: Any) -> None:
        add_xml(
            document,
            '<w:r><w:t>处</w:t></w:r><w:ins w:id="1"><w:r><w:t>十万元</w:t></w:r></w:ins>'
            '<w:del w:id="2"><w:r><w:delText>五万元</w:delText></w:r></w:del>'
            '<w:moveFrom w:id="3"><w:r><w:t>旧处</w:t></w:r></w:moveFrom>'
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>暗记</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>"
            "<w:r><w:t>罚款</w:t></w:r>",
        )

    assert words(read_word(write)) == ["处十万元罚款"]


def test_breaks_part_paragraphs_but_not_headings() -> None:
    def write(document: Any) -> None:
        document.add_paragraph("第一行\n第二行")
        document.add_heading("关于印发\n某办法的通知", 1)

    assert words(read_word(write)) == ["第一行", "第二行", "关于印发某办法的通知"]


def test_tables_with_merged_cells() -> None:
    def write(document: Any) -> None:
        table = document.add_table(3, 3)
        for row, line in enumerate(("甲乙丙", "丁戊己", "庚辛壬")):
            for column, text in enumerate(line):
                table.cell(row, column).text = text
        table.cell(0, 0).merge(table.cell(0, 1))
        table.cell(1, 2).merge(table.cell(2, 2))

    reading = read_word(write)
    cells = [(block.row, block.column, reading.text[block.start : block.end]) for block in reading.blocks]
    assert cells == [
        (1, 1, "甲"), (1, 1, "乙"), (1, 3, "丙"), (2, 1, "丁"), (2, 2, "戊"), (2, 3, "己"), (2, 3, "壬"),
        (3, 1, "庚"), (3, 2, "辛"),
    ]  # fmt: skip


def test_a_frame_of_one_cell_holds_paragraphs() -> None:
    def write(document: Any) -> None:
        document.add_table(1, 1).cell(0, 0).text = "导读：本期"

    assert [block.kind for block in read_word(write).blocks] == [BlockKind.PARAGRAPH]


def test_contents_are_marked_by_style_and_by_gallery() -> None:
    def write(document: Any) -> None:
        style = document.styles.add_style("toc 1", 1)
        document.add_paragraph("一、总则\t3", style=style)
        document.element.body.insert(
            0,
            parse_xml(
                f'<w:sdt {nsdecls("w")}><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>'
                "</w:docPartObj></w:sdtPr><w:sdtContent><w:p><w:r><w:t>二、罚则</w:t><w:tab/>"
                "<w:t>9</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            ),
        )

    assert of_kind(read_word(write), BlockKind.CONTENTS) == ["二、罚则\t9", "一、总则\t3"]


def test_heads_and_feet_are_furniture_behind_the_body() -> None:
    def write(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "某期刊"
        document.sections[0].footer.paragraphs[0].text = "第1页"
        document.add_paragraph("正文")

    reading = read_word(write)
    assert of_kind(reading, BlockKind.FURNITURE) == ["某期刊", "第1页"]
    assert words(reading) == ["正文"]


def test_pictures_have_their_alternative_text_and_part() -> None:
    import io

    from PIL import Image

    def write(document: Any) -> None:
        buffer = io.BytesIO()
        Image.new("RGB", (4, 4)).save(buffer, "PNG")
        buffer.seek(0)
        document.add_paragraph("演练现场")
        document.add_picture(buffer, width=Pt(40))
        document.inline_shapes[0]._inline.docPr.set("descr", "图：应急演练")

    picture = next(block for block in read_word(write).blocks if block.kind is BlockKind.PICTURE)
    assert picture.target == "media/image1.png"
    assert picture.end - picture.start == len("图：应急演练")


def test_links_lie_over_their_words() -> None:
    def write(document: Any) -> None:
        key = document.part.relate_to("https://example.gov.cn/1", "x/hyperlink", is_external=True)
        add_xml(
            document,
            f'<w:r><w:t>见</w:t></w:r><w:hyperlink r:id="{key}"><w:r><w:t>原文</w:t></w:r></w:hyperlink>'
            "<w:r><w:t>。</w:t></w:r>",
        )

    reading = read_word(write)
    assert [(reading.text[link.start : link.end], link.target) for link in reading.links] == [
        ("原文", "https://example.gov.cn/1")
    ]
