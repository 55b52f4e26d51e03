"""Every format: what it holds, what it must not hold, and that its bytes repeat."""

from __future__ import annotations

import io
import itertools
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import msgspec
import pypdfium2
import pytest
from issue_sample import PICTURE, pictures, png, sample_issue
from selectolax.lexbor import LexborHTMLParser

from guanlan.errors import InputError, describe
from guanlan.extract.bulletin import read_bulletin
from guanlan.formats import read
from guanlan.publish.journal import default_journal
from guanlan.publish.render import FORMATS, build
from guanlan.publish.render.charts import charts
from guanlan.publish.render.markdown import paragraph
from guanlan.publish.render.sheet import lay_out
from guanlan.records.bulletin import Bulletin, Cover, Words

NOT_FIRST = "。，、；：？！）》”’〉】"
NOT_LAST = "（《“‘〈【"


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return {name: build(sample_issue(), None, name, pictures=pictures()) for name in FORMATS}


@pytest.fixture
def pdf(made: dict[str, bytes]) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(made["pdf"])


@pytest.fixture
def page(made: dict[str, bytes]) -> LexborHTMLParser:
    return LexborHTMLParser(made["html"].decode())


def pdf_lines(document: pypdfium2.PdfDocument) -> list[str]:
    return [
        line.strip() for page in document for line in page.get_textpage().get_text_range().split("\r\n") if line.strip()
    ]


def count_links(page: pypdfium2.PdfPage) -> int:
    raw, links = pypdfium2.raw, 0
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        links += raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_LINK
        raw.FPDFPage_CloseAnnot(annotation)
    return links


def dense(text: str) -> str:
    return re.sub(r"\s", "", text)


def each_sentence() -> list[str]:
    """Titles and paragraphs of the sample, without white space."""
    return [
        dense(words)
        for entry in sample_issue().entries()
        for words in (entry.title.text, *(one.words.text for one in entry.paragraphs if one.target is None))
    ]


def test_an_unknown_format_is_refused_by_name() -> None:
    with pytest.raises(InputError) as refused:
        build(sample_issue(), None, "odt")
    assert "odt" in describe(refused.value, "zh")
    assert "jsonl" in describe(refused.value, "en")


# PDF


def test_no_line_begins_or_ends_with_a_sign_that_must_not_stand_there(pdf: pypdfium2.PdfDocument) -> None:
    lines = pdf_lines(pdf)
    assert len(lines) > 60
    assert [line for line in lines if line[0] in NOT_FIRST or line[-1] in NOT_LAST] == []


def test_no_line_of_a_published_bulletin_does_either(shared: Path) -> None:
    text = (shared / "corpus/bulletin/000_f8a42a771962feff.txt").read_bytes()
    bulletin = read_bulletin(read(text, name="bulletin.txt"))
    lines = pdf_lines(pypdfium2.PdfDocument(build(bulletin, None, "pdf")))
    assert len(lines) > 1500
    assert [line for line in lines if line[0] in NOT_FIRST or line[-1] in NOT_LAST] == []


def test_only_the_bundled_faces_are_used_and_all_are_embedded(made: dict[str, bytes]) -> None:
    names = set(re.findall(rb"/FontName\s*/([\w+-]+)", _inflated(made["pdf"])))
    assert {name.split(b"+")[1] for name in names} == {b"NotoSerifSC-Regular", b"NotoSansSC-Regular"}
    assert all(re.fullmatch(rb"[A-Z]{6}\+.*", name) for name in names)
    assert _inflated(made["pdf"]).count(b"/FontFile3") == len(names)


