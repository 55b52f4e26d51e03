"""Sheets → an Atom feed (RFC 4287): an entry of the feed is an entry of an issue, or a notice that one was put right
or taken back after sign-off. Such a notice has a name of its own, so that readers of the feed get to see it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple
from urllib.parse import urlsplit

from guanlan.publish.amending import day_of
from guanlan.publish.render.addresses import DAYLESS, NOBODY, entry_tag, issue_tag, midnight
from guanlan.publish.render.inline import paragraph, source
from guanlan.publish.render.sheet import Sheet, SheetColumn, SheetEntry, SheetParagraph

_NAMES = {"correction": "更正", "retraction": "撤稿"}


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
    newest = max((day for sheet in sheets for day in _days(sheet)), default="")
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
        placed = [(column, entry) for column in sheet.columns for part in column.parts for entry in part.entries]
        told = [one for _, entry in placed for one in _amendments(entry)]
        for amendment in sorted(told, key=lambda one: one.day, reverse=True):
            lines += _notice(sheet, amendment, site and site + folder)
        for column, entry in placed:
            lines += _entry(sheet, column, entry, site and site + folder)
    return "\n".join([*lines, "</feed>", ""]).encode()


class _Amendment(NamedTuple):
    """What readers are told of an entry: the ``number``-th time, on an ISO ``day``."""

    entry: SheetEntry
    number: int
    name: str
    day: str
    told: SheetParagraph


def _amendments(entry: SheetEntry) -> Iterator[_Amendment]:
    notes = [one for one in entry.paragraphs if one.kind in _NAMES]
    for number, one in enumerate(notes, 1):
        yield _Amendment(entry, number, _NAMES[one.kind], day_of(one.text) or DAYLESS, one)


def _days(sheet: Sheet) -> Iterator[str]:
    yield sheet.day or ""
    yield from (one.day for entry in sheet.entries() for one in _amendments(entry))


def _notice(sheet: Sheet, amendment: _Amendment, folder: str) -> Iterator[str]:
    authority = urlsplit(folder).hostname or NOBODY
    entry = amendment.entry
    yield "<entry>"
    yield f"<id>{escape(entry_tag(sheet, entry.id, authority))}/amendment-{amendment.number}</id>"
    yield f"<title>{amendment.name}：{escape(entry.title or '无题')}</title>"
    yield f"<updated>{midnight(amendment.day)}</updated>"
    yield f"<published>{midnight(amendment.day)}</published>"
    yield f'<category term="{amendment.name}"/>'
    if folder:
        yield f'<link rel="alternate" href="{escape(folder)}{escape(entry.id)}.html"/>'
    yield f'<content type="html">{escape(paragraph(amendment.told, _caption))}</content>'
    yield "</entry>"


def _entry(sheet: Sheet, column: SheetColumn, entry: SheetEntry, folder: str) -> Iterator[str]:
    authority = urlsplit(folder).hostname or NOBODY
    body = "".join(paragraph(one, _caption) for one in entry.paragraphs)
    if entry.source:
        body += source(entry.source)
    yield "<entry>"
    yield f"<id>{escape(entry_tag(sheet, entry.id, authority))}</id>"
    yield f"<title>{'【已撤稿】' if entry.retracted else ''}{escape(entry.title or '无题')}</title>"
    yield f"<updated>{midnight(max([sheet.day or DAYLESS, *(one.day for one in _amendments(entry))]))}</updated>"
    yield f"<published>{midnight(sheet.day)}</published>"
    yield f'<category term="{escape(column.label)}"/>'
    if folder:
        yield f'<link rel="alternate" href="{escape(folder)}{escape(entry.id)}.html"/>'
    yield f'<content type="html">{escape(body or "<p></p>")}</content>'
    yield "</entry>"


def _caption(one: SheetParagraph) -> str:
    return f"<p>【图】{escape(one.text)}</p>"
