"""Sheets → a static site: the archive with its search, every issue, a page of its own for every entry, a feed.

No page asks anything of another server. It works from a disk as it does from a web server.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files

import msgspec

from guanlan.publish.render.addresses import issue_tag
from guanlan.publish.render.atom import site_atom
from guanlan.publish.render.html import html
from guanlan.publish.render.search_index import Findable, search_index
from guanlan.publish.render.sheet import Sheet, SheetColumn, SheetEntry

_HEADED = re.compile(r'(<(h[34]) id="(c[^"]+)">)(.*?)(</\2>)')
_ARTICLE = re.compile(r'<article aria-labelledby="([^"]+)">\n<(h[34]) [^>]*>.*?</\2>\n(.*?)</article>', re.DOTALL)
_FEED = 60  # entries of how many issues back: five years of a monthly


class SiteIssue(msgspec.Struct, frozen=True):
    """An issue of the site: ``folder`` is its place (``18``), ``files`` what can be downloaded (name → bytes)."""

    sheet: Sheet
    folder: str
    pictures: Mapping[str, bytes] = {}
    files: Mapping[str, bytes] = {}


def site(issues: Sequence[SiteIssue], address: str = "") -> dict[str, bytes]:
    """Path → bytes of every file; ``issues`` the newest first, ``address`` that of the site, where it is known."""
    made: dict[str, bytes] = {"page.css": _asset("page.css"), "site.css": _asset("site.css")}
    made["search.js"] = _asset("search.js")
    title = issues[0].sheet.title if issues else "观澜"
    found: list[Findable] = []
    for issue in issues:
        page = html(issue.sheet, issue.pictures).decode()
        made[f"{issue.folder}/index.html"] = _issue_page(issue, page, title)
        made |= {f"{issue.folder}/{name}": data for name, data in issue.files.items()}
        bodies = {match[1]: match[3] for match in _ARTICLE.finditer(page)}
        entries = [(column, entry) for column in issue.sheet.columns for part in column.parts for entry in part.entries]
        for at, (column, entry) in enumerate(entries):
            near = (entries[at - 1][1] if at else None, entries[at + 1][1] if at + 1 < len(entries) else None)
            body = bodies.get(entry.anchor, "")
            made[f"{issue.folder}/{entry.id}.html"] = _entry_page(issue, column, entry, body, near)
            found.append(_findable(issue, column, entry))
    made["index.html"] = _archive(issues, title, entries=len(found))
    made["index.js"] = search_index(found)
    folders = {issue_tag(one.sheet): f"{one.folder}/" for one in issues}
    made["feed.xml"] = site_atom([one.sheet for one in issues[:_FEED]], address, folders)
    return made


@cache
def _asset(name: str) -> bytes:
    return (files("guanlan.publish") / "assets" / name).read_bytes()


def _issue_page(issue: SiteIssue, page: str, title: str) -> bytes:
    """The page of the issue under the bar of the site; every entry with its permalink."""
    ids = {entry.anchor: entry.id for entry in issue.sheet.entries()}

    def linked(match: re.Match[str]) -> str:
        if match[3] not in ids:
            return match[0]
        label = escape(f"固定链接：{re.sub('<[^>]+>', '', match[4])}")
        link = f'<a class="permalink" href="{escape(ids[match[3]])}.html" aria-label="{label}">链接</a>'
        return f"{match[1]}{match[4]}{link}{match[5]}"

    page = _HEADED.sub(linked, page)
    page = page.replace("</head>", '<link rel="stylesheet" href="../site.css">\n</head>', 1)
    bar = _bar("../", title, [(f"下载 {name.rpartition('.')[2].upper()}", name) for name in sorted(issue.files)])
    return page.replace("<main>", f"{bar}\n<main>", 1).encode()


def _entry_page(
    issue: SiteIssue,
    column: SheetColumn,
    entry: SheetEntry,
    body: str,
    near: tuple[SheetEntry | None, SheetEntry | None],
) -> bytes:
    turn = [
        f'<a href="{escape(one.id)}.html"{rel}>{name}：{escape(one.title)}</a>' if one else "<span></span>"
        for one, name, rel in zip(near, ("上一条", "下一条"), (' rel="prev"', ' rel="next"'), strict=True)
    ]
    number = "，".join(words for words in (issue.sheet.number, issue.sheet.date) if words)
    lines = [
        f'<div class="sheet" id="main"><p class="where"><a href="index.html#{entry.anchor}">'
        f"{escape(issue.sheet.title)} {escape(number)}</a> · {escape(column.label)}</p>",
        f"<article><h1>{escape(entry.title or '无题')}</h1>",
        body,
        f'</article><nav class="turn" aria-label="前后各条">{turn[0]}{turn[1]}</nav></div>',
    ]
    return _page(f"{entry.title} — {issue.sheet.name()}", "../", issue.sheet.title, lines)


def _archive(issues: Sequence[SiteIssue], title: str, *, entries: int) -> bytes:
    newest = issues[0].sheet if issues else None
    lines = [f'<div class="sheet" id="main"><header class="lead"><h1>{escape(title)}</h1>']
    if newest and newest.subtitle:
        lines.append(f"<p>{escape(newest.subtitle)}</p>")
    lines += [
        f"<p>共 {len(issues)} 期、{entries} 条</p></header>",
        '<section class="find" aria-label="检索"><label for="q">检索各期全文</label>',
        '<input id="q" type="search" autocomplete="off" placeholder="如：数据出境 征求意见">',
        '<p id="said" role="status"></p><ul class="found" id="found"></ul>',
        "<noscript><p>检索需要启用 JavaScript；各期目录见下。</p></noscript></section>",
        '<ul class="issues">',
        *(line for issue in issues for line in _listed(issue)),
        "</ul></div>",
    ]
    scripts = '<script src="index.js"></script><script src="search.js"></script>'
    return _page(title, "", title, [*lines, scripts])


def _listed(issue: SiteIssue) -> Iterator[str]:
    sheet = issue.sheet
    yield f'<li><h2><a href="{escape(issue.folder)}/index.html">{escape(sheet.number or sheet.name())}</a></h2>'
    yield f"<p>{escape(sheet.date or '')}　{len(sheet.entries())} 条</p>"
    heads = [column.series or column.label for column in sheet.columns]
    yield f"<p>{escape('；'.join(heads))}</p></li>"


def _page(title: str, up: str, name: str, lines: Sequence[str]) -> bytes:
    """A page of the site in its frame; ``up`` leads to the folder of the site."""
    head = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f'<link rel="stylesheet" href="{up}page.css"><link rel="stylesheet" href="{up}site.css">',
        f'<link rel="alternate" type="application/atom+xml" title="{escape(name)}" href="{up}feed.xml">',
        '</head><body><a class="skip" href="#main">跳到正文</a>',
        _bar(up, name, []),
        "<main>",
    ]
    return "\n".join([*head, *lines, "</main></body></html>", ""]).encode()


def _bar(up: str, name: str, more: Sequence[tuple[str, str]]) -> str:
    links = [("各期与检索", f"{up}index.html"), *more, ("订阅", f"{up}feed.xml")]
    shown = "".join(f'<a href="{escape(target)}">{escape(words)}</a>' for words, target in links)
    home = f'<a class="name" href="{up}index.html">{escape(name)}</a>'
    return f'<nav class="bar" aria-label="站点"><div>{home}{shown}</div></nav>'


def _findable(issue: SiteIssue, column: SheetColumn, entry: SheetEntry) -> Findable:
    text = "\n".join(one.text for one in entry.paragraphs)
    where = " · ".join(words for words in (issue.sheet.number, column.label) if words)
    return Findable(f"{issue.folder}/{entry.id}.html", entry.title or "无题", where, f"{text}\n{entry.source or ''}")
