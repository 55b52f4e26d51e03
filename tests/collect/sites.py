"""Sites of several families, composed for the tests: the words are ours, the forms are those of official sites."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import Workbook

LIST = """[source.list]
items = "ul.news li"
"""


def article(title: str, day: str = "2025-01-14", *paragraphs: str, more: str = "", head: str = "") -> str:
    """A document's page."""
    words = paragraphs or (
        f"{day[:4]}年{int(day[5:7])}月{int(day[8:])}日，某某局组织有关单位召开工作会议，就“{title}”作出部署。",
        "会议要求，各单位要落实主体责任，健全管理制度，定期开展自查，发现问题及时整改，并于月底前报送书面材料。",
    )
    body = "\n".join(f"<p>{one}</p>" for one in words)
    return (
        f"<!DOCTYPE html><html><head><title>{title}_某某局</title>{head}</head><body>"
        f'<div class="nav"><a href="/">首页</a><a href="/about.html">机构职能</a></div>'
        f"<h1>{title}</h1><p>发布时间：{day} 来源：某某局</p>"
        f'<div class="content">{body}{more}</div>'
        f'<div class="footer">版权所有：某某局</div></body></html>'
    )


def listing(
    items: list[tuple[str, str, str]], more: str = "", form: str = '<li><a href="{0}">{1}</a><span>{2}</span></li>'
) -> str:
    """A list page: (link, title, date)."""
    rows = "".join(form.format(*item) for item in items)
    return f'<html><head><title>通知公告</title></head><body><ul class="news">{rows}</ul>{more}</body></html>'


def put_articles(web: Any, count: int, *, first: int = 1, **options: Any) -> list[tuple[str, str, str]]:
    """Pages ``/n/1.html``… with the lines that list them, the newest first."""
    items = []
    for number in range(first, first + count):
        day = f"2025-01-{1 + number % 15:02}"
        title = f"关于开展第{number}项专项检查的通知"
        web.page(f"/n/{number}.html", article(title, day), **options)
        items.append((f"/n/{number}.html", title, day))
    return items[::-1]


def feed(items: list[str], kind: str = "rss") -> bytes:
    """A feed of these items, as they stand."""
    inside = "".join(items)
    head = '<?xml version="1.0" encoding="utf-8"?>'
    if kind == "atom":
        return f'{head}<feed xmlns="http://www.w3.org/2005/Atom"><title>某局</title>{inside}</feed>'.encode()
    names = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'{head}<rss version="2.0" {names}><channel><title>某局</title>{inside}</channel></rss>'.encode()


def as_json(value: Any) -> bytes:
    """As APIs send it."""
    return json.dumps(value, ensure_ascii=False).encode()


def workbook(rows: list[list[Any]]) -> bytes:
    """A sheet of these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def document(*paragraphs: str) -> bytes:
    """A DOCX of these paragraphs."""
    made = Document()
    for words in paragraphs:
        made.add_paragraph(words)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def pdf(*lines: str) -> bytes:
    """A PDF of these lines."""
    import typst

    return typst.compile("\n\n".join(lines).encode())
