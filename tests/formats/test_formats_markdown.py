"""Markdown: blocks leave marks out, the text stays the file's."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_out import check_laws, of_kind, words

from guanlan.errors import ReadingError
from guanlan.formats import paragraphs, pieces, read
from guanlan.records.reading import BlockKind
from guanlan.text.reading_map import ReadingMap

EXPORTED = (
    "#  某单位被通报   \n某作者  某安全账号   2024-12-27 18:05  \n  \n"
    '![](https://pic.example/640?wx_fmt=png "")  \n  \n'
    "**近日，某网信办通报一起案件。**  \n  \n点击文末“  \n阅读原文  \n”了解详情。  \n"
    "<section><span>涉及5000余条</span><strong>个人信息</strong></section>\n"
)


def marked(text: str) -> list[str]:
    reading = read(text.encode(), name="a.md")
    assert reading.text == text
    check_laws(reading)
    return words(reading)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 一、总则 ##\n", ["一、总则"]),
        ("总则\n===\n正文\n", ["总则", "正文"]),
        ("- 甲\n* 乙\n3. 丙\n", ["甲", "乙", "3. 丙"]),
        ("> 引用的话\n", ["引用的话"]),
        ("**第一条** 为了规范", ["第一条为了规范"]),
        ('见[《某办法》](https://example.gov.cn/a_(1).htm "标题")第三条', ["见《某办法》第三条"]),
        ("手机号138****1234，李**、王**", ["手机号138****1234，李**、王**"]),
        ("**1、****某局发布办法**", ["1、某局发布办法"]),
        ("**电话138****1234**", ["电话138****1234"]),
        ("面积5*3，编号a_b_c", ["面积5*3，编号a_b_c"]),
        (r"\*非标记\* 与 `代码*`", ["*非标记* 与代码*"]),
        ("```\n# 不是标题\n```\n", ["# 不是标题"]),
        ("甲&nbsp;&nbsp;乙", ["甲乙"]),
        ("<!-- 注 -->正文<script>x()</script>", ["正文"]),
        ("版本<v10>与<版本号>", ["版本<v10>与<版本号>"]),
        ("第一段。\n第二段。\n", ["第一段。", "第二段。"]),
        ("---\ntitle: 通知\n---\n正文", ["正文"]),
    ],
)
def test_words_without_marks(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


def test_levels_of_headings() -> None:
    reading = read("# 甲\n### 乙\n丙\n---\n".encode(), name="a.md")
    assert [(block.kind.value, block.level) for block in reading.blocks] == [
        ("heading", 1),
        ("heading", 3),
        ("heading", 2),
    ]


def test_cells_know_their_row_and_column() -> None:
    reading = read("| 单位 | 金额 |\n|---|:-:|\n| 某银行 | 97.5\\|万元 |\n\n完".encode(), name="a.md")
    cells = [(block.row, block.column, reading.text[block.start : block.end]) for block in reading.blocks if block.row]
    assert cells == [(1, 1, "单位"), (1, 2, "金额"), (2, 1, "某银行"), (2, 2, "97.5"), (2, 2, "|万元")]
    assert words(reading)[-1] == "完"


def test_cells_of_inline_html() -> None:
    reading = read(b"<table><tr><td>a</td><td>b</td></tr>\n<tr><td>c</td></tr></table>\nd", name="a.md")
    assert [(block.row, block.column) for block in reading.blocks] == [(1, 1), (1, 2), (2, 1), (None, None)]


def test_an_exported_account_article() -> None:
    reading = read(EXPORTED.encode(), name="a.md")
    assert reading.metadata == {"title": "某单位被通报", "published": "2024-12-27T18:05", "publisher": "某安全账号"}
    assert words(reading, BlockKind.PARAGRAPH) == [
        "近日，某网信办通报一起案件。",
        "点击文末“阅读原文”了解详情。",
        "涉及5000余条个人信息",
    ]
    assert [block.target for block in reading.blocks if block.kind is BlockKind.PICTURE] == [
        "https://pic.example/640?wx_fmt=png"
    ]
    assert len(of_kind(reading, BlockKind.FURNITURE)) == 1


def test_links_lie_over_their_words() -> None:
    reading = read(
        '见[**某**办法](/a.htm)，<a href="/b?x=1&amp;y=2">细则</a>，<https://c.example>'.encode(), name="a.md"
    )
    assert {reading.text[link.start : link.end].replace("*", ""): link.target for link in reading.links} == {
        "某办法": "/a.htm",
        "细则": "/b?x=1&y=2",
        "https://c.example": "https://c.example",
    }


def test_wrapped_lines_are_one_paragraph_to_readers_and_lead_home() -> None:
    text = (
        "The agency fined\nthe company **2.5 million** euros.\n\n"
        "个人信息处理者应当依照法律法规的规定采取相应的加密与去标识化等安全技术措施，\n防止泄露。"
    )
    reading = read(text.encode(), name="a.md")
    first, second = paragraphs(reading)
    both = ReadingMap(text, pieces(text, first))
    assert both.read == "The agency fined the company 2.5 million euros."
    at = both.read.index("2.5 million")
    assert text[slice(*both.to_published(at, at + len("2.5 million")))] == "2.5 million"
    assert ReadingMap(text, pieces(text, second)).read.endswith("安全技术措施，防止泄露。")


def test_front_matter_gives_metadata() -> None:
    reading = read(
        '---\ntitle: "某通知"\ndate: 2025-01-02\nsource: 某局\nurl: https://a.example/1\n---\n\n正文'.encode()
    )
    assert reading.metadata == {
        "title": "某通知",
        "published": "2025-01-02",
        "publisher": "某局",
        "address": "https://a.example/1",
    }


def test_marks_without_words_are_no_document() -> None:
    with pytest.raises(ReadingError) as caught:
        read(b"![](a.png)\n\n---\n", name="a.md")
    assert caught.value.code == "formats.no_text"


MARKS = ["#", "*", "**", "_", "`", "[", "](", ")", "|", "<td>", "</td>", "<br>", "甲", "a", "-", ">", "\\", "!"]


@settings(deadline=None)
@given(st.lists(st.sampled_from([*MARKS, "\n", " ", "---\n"]), max_size=60))
def test_any_marks_keep_the_laws(parts: list[str]) -> None:
    text = "".join(parts)
    try:
        reading = read(("甲" + text).encode(), name="a.md")
    except ReadingError:
        return
    assert reading.text == "甲" + text
    check_laws(reading)
