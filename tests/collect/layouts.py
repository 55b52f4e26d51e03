"""List pages in the layouts that official sites use, composed for the tests: what a list holds is told beside it."""

from __future__ import annotations

from typing import NamedTuple

NAV = (
    '<div class="nav"><ul><li><a href="/">网站首页</a></li><li><a href="/jg/">机构职能介绍</a></li>'
    '<li><a href="/zc/">政策法规文件</a></li><li><a href="/hd/">公众互动交流</a></li>'
    '<li><a href="/fw/">网上办事服务</a></li></ul></div>'
)
FOOT = (
    '<div class="footer"><p><a href="http://a.example/">某某省人民政府门户网站</a><a href="http://b.example/">某某市人民政府门户网站</a>'
    '<a href="http://c.example/">某某县人民政府门户网站</a></p><p>版权所有：某某局 备案号：京ICP备00000000号</p></div>'
)
TITLES = (
    "关于开展第一批示例专项检查工作的通知",
    "某某局公布示例数据安全管理办法",
    "关于2024年示例执法情况的通报（第3号）",
    "示例平台整改情况公告",
    "关于公开征求示例标准意见的函",
    "某某局约谈三家示例企业",
    "示例应急演练圆满结束",
)
DAYS = ("2025-01-15", "2025-01-14", "2025-01-10", "2024-12-31", "2024-12-20", "2024-12-05", "2024-11-28")


class Layout(NamedTuple):
    """A page with what its list holds: (path, title, day); ``second`` is the address of the list's next page."""

    name: str
    page: str
    items: tuple[tuple[str, str, str | None], ...]
    second: str | None = None
    encoding: str = "utf-8"


def _page(body: str, head: str = "", *, nav: str = NAV, foot: str = FOOT) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>通知公告_某某局</title>{head}</head><body>{nav}{body}{foot}</body></html>"
    )


def _items(form: str = "/n/{}.html") -> tuple[tuple[str, str, str | None], ...]:
    return tuple((form.format(at), title, day) for at, (title, day) in enumerate(zip(TITLES, DAYS, strict=True), 1))


def _rows(form: str, items: tuple[tuple[str, str, str | None], ...] | None = None) -> str:
    return "".join(form.format(link=link, title=title, day=day) for link, title, day in items or _items())


def _ul() -> Layout:
    rows = _rows('<li><a href="{link}" target="_blank">{title}</a><span class="time">{day}</span></li>')
    more = '<div class="page"><a href="/list_1.html">上一页</a><a href="/list_2.html">下一页</a></div>'
    return Layout(
        "ul", _page(f'<div class="main"><ul class="news-list">{rows}</ul>{more}</div>'), _items(), "/list_2.html"
    )


def _table() -> Layout:
    rows = _rows('<tr><td>·</td><td><a href="{link}">{title}</a></td><td align="right">[{day}]</td></tr>')
    head = '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">'
    body = f'<table width="100%"><tr><th>序</th><th>标题</th><th>日期</th></tr>{rows}</table>'
    side = (
        '<table class="side"><tr><td><a href="/x1.htm">示例专题专栏一览</a></td></tr>'
        '<tr><td><a href="/x2.htm">示例专题专栏二览</a></td></tr></table>'
    )
    return Layout(
        "table-gbk",
        _page(f'<table id="frame"><tr><td>{side}</td><td id="right">{body}</td></tr></table>', head),
        _items(),
        encoding="gb18030",
    )


def _category() -> Layout:
    rows = _rows(
        '<dd><a class="kind" href="/zc/">［政策法规类］</a><a class="tit" href="{link}">{title}</a><i>{day}</i></dd>'
    )
    return Layout("dl-with-category", _page(f'<dl class="list">{rows}</dl>'), _items())


def _cards() -> Layout:
    rows = "".join(
        f'<div class="card {"odd" if at % 2 else "even"}"><div class="date"><b>{day[8:]}</b> <em>{day[:7]}</em></div>'
        f'<div class="txt"><h3><a href="{link}">{title}</a></h3>'
        "<p>某某局近日发布消息，介绍有关工作的进展情况。</p></div></div>"
        for at, (link, title, day) in enumerate(_items())
        if day
    )
    pages = '<div class="pager"><a href="/c?page=1">1</a><a href="/c?page=2">2</a><a href="/c?page=3">3</a></div>'
    return Layout(
        "cards", _page(f'<div class="wrap"><div class="cards">{rows}</div>{pages}</div>'), _items(), "/c?page=2"
    )


def _blocks() -> Layout:
    items = _items()
    form = '<li><span>{day}</span><a href="{link}" title="{title}">{title}</a></li>'
    body = f'<div id="content"><ul>{_rows(form, items[:4])}</ul><ul>{_rows(form, items[4:])}</ul></div>'
    script = '<script>createPageHTML(20, 0, "index", "html");</script>'
    return Layout("blocks-of-a-system", _page(body + script), items, "/index_1.html")


def _links() -> Layout:
    rows = _rows('<a class="row" href="{link}"><p>{title}</p><i>{day}</i></a>')
    return Layout("links-are-items", _page(f'<section class="rows">{rows}</section>'), _items())


def _yearless() -> Layout:
    items = _items()[:3]
    rows = "".join(f'<li>[{day[5:]}] <a href="{link}">{title}</a></li>' for link, title, day in items if day)
    return Layout("days-without-a-year", _page(f'<div class="box"><ul>{rows}</ul></div>'), items)


def _pictures() -> Layout:
    rows = _rows(
        '<li><a href="{link}"><img src="/p.jpg"></a><h4><a href="{link}">{title}</a></h4><span>{day}</span></li>'
    )
    return Layout("two-links-an-item", _page(f'<ul id="pics">{rows}</ul>'), _items())


def _cut() -> Layout:
    rows = "".join(
        f'<li class="li{at}"><a href="{link}" title="{title}">{title[:9]}…</a><span>{day}</span></li>'
        for at, (link, title, day) in enumerate(_items())
    )
    return Layout("titles-cut-short", _page(f'<div class="r-list"><ul class="a1234567">{rows}</ul></div>'), _items())


def _scripts() -> Layout:
    rows = _rows(
        '<li><a href="javascript:void(0)" onclick="window.open(\'{link}\')">{title}</a> <span>{day}</span></li>'
    )
    return Layout("opened-by-scripts", _page(f'<ul class="js">{rows}</ul>'), _items())


LAYOUTS = (_ul(), _table(), _category(), _cards(), _blocks(), _links(), _yearless(), _pictures(), _cut(), _scripts())
