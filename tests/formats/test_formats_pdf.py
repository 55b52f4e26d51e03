"""PDF: paragraphs come out as their author wrote them, across lines and pages."""

from __future__ import annotations

import io
import random

import pypdfium2
import pytest
from read_out import check_laws, of_kind, words
from typeset import typeset

from guanlan.errors import ReadingError
from guanlan.formats import paragraphs, read
from guanlan.records.reading import BlockKind, Reading

CLAUSES = [
    "网络数据处理者应当建立健全管理制度，采取加密、备份、访问控制等技术措施",
    "对发现的安全缺陷立即补救，并按照规定及时告知用户、向有关主管部门报告",
    "处理1000万人以上个人信息的，还应当在2025年1月1日前明确负责人和管理机构",
    "向境外提供重要数据的，应当通过国家网信部门组织的安全评估",
    "鼓励采用“可用不可见”等技术，在保护权益的前提下促进数据流通",
    "参照 Cyber Resilience Act 第十四条的做法，制造商须在24小时内报告",
    "有关部门可以约谈、责令改正，给予警告，并处五万元以上五十万元以下罚款",
]


def paragraphs_made(count: int, seed: int) -> list[str]:
    """Paragraphs of one to eight clauses, so that last lines end anywhere, at the edge too."""
    chance = random.Random(seed)
    return ["，".join(chance.choices(CLAUSES, k=chance.randint(1, 8))) + "。" for _ in range(count)]


def plain(lines: list[str]) -> list[str]:
    return ["".join(line.split()) for line in lines]


def read_pdf(data: bytes) -> Reading:
    reading = read(data, name="a.pdf")
    check_laws(reading)
    return reading


@pytest.mark.parametrize("seed", range(4))
def test_paragraphs_of_a_book_come_out_whole(seed: int) -> None:
    made = paragraphs_made(40, seed)
    reading = read_pdf(typeset("\n\n".join(made)))
    assert len(reading.pages) > 4
    assert plain(words(reading)) == plain(made)
    assert any(block.continues for block in reading.blocks)


