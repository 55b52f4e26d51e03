"""What is proposed for a list page takes its items, each once, and nothing else of the page."""

from __future__ import annotations

import datetime
import random

import pytest
from layouts import FOOT, LAYOUTS, NAV, Layout, _page
from scrapy.http import HtmlResponse

from guanlan.collect.families.lists import LIST
from guanlan.collect.families.selecting import Page
from guanlan.collect.proposing import propose
from guanlan.collect.sink import Wanted
from guanlan.collect.spec import read_specs, to_toml
from guanlan.records.source import ListRules, SourceSpec

ADDRESS = "https://a.example/list.html"
ON = datetime.date(2025, 1, 16)
DATE = {"Date": "Thu, 16 Jan 2025 01:00:00 GMT"}


def taken(rules: ListRules, body: bytes) -> list[Wanted]:
    """What a visit takes from the page by these rules."""
    spec = SourceSpec("a", "某局", "某局", "list", ADDRESS, list=rules)
    (again,) = read_specs(to_toml([spec]))
    response = HtmlResponse(ADDRESS, body=body, headers=DATE)
    return list(LIST.follow(again, Wanted(ADDRESS, "list"), response))


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_the_rules_take_exactly_the_items(layout: Layout) -> None:
    """表格、列表、卡片、老式内容系统：提出的规则恰好取到各条，翻页也对。"""
    body = layout.page.encode(layout.encoding)
    page = Page.read(body, ADDRESS, None)
    assert page is not None

    found = propose(page, on=ON)

    assert found.list is not None
    wanted = taken(found.list, body)
    items = [(one.address, one.title, one.date) for one in wanted if one.role == "detail"]
    assert items == [(f"https://a.example{path}", title, day) for path, title, day in layout.items]
    assert [(one.address, one.title, one.date) for one in found.items] == items
    following = [one.address for one in wanted if one.role == "list"]
    assert following == ([f"https://a.example{layout.second}"] if layout.second else [])


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
def test_the_rules_hold_for_the_next_issue_of_the_page(layout: Layout) -> None:
    """下一次巡查时条目换了、多了一条，规则照样取得到。"""
    body = layout.page.encode(layout.encoding)
    rules = propose(Page(layout.page, ADDRESS), on=ON).list
    assert rules is not None
    first, title, _ = layout.items[0]
    later = layout.page.replace(first, "/n/99.html").replace(title, "某某局新近公布的示例文件")

    found = [one for one in taken(rules, later.encode(layout.encoding)) if one.role == "detail"]

    assert found[0].address == "https://a.example/n/99.html"
    assert len(found) == len(layout.items)
    assert body != later.encode(layout.encoding)


def test_columns_are_told_and_a_page_without_a_list_has_no_rules() -> None:
    """首页没有列表，只提示可能的栏目。"""
    page = Page(_page("<p>欢迎访问某某局网站。</p>", foot=""), ADDRESS)

    found = propose(page, on=ON)

    assert found.list is None
    assert found.columns == (("政策法规文件", "https://a.example/zc/"),)


def test_the_text_of_a_document_is_found() -> None:
    """详情页正文所在的块。"""
    words = "某某局组织有关单位召开工作会议，部署下一步工作。会议要求，各单位要落实主体责任，健全管理制度。"
    body = f'<div class="detail"><h1>题目</h1><div class="article-con"><p>{words}</p><p>{words}</p></div></div>'
    side = '<div class="side"><p>联系我们，请拨打公布的电话。</p></div>'

    found = propose(Page(LAYOUTS[0].page, ADDRESS), on=ON, document=Page(_page(body + side), ADDRESS))

    assert found.detail.body == "div.article-con"


def test_no_page_breaks_it() -> None:
    """残缺、打乱的页面也不出错。"""
    shuffled = random.Random(4)  # the same pages in every run
    for layout in LAYOUTS:
        for _ in range(20):
            start = shuffled.randrange(len(layout.page))
            stop = start + shuffled.randrange(400)
            propose(Page(layout.page[:start] + layout.page[stop:], ADDRESS), on=ON)
    for text in ("", "<a>", "<a href=x>", NAV, FOOT, "<html><body><a href='http://[::1'>长长的一个标题在此</a>" * 4):
        propose(Page(text, ADDRESS), on=ON)