def _inflated(data: bytes) -> bytes:
    """A PDF with its object streams opened, so that its dictionaries can be searched."""
    import zlib

    parts = [data]
    for found in re.finditer(rb"stream\r?\n", data):
        try:
            parts.append(zlib.decompressobj().decompress(data[found.end() :]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def test_the_file_is_tagged_archivable_and_dated_with_the_issue(made: dict[str, bytes]) -> None:
    data = _inflated(made["pdf"])
    assert b"/StructTreeRoot" in data
    assert re.search(rb"pdfaid:part>3<.*pdfaid:conformance>A<|pdfuaid:part>1<", data, re.S)
    assert b"2025-01-16" in data


def test_bookmarks_name_columns_subcolumns_and_entries(pdf: pypdfium2.PdfDocument) -> None:
    marks = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    assert (0, "境内观察二：政策立法") in marks
    assert (1, "（二）地方层面动向") in marks
    assert (2, "1. 某市发布《示例指引》") in marks
    assert (1, "1. 某省通报一起数据泄露事件") in marks
    assert (0, "征稿启事") in marks


def test_the_contents_list_leads_to_every_entry_and_says_its_page(pdf: pypdfium2.PdfDocument) -> None:
    pages = {mark.get_title(): mark.get_dest().get_index() + 1 for mark in pdf.get_toc()}
    listed = re.sub(r"[ \u3000]", "", pdf[1].get_textpage().get_text_range())
    for column in sample_issue().columns:
        for part in column.subcolumns:
            for number, entry in enumerate(part.entries, 1):
                label = f"{number}. {entry.title.text}"
                assert re.search(rf"{re.escape(dense(label))}[.…]+{pages[label]}\s", listed), label
    assert count_links(pdf[1]) >= 1 + 4 + 2 + 8


def test_the_pdf_says_every_word_and_reads_no_markup(pdf: pypdfium2.PdfDocument) -> None:
    told = dense("".join(pdf_lines(pdf)))
    for words in each_sentence():
        # a page break puts a running head and a page number between two lines
        assert words[:20] in told
        assert words[-12:] in told
    assert "示例治理观察" in told
    assert "SAMPLEGOVERNANCEREVIEW" in told
    assert "2025年1月第1期（总第18期）" in told


def test_the_map_is_called_a_diagram(pdf: pypdfium2.PdfDocument, page: LexborHTMLParser) -> None:
    for text in ("".join(pdf_lines(pdf)), page.body.text() if page.body else ""):
        assert "地域分布（示意）" in dense(text)
        assert "地图" not in text


def test_a_picture_is_printed_with_its_caption(made: dict[str, bytes]) -> None:
    bare = build(sample_issue(), None, "pdf")
    images = [
        sum(1 for page in pypdfium2.PdfDocument(data) for _ in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]))
        for data in (bare, made["pdf"])
    ]
    assert images == [0, 1]
    assert "图为演练现场" in dense("".join(pdf_lines(pypdfium2.PdfDocument(bare))))


def test_a_broken_picture_is_left_out() -> None:
    for data in (b"no picture at all", png()[:40]):
        for name in ("pdf", "docx", "html"):
            assert build(sample_issue(), None, name, pictures={PICTURE: data})


def test_an_empty_issue_can_be_printed() -> None:
    for name in FORMATS:
        assert isinstance(build(Bulletin(Cover(Words("空刊"))), None, name), bytes)


# HTML


def test_the_page_asks_nothing_of_the_network_and_runs_nothing(made: dict[str, bytes], page: LexborHTMLParser) -> None:
    text = made["html"].decode()
    assert page.css("script, link, iframe, object, embed") == []
    assert "@import" not in text
    assert not re.search(r"url\(\s*[\"']?(?!data:)", text)
    for node in page.css("[src], [href], [srcset], [action]"):
        for name in ("src", "href", "srcset", "action"):
            address = node.attributes.get(name)
            assert address is None or address.startswith(("#", "data:image/")), address


