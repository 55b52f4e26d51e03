"""Sheets → an Atom feed (RFC 4287): an entry of the feed is an entry of an issue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from urllib.parse import urlsplit

from guanlan.publish.render.addresses import NOBODY, entry_tag, issue_tag, midnight
from guanlan.publish.render.inline import paragraph, source
from guanlan.publish.render.sheet import Sheet, SheetColumn, SheetEntry, SheetParagraph


def atom(sheet: Sheet) -> bytes:
    """The feed of one issue."""
    return _feed(sheet.name(), issue_tag(sheet), [sheet], "")


def site_atom(sheets: Sequence[Sheet], site: str, pages: dict[str, str]) -> bytes:
    """The feed of a site: ``sheets`` the newest first, ``site`` its address (empty where it is not known), ``pages``
    the path of an issue's folder by its tag.
    """
    title = sheets[0].title if sheets else "观澜"
    authority = urlsplit(site).hostname or NOBODY
    return _feed(title, f"tag:{authority},2020:feed", sheets, site, pages)


def _feed(title: str, name: str, sheets: Sequence[Sheet], site: str, pages: dict[str, str] | None = None) -> bytes:
    newest = max((sheet.day or "" for sheet in sheets), default="")
    people = dict.fromkeys(name for sheet in sheets[:1] for name in sheet.publishers())
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<id>{escape(name)}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{midnight(newest or None)}</updated>",
        *(f"<author><name>{escape(one)}</name></author>" for one in people or [title]),
        "<generator>Guanlan</generator>",
    ]
    if site:
        lines += [f'<link rel="self" href="{escape(site)}feed.xml"/>', f'<link rel="alternate" href="{escape(site)}"/>']
    for sheet in sheets:
        folder = (pages or {}).get(issue_tag(sheet), "")
        for column in sheet.columns:
            for part in column.parts:
                for entry in part.entries:
                    lines += _entry(sheet, column, entry, site and site + folder)
    return "\n".join([*lines, "</feed>", ""]).encode()


def _entry(sheet: Sheet, column: SheetColumn, entry: SheetEntry, folder: str) -> Iterator[str]:
    authority = urlsplit(folder).hostname or NOBODY
    body = "".join(paragraph(one, _caption) for one in entry.paragraphs)
    if entry.source:
        body += source(entry.source)
    yield "<entry>"
    yield f"<id>{escape(entry_tag(sheet, entry.id, authority))}</id>"
    yield f"<title>{escape(entry.title or '无题')}</title>"
    yield f"<updated>{midnight(sheet.day)}</updated>"
    yield f"<published>{midnight(sheet.day)}</published>"
    yield f'<category term="{escape(column.label)}"/>'
    if folder:
        yield f'<link rel="alternate" href="{escape(folder)}{escape(entry.id)}.html"/>'
    yield f'<content type="html">{escape(body or "<p></p>")}</content>'
    yield "</entry>"


def _caption(one: SheetParagraph) -> str:
    return f"<p>【图】{escape(one.text)}</p>"
