"""Two states of a page: what its authority changed, and what only its page shows otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanlan import formats
from guanlan.extract.release.main_text import main_text, passages_between
from guanlan.text.diff_marks import marked_html, marked_text
from guanlan.text.diff_runs import Edit

TITLE = "某省网信办关于开展个人信息保护检查的通知"
BODY = (
    "<p>为保护个人信息，某省网信办决定自2025年1月10日起开展检查。</p>"
    "<p>本次检查共抽取35家单位，分三批进行。</p>"
    "<p>检查中发现的问题，由属地网信部门责令限期改正。</p>"
)


def page(body=BODY, *, before="", after="", outer="div class='TRS_Editor'", title=TITLE, head=""):
    """A page of an authority with its text between other things."""
    element = outer.split(" ")[0]
    html = (
        f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{before}"
        f"<h1>{title}</h1><{outer}>{body}</{element}>{after}</body></html>"
    )
    return formats.read(html.encode(), name="a.html")


def changed(one, other):
    """The passages that differ, shown."""
    return [marked_text(runs) for _, _, runs in passages_between(main_text(one), main_text(other))]


FURNITURE = {
    "a counter": page(after="<p>浏览次数：1,284</p>"),
    "a counter that ran on": page(after="<p>浏览次数：2,391次</p>"),
    "breadcrumbs": page(before="<p>当前位置：首页 > 通知公告 > 正文</p>"),
    "links to the neighbours": page(after="<p>上一篇：<a href='/1.html'>某省召开会议</a></p>"),
    "recommendations": page(after="<p>推荐阅读</p><p><a href='/2.html'>某市公布一批案例</a></p><p>某县发布提示</p>"),
    "a navigation of links": page(before="<ul><li><a href='/a/'>首页</a></li><li><a href='/b/'>机构概况</a></li></ul>"),
    "sharing tools": page(after="<p>分享到：微信 微博</p><p>【打印】【关闭】</p>"),
    "a foot": page(after="<p>主办单位：某省网信办　网站标识码：4300000001</p><p>某ICP备05000001号</p>"),
    "scripts": page(head="<script>var a = 1;</script>", after="<script>count(7)</script>"),
    "another template": page(outer="article id='UCAP-CONTENT'", before="<header><p>首页</p></header>"),
    "what a browser prints besides": page(
        after="<p>2026年4月3日 星期五 00:15</p><p>www.example.cn/a/1.htm</p><p>3/3</p>"
    ),
    "how to share": page(after="<p>使用“扫一扫”即可将网页分享至朋友圈。</p>"),
    "an advertisement": page(after="<p>广告</p>"),
    "spans within words": page(BODY.replace("某省网信办决定", "<span>某省</span><span>网信办决定</span>")),
    "other white space": page(BODY.replace("<p>", "<p>　　").replace("35家", "35 家")),
    "a line cut in two": page(BODY.replace("，由属地", "，<br>由属地")),
}


@pytest.mark.parametrize("name", sorted(FURNITURE))
def test_what_the_page_shows_besides_is_no_change(name):
    """Furniture, redesigns and counters: the same words."""
    assert changed(page(), FURNITURE[name]) == []
    assert changed(FURNITURE[name], page()) == []


EDITS = {
    "a number": (BODY.replace("35家", "53家"), ["本次检查共抽取[-35-]{+53+}家单位，分三批进行。"]),
    "a word": (
        BODY.replace("责令限期改正", "依法处罚"),
        ["检查中发现的问题，由属地网信部门[-责令限期改正-]{+依法处罚+}。"],
    ),
    "a day": (
        BODY.replace("1月10日", "1月20日"),
        ["为保护个人信息，某省网信办决定自2025年1月[-10-]{+20+}日起开展检查。"],
    ),
    "a paragraph more": (BODY + "<p>特此通知。</p>", ["{+特此通知。+}"]),
    "a paragraph less": (
        BODY.replace("<p>本次检查共抽取35家单位，分三批进行。</p>", ""),
        ["[-本次检查共抽取35家单位，分三批进行。-]"],
    ),
    "an annex": (BODY + "<p><a href='/x.docx'>附件：检查名单</a></p>", ["{+附件：检查名单+}"]),
    "who is to see to it": (BODY + "<p>主办单位应当在十日内报送情况。</p>", ["{+主办单位应当在十日内报送情况。+}"]),
    "a signature": (BODY + "<p>某省网信办</p><p>2025年1月8日</p>", ["{+某省网信办+}", "{+2025年1月8日+}"]),
}


@pytest.mark.parametrize("name", sorted(EDITS))
def test_what_the_authority_changed_is_seen(name):
    """Each by the words that went and came."""
    body, shown = EDITS[name]

    joined = "".join(changed(page(), page(body))).replace("\n", "")
    assert joined.replace("+}{+", "") == "".join(shown).replace("+}{+", "")


def test_a_changed_headline_is_an_edit():
    """The headline is part of what is said."""
    assert "{+专项+}检查" in changed(page(), page(title=TITLE.replace("检查", "专项检查")))[0]


def test_a_notice_in_place_of_a_page_says_nothing():
    """A deleted page has no words of its release."""
    notice = formats.read("<html><body><p>该内容已被发布者删除</p></body></html>".encode(), name="a.html")

    assert main_text(notice) == ()


def test_the_places_of_paragraphs_are_told():
    """Counted on either side; a paragraph of one side only has no place on the other."""
    found = list(passages_between(("甲一。", "乙二。", "丙三。"), ("甲一。", "丙四。", "丁五。")))

    assert found[0][0] == 1
    assert all(first is not None or second is not None for first, second, _ in found)


LINES = st.lists(st.text("甲乙丙丁12，。", min_size=1, max_size=8), max_size=6)


@given(LINES, LINES)
def test_changed_passages_make_both_sides(before, after):
    """What is kept and deleted stands in the old words, what is kept and inserted in the new; no change is lost."""
    found = list(passages_between(before, after))

    assert bool(found) == ("".join(before) != "".join(after))
    for edit, whole in ((Edit.INSERT, before), (Edit.DELETE, after)):
        text = "\n".join(whole)
        for _, _, runs in found:
            assert "".join(run.words for run in runs if run.edit is not edit).strip("\n") in text
    assert marked_html([]) == ""