def test_the_page_has_landmarks_a_language_and_headings_in_order(page: LexborHTMLParser) -> None:
    html = page.root
    assert html is not None
    assert html.attributes["lang"] == "zh-CN"
    assert len(page.css("main")) == len(page.css("h1")) == 1
    assert page.css_first("nav").attributes["aria-label"] == "目录"
    levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4, h5, h6")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert all("alt" in node.attributes for node in page.css("img"))
    assert all(node.attributes.get("aria-label") or node.attributes.get("aria-hidden") for node in page.css("svg"))


def test_every_link_of_the_page_leads_somewhere_and_ids_are_unique(page: LexborHTMLParser) -> None:
    names = [node.attributes["id"] for node in page.css("[id]")]
    assert len(names) == len(set(names))
    targets = {node.attributes["href"][1:] for node in page.css('a[href^="#"]')}
    assert targets <= set(names)
    assert len(targets) > 8


def test_the_page_shows_markup_as_words(page: LexborHTMLParser) -> None:
    told = dense(page.body.text()) if page.body else ""
    assert all(words in told for words in each_sentence())


# DOCX


def test_the_word_file_opens_with_real_styles(made: dict[str, bytes]) -> None:
    document = docx.Document(io.BytesIO(made["docx"]))
    by_style: dict[str, list[str]] = {}
    for one in document.paragraphs:
        by_style.setdefault(one.style.name, []).append(one.text)
    assert by_style["Heading 1"] == [column.label for column in lay_out(sample_issue()).columns] + ["征稿启事"]
    assert by_style["Heading 2"] == ["（一）国家层面动向", "（二）地方层面动向"]
    assert len(by_style["Heading 3"]) == 8
    assert by_style["Source"][0] == "（来源：某省通信管理局）"
    assert by_style["Case Heading"][0] == "案例一：超范围收集个人信息案"
    assert by_style["Caption"] == ["图为演练现场"]
    assert by_style["Guide"][0].startswith("导读：12月")
    told = dense("".join(one.text for one in document.paragraphs))
    assert all(words in told for words in each_sentence())


def test_the_word_file_has_a_contents_field_whose_lines_lead_to_bookmarks(made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as archive:
        body = archive.read("word/document.xml").decode()
    assert r"TOC \o " in body
    assert body.count('w:fldCharType="begin"') == body.count('w:fldCharType="end"')
    marks = re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', body)
    leads = re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]+)"', body)
    assert leads == marks
    assert re.findall(r" PAGEREF (\S+) ", body) == marks
    pages = [int(number) for number in re.findall(r"PAGEREF.*?separate.*?<w:t[^>]*>(\d+)</w:t>", body)]
    assert pages == sorted(pages)
    assert pages[0] > 2


def test_the_word_file_says_the_day_of_the_issue_and_nothing_of_the_machine(made: dict[str, bytes]) -> None:
    core = docx.Document(io.BytesIO(made["docx"])).core_properties
    assert core.created is not None
    assert core.created.date().isoformat() == "2025-01-16"
    assert (core.author, core.language, core.revision) == ("示例网络安全法律研究中心", "zh-CN", 1)
    with zipfile.ZipFile(io.BytesIO(made["docx"])) as archive:
        names = archive.namelist()
        assert names == sorted(names)
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in names


# Markdown and JSON Lines


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("1. 某部", "1\\. 某部"),
        ("# 标题", "\\# 标题"),
        ("- 一项", "\\- 一项"),
        ("> 引文", "\\> 引文"),
        ("手机号138****1234", "手机号138\\*\\*\\*\\*1234"),
        ("<script>", "\\<script>"),
        ("[链接](x)", "\\[链接\\](x)"),
        ("增长3%-5%", "增长3%-5%"),
        ("《甲办法》（试行）", "《甲办法》（试行）"),
    ],
)
def test_words_that_look_like_marks_are_escaped(words: str, written: str) -> None:
    assert paragraph(words) == written