FACE = '#set text(font: ("Noto Serif SC", "Noto Sans SC"), lang: "zh", region: "cn")\n#set document(date: none)\n'
INDENTED = "first-line-indent: (amount: 2em, all: true)"
LAYOUTS = {
    # GB/T 9704: paper, margins, 16 points, page number between dashes
    "official": '#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm),'
    "footer: context align(center)[— #counter(page).display() —])\n#set text(size: 16pt)\n"
    f"#set par(justify: true, leading: 12pt, spacing: 12pt, {INDENTED})\n",
    "no space between paragraphs": '#set page(paper: "a4", numbering: "1")\n#set text(size: 10.5pt)\n'
    f"#set par(justify: true, leading: 0.65em, spacing: 0.65em, {INDENTED})\n",
    "two columns": '#set page(paper: "a4", numbering: "1/1", columns: 2)\n#set text(size: 10pt)\n'
    f"#set par(justify: true, leading: 0.65em, spacing: 0.65em, {INDENTED})\n",
    "as a browser prints": '#set page(paper: "a4")\n#set text(size: 11pt)\n#set par(leading: 0.8em, spacing: 1.6em)\n',
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("seed", [10, 11])
def test_paragraphs_come_out_of_other_layouts(layout: str, seed: int) -> None:
    made = [f"第{number}条　{words}" for number, words in enumerate(paragraphs_made(50, seed), 1)]
    assert plain(words(read_pdf(typeset("\n\n".join(made), FACE + LAYOUTS[layout])))) == plain(made)


def test_heads_and_page_numbers_are_furniture() -> None:
    reading = read_pdf(typeset("\n\n".join(paragraphs_made(30, 9))))
    furniture = of_kind(reading, BlockKind.FURNITURE)
    assert furniture[:3] == ["某期刊　2025年第1期", "1", "某期刊　2025年第1期"]
    assert len(furniture) == 2 * len(reading.pages)


def test_a_head_of_its_own_on_one_page_is_furniture_too() -> None:
    source = "#set page(header: context [#set text(8pt); #if counter(page).get().at(0) == 2 [专题一] else [某期刊]])\n"
    reading = read_pdf(typeset(source + "\n\n".join(paragraphs_made(40, 3))))
    assert "专题一" in of_kind(reading, BlockKind.FURNITURE)


def test_a_first_line_at_the_top_of_every_page_is_text() -> None:
    made = [f"第{number}条　本条规定第{number}项义务的履行方式。" for number in "一二三四"]
    reading = read_pdf(typeset("#set page(header: none, footer: none)\n" + "\n#pagebreak()\n".join(made)))
    assert plain(words(reading)) == plain(made)


def test_headings_over_two_lines_are_one_with_their_level() -> None:
    title = "国家数据局举行专题新闻发布会，介绍促进数据产业高质量发展和企业数据资源开发利用的相关情况"
    reading = read_pdf(typeset(f"= 治理实践\n\n= {title}\n\n" + "\n\n".join(paragraphs_made(5, 1))))
    headings = [group for group in paragraphs(reading) if group[0].kind is BlockKind.HEADING]
    assert plain([reading.text[group[0].start : group[0].end] for group in headings]) == ["治理实践", title]
    assert {group[0].level for group in headings} == {1}


def test_each_block_knows_its_page_and_its_page_holds_it() -> None:
    reading = read_pdf(typeset("\n\n".join(paragraphs_made(30, 5))))
    pages = {page.number: page for page in reading.pages}
    assert list(pages) == list(range(1, len(pages) + 1))
    for block in reading.blocks:
        assert block.page is not None
        assert pages[block.page].start <= block.start <= block.end <= pages[block.page].end


def test_a_contents_list_with_leaders() -> None:
    titles = ["总则", "网络数据处理者的义务和责任", "法律责任"]
    body = "\n\n".join(f"= {title}\n\n{'，'.join(CLAUSES)}。\n#pagebreak(weak: true)" for title in titles)
    reading = read_pdf(typeset("#outline(title: [目录])\n#pagebreak()\n" + body))
    assert of_kind(reading, BlockKind.CONTENTS) == ["总则\t2", "网络数据处理者的义务和责任\t3", "法律责任\t4"]


def test_a_ruled_table_gives_cells_in_rows_and_columns() -> None:
    cells = ["机构", "罚款", "日期", "某银行", "97.5万元", "1月6日", "某公司", "4.1万元", "1月7日"]
    table = "#table(columns: (3cm, 3cm, 3cm), " + ", ".join(f"[{cell}]" for cell in cells) + ")"
    first, second = paragraphs_made(2, 2)
    reading = read_pdf(typeset(f"{first}\n\n{table}\n\n{second}"))
    assert of_kind(reading, BlockKind.CELL) == cells
    places = [(block.row, block.column) for block in reading.blocks if block.kind is BlockKind.CELL]
    assert places == [(row, column) for row in (1, 2, 3) for column in (1, 2, 3)]
    assert plain(words(reading, BlockKind.PARAGRAPH)) == plain([first, second])


def test_block_paragraphs_without_indents_part_where_a_line_ends_early() -> None:
    made = paragraphs_made(12, 6)
    source = "#set par(first-line-indent: 0pt, spacing: 1.6em)\n" + "\n\n".join(made)
    assert plain(words(read_pdf(typeset(source)))) == plain(made)


def test_the_title_is_what_the_file_says() -> None:
    assert read_pdf(typeset('#set document(title: "某指引")\n正文一段。')).metadata == {"title": "某指引"}
    assert read_pdf(typeset('#set document(title: "Microsoft Word - 文档1.docx")\n正文一段。')).metadata == {}


def refused(data: bytes) -> str:
    with pytest.raises(ReadingError) as caught:
        read(data, name="a.pdf")
    return caught.value.code


def test_half_a_file_is_broken() -> None:
    whole = typeset("\n\n".join(paragraphs_made(20, 7)))
    assert refused(whole[: len(whole) // 2]) == "formats.pdf_broken"
    assert refused(whole[:-200]) == "formats.pdf_broken"
    assert refused(b"%PDF-1.7\n%%EOF\n") == "formats.pdf_broken"


def test_a_locked_file_says_that_it_is_locked() -> None:
    assert refused(LOCKED) == "formats.pdf_encrypted"


def test_pages_of_pictures_say_which_extra_reads_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guanlan.formats.ocr.available", lambda: False)
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(400, 600)
    bitmap = pypdfium2.PdfBitmap.new_native(40, 60, pypdfium2.raw.FPDFBitmap_BGR)
    image = pypdfium2.PdfImage.new(document)
    image.set_bitmap(bitmap)
    image.set_matrix(pypdfium2.PdfMatrix().scale(400, 600))
    page.insert_obj(image)
    page.gen_content()
    assert refused(saved(document)) == "formats.pdf_pictures"


def test_an_empty_page_has_no_text() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(400, 600)
    assert refused(saved(document)) == "formats.no_text"


def saved(document: pypdfium2.PdfDocument) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    document.close()
    return buffer.getvalue()


# an encryption dictionary of the standard handler whose password nobody knows: one page, no content
LOCKED = b"""%%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj
4 0 obj<</Filter/Standard/V 1/R 2/Length 40/P -64/O<%s>/U<%s>>>endobj
trailer<</Root 1 0 R/Encrypt 4 0 R/ID[<00><00>]/Size 5>>
startxref
0
%%%%EOF
""" % (b"11" * 32, b"22" * 32)
