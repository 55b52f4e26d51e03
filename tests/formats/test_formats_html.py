"""HTML in the shapes that sites and accounts use: text, main part, furniture, metadata."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_out import check_laws, of_kind, words
from web_pages import ACCOUNT_ARTICLE, GBK_PAGE, STUDY_SESSION, UNKNOWN_SITE

from guanlan.errors import ReadingError
from guanlan.formats import read
from guanlan.records.reading import BlockKind, Reading


def page(body: str, head: str = "") -> Reading:
    reading = read(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(), name="a.html")
    check_laws(reading)
    return reading


def test_an_official_release() -> None:
    reading = read(STUDY_SESSION.encode(), name="a.html")
    assert words(reading) == [
        "国务院专题学习会议举行",
        "会议围绕规范涉企 检查展开，强调依法行政。",
        "各部门要抓好落实，见《某意见》第三条。",
        "会议现场",
        "图为会议现场。",
        "（完）",
    ]
    assert reading.metadata == {
        "title": "国务院专题学习会议举行",
        "published": "2024-12-20T19:04",
        "publisher": "某通讯社",
        "address": "https://www.example.gov.cn/yaowen/1.htm",
        "language": "zh-CN",
    }
    assert of_kind(reading, BlockKind.CAPTION) == ["图为会议现场。"]
    assert "首页 > 要闻 > 正文" in of_kind(reading, BlockKind.FURNITURE)
    assert "【责任编辑：某编辑】" in of_kind(reading, BlockKind.FURNITURE)
    assert "隐藏" not in reading.text
    assert "脚本" not in reading.text


def test_places_lead_back_into_the_page() -> None:
    reading = read(STUDY_SESSION.encode(), name="a.html")
    by_words = {reading.text[block.start : block.end]: block for block in reading.blocks}
    assert by_words["各部门要抓好落实，见《某意见》第三条。"].path == "#UCAP-CONTENT/p[2]"
    assert by_words["会议现场"].target == "W020.jpg"
    linked = {reading.text[link.start : link.end]: link.target for link in reading.links}
    assert linked["《某意见》"] == "/zc/2.htm"


def test_an_account_article() -> None:
    reading = read(ACCOUNT_ARTICLE.encode(), name="a.html")
    assert words(reading, BlockKind.HEADING, BlockKind.PARAGRAPH) == [
        "辟谣会议召开",
        "会议指出，网络谣言扰乱秩序，要压实责任。",
        "第一段上半",
        "第二段",
        "来源：网信某账号",
    ]
    picture = next(block for block in reading.blocks if block.kind is BlockKind.PICTURE)
    assert (picture.target, picture.start) == ("https://mmbiz.example/640?wx_fmt=png", picture.end)
    assert reading.metadata == {
        "title": "辟谣会议召开",
        "published": "2024-12-27T18:00:00+08:00",
        "publisher": "某网信账号",
        "address": "https://mp.weixin.qq.com/s?__biz=MzA5&mid=2650000001&idx=2",
    }


def test_a_page_in_gbk_laid_out_by_tables() -> None:
    reading = read(GBK_PAGE.encode("gb18030"), name="a.htm")
    assert reading.encoding == "gb18030"
    assert "朱镕基、喆㙍等字" in reading.text
    assert words(reading, BlockKind.PARAGRAPH)[1].startswith("一、总体要求。")
    cells = [(block.row, block.column, reading.text[block.start : block.end]) for block in reading.blocks if block.row]
    assert cells == [(1, 1, "指标"), (1, 2, "2024年"), (2, 2, "４１亿元")]
    assert reading.metadata == {
        "title": "关于促进数据产业发展的意见",
        "published": "2024-12-30",
        "publisher": "高技术司",
    }


def test_a_site_of_no_known_family() -> None:
    reading = read(UNKNOWN_SITE.encode(), name="a.html")
    kept = words(reading)
    assert kept[0] == "某协会举办数据合规培训"
    assert len(kept) == 4
    assert reading.metadata["published"] == "2025-01-08T10:30:00"
    assert reading.metadata["publisher"] == "某协会秘书处"
    assert "友情链接甲友情链接乙" in of_kind(reading, BlockKind.FURNITURE)


@pytest.mark.parametrize(
    ("notice", "state"),
    [
        ("该内容已被发布者删除", "deleted"),
        ("该公众号已迁移至新的账号，原账号已回收。", "moved"),
        ("当前环境异常，完成验证后即可继续访问。", "challenge"),
    ],
)
def test_a_notice_in_place_of_a_page_says_so(notice: str, state: str) -> None:
    assert page(f"<div class=weui-msg><p>{notice}</p></div>").metadata["state"] == state


def test_an_article_that_quotes_such_a_notice_is_an_article() -> None:
    long = "某账号的文章显示该内容已被发布者删除，办案人员调取了原文。" + "案件正在进一步办理之中。" * 40
    assert "state" not in page(f"<p>{long}</p>").metadata


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>甲<br>乙</p>", ["甲", "乙"]),
        ("<h2>关于印发<br>某办法的通知</h2>", ["关于印发某办法的通知"]),
        ("<div>甲<p>乙</p>丙</div>", ["甲", "乙", "丙"]),
        ("<p>a\n  b<b> c</b></p>", ["a b c"]),
        ("<pre>第一行\n  第二行</pre>", ["第一行", "第二行"]),
        ("<p>罗　文 &amp; X</p>", ["罗　文 & X"]),
        ("<p>甲<img src=a.png>乙</p>", ["甲乙", ""]),
        ("<p hidden>甲</p><p>乙</p><noscript>丙</noscript><template>丁</template>", ["乙"]),
        ("<p style='visibility:hidden'>账号正文</p>", ["账号正文"]),
        ("<p><img src=t.gif width=1 height=1>甲</p>", ["甲"]),
    ],
)
def test_visible_text(body: str, expected: list[str]) -> None:
    assert words(page(body)) == expected


def test_a_table_of_data_and_a_layout_table() -> None:
    data = page("<table><tr><th colspan=2>甲</th><th>乙</th></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>")
    assert [(block.row, block.column) for block in data.blocks] == [(1, 1), (1, 3), (2, 1), (2, 2), (2, 3)]
    layout = page("<table><tr><td>左栏</td><td>右栏</td></tr></table>")
    assert [block.kind for block in layout.blocks] == [BlockKind.PARAGRAPH] * 2


@pytest.mark.parametrize(
    ("head", "body", "key", "value"),
    [
        ("<title>某通知_某市人民政府</title>", "<p>x</p>", "title", "某通知"),
        ("<title>一站-多能解读-某部门户网站</title>", "<p>x</p>", "title", "一站-多能解读"),
        ("<title>站名</title>", "<h1>某 办法</h1>", "title", "某 办法"),
        ("<meta property='og:title' content='甲'><title>乙</title>", "<h1>丙</h1>", "title", "甲"),
        ("<meta name=PubDate content='2024-12-30'>", "<p>2023年1月1日</p>", "published", "2024-12-30"),
        ("", "<h1>甲</h1><p>发布时间：二日 2024年12月3日 8:05</p>", "published", "2024-12-03T08:05"),
        ("<meta property='article:published_time' content='2024-12-30T01:02:03Z'>", "<p>x</p>", "published",
         "2024-12-30T01:02:03+00:00"),
        ("", "<h1>甲</h1><p>2024-12-30 来源：某网信办 【打印】</p>", "publisher", "某网信办"),
        ("<meta property='og:url' content='https://a.example/1?x=1&amp;y=2'>", "<p>x</p>", "address",
         "https://a.example/1?x=1&y=2"),
    ],
)  # fmt: skip
def test_metadata(head: str, body: str, key: str, value: str) -> None:
    assert page(body, head).metadata[key] == value


def test_no_day_is_made_of_an_impossible_one() -> None:
    assert "published" not in page("<h1>甲</h1><p>发布时间：2024年2月30日</p>").metadata


def test_a_page_of_pictures_and_scripts_has_no_text() -> None:
    with pytest.raises(ReadingError) as caught:
        page("<img src=a.png><script>document.write('x')</script>")
    assert caught.value.code == "formats.no_text"


def test_the_byte_order_mark_and_the_header_stand_before_the_label() -> None:
    labelled = '<meta charset="utf-8"><p>网络安全审查结论'
    assert "网络安全" in read(labelled.encode("gb18030"), name="a.html").text
    assert "网络安全" in read(labelled.encode("utf-16"), name="a.html").text
    assert "网络安全" in read(labelled.encode("gb18030"), media_type="text/html; charset=GBK").text


_TAGS = """<p> </p> <div> </div> <table> <tr> <td> </table> <h1> </h1> <a_href=x> </a> <br> <li> <pre> </pre> <nav>
</nav> <main> </main> <img_src=a> <b> </b> <!-- --> <script> </script> 甲。 a"""
TAGS = st.sampled_from([tag.replace("_", " ") for tag in _TAGS.split()])


@settings(deadline=None)
@given(st.lists(TAGS, max_size=50))
def test_any_tags_keep_the_laws(parts: list[str]) -> None:
    try:
        reading = read(("<html><body>" + "".join(parts)).encode(), name="a.html")
    except ReadingError as error:
        assert error.code == "formats.no_text"  # noqa: PT017  the one refusal that such a page may meet
        return
    check_laws(reading)