def test_markdown_headings_follow_the_issue(made: dict[str, bytes]) -> None:
    lines = made["md"].decode().splitlines()
    assert "# 示例治理观察" in lines
    assert "## 境内观察二：政策立法" in lines
    assert "### （一）国家层面动向" in lines
    assert "#### 1. 某部印发《示例数据安全管理办法》" in lines
    assert "### 1. 某省通报一起数据泄露事件" in lines
    assert "（来源：某市网信办、某日报）" in lines
    assert "关键词：数据泄露、应急演练" in lines


def test_json_lines_hold_the_rows_of_the_export_with_column_paragraphs_and_anchors(made: dict[str, bytes]) -> None:
    rows = [json.loads(line) for line in made["jsonl"].splitlines()]
    assert [row["id"] for row in rows][:3] == ["1.0.01", "1.0.02", "2.1.01"]
    row = rows[2]
    assert row["column"] == {"series": "境内观察二", "heading": "政策立法"}
    assert row["subcolumn"] == "国家层面动向"
    assert row["title"] == "某部印发《示例数据安全管理办法》"
    assert row["sources"] == ["某部"]
    assert row["kind"] == "instrument"
    assert row["instruments"][0]["effective"] == "2025-03-01"
    assert row["paragraphs"][0]["kind"] == "text"
    assert row["anchors"][0]["field"] == "instruments"
    assert row["anchors"][0]["at"][0]["quote"] == "施行日期"
    assert rows[1]["paragraphs"][1]["target"] == PICTURE


# the journal


def test_the_journal_gives_what_the_issue_leaves_out() -> None:
    journal = default_journal()
    sheet = lay_out(Bulletin(Cover(Words(""), date="2024-05-16")), journal)
    assert sheet.title == journal.title
    assert {role.name for role in sheet.masthead} >= {"主办单位", "编辑部"}
    staff = next(role for role in sheet.masthead if role.name == "编辑部")
    assert [holder.name for holder in staff.holders] == ["编辑甲", "编辑乙", "编辑丁"]
    assert any(journal.contact in words for words in sheet.notice) if journal.contact else True
    assert sheet.back[0].title == "投稿与更正"


def test_the_journal_never_signs_another_journals_issue_nor_replaces_what_is_there() -> None:
    sheet = lay_out(Bulletin(Cover(Words("另一刊"), date="2024-05-16")), default_journal())
    assert (sheet.masthead, sheet.notice, sheet.back, sheet.title_en) == ((), (), (), None)
    own = msgspec.structs.replace(sample_issue(), cover=Cover(Words(default_journal().title), date="2025-01-16"))
    assert [role.name for role in lay_out(own, default_journal()).masthead][:2] == ["主办单位", "总编辑"]
    assert lay_out(own, default_journal()).notice == ("声明：本刊梳理公开动态，内容以原文为准。",)


# equal data, equal bytes

_BUILD = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from issue_sample import pictures, sample_issue
from guanlan.publish.render import FORMATS, build
for name in FORMATS:
    print(name, hashlib.sha256(build(sample_issue(), None, name, pictures=pictures())).hexdigest())
"""


def _digests(folder: Path, **settings: str) -> str:
    code = _BUILD.format(tests=str(Path(__file__).parent))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ"))}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment | settings, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_bytes_do_not_depend_on_folder_zone_language_or_hash_seed(tmp_path: Path) -> None:
    other = tmp_path / "别处"
    other.mkdir()
    first = _digests(tmp_path, TZ="Asia/Shanghai", LC_ALL="C.UTF-8", PYTHONHASHSEED="1")
    second = _digests(other, TZ="America/New_York", LC_ALL="C", PYTHONHASHSEED="2")
    assert len(first.splitlines()) == len(FORMATS)
    assert first == second


def test_charts_are_drawn_from_the_numbers_alone() -> None:
    counts = lay_out(sample_issue()).overview
    assert charts(counts) == charts(counts)
    assert all(svg.startswith("<svg ") and "href" not in svg for svg in charts(counts).values())
