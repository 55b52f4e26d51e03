"""What a typesetter looks after: no line of one sign, headings that break where the sense does."""

from __future__ import annotations

import io
import re

import msgspec
import pytest
from issue_sample import sample_issue

from guanlan.formats import read
from guanlan.publish.render import build
from guanlan.records.bulletin import Bulletin, Entry, Paragraph, Words

SENTENCE = "检查组指出个别企业仍以业务繁忙为由拖延整改应予纠正并按期报送整改情况"
ALONE = re.compile(r"[\u4e00-\u9fff][。；！？”）]*")


def issue(*entries: Entry) -> Bulletin:
    whole = sample_issue()
    column = whole.columns[0]
    part = msgspec.structs.replace(column.subcolumns[0], entries=entries)
    column = msgspec.structs.replace(column, subcolumns=(part,))
    return msgspec.structs.replace(whole, columns=(column,), back_matter=())


def lines(bulletin: Bulletin) -> list[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(io.BytesIO(build(bulletin, None, "pdf")))
    return [line.strip() for page in document for line in page.get_textpage().get_text_range().splitlines()]


def test_no_single_sign_is_a_line_of_its_own() -> None:
    """长短不一的四十段，没有一段以孤字收尾。"""
    texts = [f"{(SENTENCE * 4)[: 60 + at]}。" for at in range(40)]
    told = Entry("1.0.01", Words("某省通报"), tuple(Paragraph(Words(text)) for text in texts))
    found = lines(issue(told))
    assert any(len(line) < 12 and line.endswith("。") for line in found)  # there are short last lines
    assert [line for line in found if ALONE.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("title", "first"),
    [
        (
            "某某省人民政府办公厅关于印发《某某省公共数据资源授权运营管理实施办法（试行）》",
            "1. 某某省人民政府办公厅关于印发",
        ),
        (
            "因系统页面被篡改为博彩页面，某某省某某市网信办对属地某软件销售公司作出行政处罚",
            "1. 因系统页面被篡改为博彩页面，",
        ),
        ("某市发布《数据办法》", "1. 某市发布《数据办法》"),
    ],
)
def test_a_heading_of_two_lines_breaks_where_the_sense_does(title: str, first: str) -> None:
    bulletin = issue(Entry("1.0.01", Words(title), (Paragraph(Words(f"{SENTENCE}。")),)))
    assert first in lines(bulletin)
    again = read(build(bulletin, None, "pdf"), name="a.pdf")
    assert f"1. {title}" in "".join(again.text.split("\n")) or title in re.sub(r"\s", "", again.text)


def test_the_last_line_of_a_heading_holds_more_than_a_few_signs() -> None:
    title = "某某省某某市通信管理局组织开展二〇二四年度基础电信企业网络与信息安全责任考核"
    found = lines(issue(Entry("1.0.01", Words(title), (Paragraph(Words("某日。")),))))
    begun = [at for at, line in enumerate(found) if line.startswith("1. 某某省某某市") and at + 1 < len(found)][-1]
    assert len(found[begun + 1]) >= 5
    assert "".join(found[begun : begun + 2]) == f"1. {title}"


def test_no_source_stands_alone_at_the_top_of_a_page() -> None:
    """长短不一的一百八十篇，来源一行总与末段的最后一行同页。"""
    import pypdfium2

    entries = [
        Entry(
            f"1.0.{at:02d}",
            Words(f"某地通报第{at}号"),
            (Paragraph(Words((SENTENCE * 9)[: 40 + at * 37 % 250])),),
            (Words("某局"),),
        )
        for at in range(1, 181)
    ]
    document = pypdfium2.PdfDocument(io.BytesIO(build(issue(*entries), None, "pdf")))
    pages = [page.get_textpage().get_text_range() for page in document]
    assert sum(page.count("（来源：某局）") for page in pages) == 180
    begun = [page.splitlines()[1] for page in pages]  # below the running head
    assert len(begun) > 30
    assert not [one for one in begun if one.startswith("（来源")]
