"""Sheet → the two bodies of a mail: plain text that reads well, and HTML with styles of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from html import escape

import msgspec

from guanlan.publish.journal import Journal
from guanlan.publish.render.inline import entry_pieces, guide, heading, part_heading
from guanlan.publish.render.palette import ACCENT, INK, MUTED, RULE, TEXT
from guanlan.publish.render.sheet import Sheet, SheetColumn, SheetParagraph, lay_out
from guanlan.records.bulletin import Bulletin, Column, Entry

FONT = "font-family:'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
RULER = "—" * 20


class LetterBodies(msgspec.Struct, frozen=True):
    """``{leave}`` in both bodies stands where the reader's own address for leaving goes, if there is one."""

    subject: str
    text: str
    html: str


def letter(bulletin: Bulletin, journal: Journal | None = None) -> LetterBodies:
    """The mail that an issue is. Equal issues give equal words."""
    sheet = lay_out(bulletin, journal)
    text = "\n".join(_text(sheet)) + "\n"
    return LetterBodies(sheet.name(), text, "".join(page(sheet, sheet.name(), _body(sheet))))


def for_reader(bulletin: Bulletin, columns: Collection[str] = (), topics: Collection[str] = ()) -> Bulletin:
    """What of the issue a reader wants: entries of these columns (by series or heading) or topics; all, where neither
    is given. Columns and sub-columns without an entry left are left out; a column that was not asked for as a whole
    keeps no guide, as that speaks of the others, too.
    """
    if not columns and not topics:
        return bulletin
    kept = []
    for column in bulletin.columns:
        whole = column.series in columns or column.heading.text in columns
        wanted = column if whole else _only(column, topics)
        if any(part.entries for part in wanted.subcolumns):
            kept.append(wanted)
    return msgspec.structs.replace(bulletin, columns=tuple(kept))


def _only(column: Column, topics: Collection[str]) -> Column:
    parts = tuple(
        msgspec.structs.replace(part, entries=tuple(one for one in part.entries if _tells_of(one, topics)))
        for part in column.subcolumns
    )
    return msgspec.structs.replace(
        column, guide=(), keywords=(), subcolumns=tuple(part for part in parts if part.entries)
    )


def _tells_of(entry: Entry, topics: Collection[str]) -> bool:
    return any(fact.value in topics for fact in entry.facts.topics)


def _text(sheet: Sheet) -> Iterator[str]:
    yield from (words for words in (sheet.title, sheet.subtitle, sheet.number, sheet.date) if words)
    yield from ("", "【目录】")
    for column in sheet.columns:
        yield from ("", column.label)
        for part in column.parts:
            if part.label:
                yield f"  {part.label}"
            yield from (f"    {entry.label}" for entry in part.entries)
    for column in sheet.columns:
        yield from _text_of(column)
    for back in sheet.back:
        yield from ("", RULER, back.title, "", *back.paragraphs)
    yield from ("", RULER, *sheet.notice, *sheet.foot(), "{leave}")


def _text_of(column: SheetColumn) -> Iterator[str]:
    yield from ("", RULER, column.label, RULER)
    for at, words in enumerate(column.guide):
        yield from ("", words if at else f"导读：{words}")
    if column.keywords:
        yield from ("", f"关键词：{'、'.join(column.keywords)}")
    for part in column.parts:
        if part.label:
            yield from ("", part.label)
        for entry in part.entries:
            yield from ("", entry.label)
            for one in entry.paragraphs:
                yield from ("", f"【图】{one.text}" if one.kind == "picture" else one.text)
            if entry.source:
                yield from ("", entry.source)


def _body(sheet: Sheet) -> Iterator[str]:
    yield from _contents(sheet)
    for column in sheet.columns:
        style = f"margin:44px 0 0;padding:12px 16px;background-color:{INK};color:#ffffff;font-size:20px;line-height:1.5"
        yield heading("h2", column.label, f"{style};border-left:5px solid {ACCENT}")
        yield from guide(column)
        for part in column.parts:
            if part.label:
                yield part_heading(part.label)
            for entry in part.entries:
                yield from entry_pieces(entry, _picture, tag="h4" if part.label else "h3")
    for back in sheet.back:
        yield heading("h2", back.title, f"margin:40px 0 10px;font-size:18px;color:{INK}")
        yield from (small(words, TEXT) for words in back.paragraphs)


def page(sheet: Sheet, title: str, body: Iterable[str]) -> Iterator[str]:
    """A letter: the issue's head, the ``body``, and who sends it, with a place for the way to leave."""
    yield '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(title)}</title></head>"
    yield f'<body style="margin:0;padding:0;background-color:#e9eef3;{FONT}">'
    yield f'<main style="max-width:680px;margin:0 auto;background-color:#ffffff;color:{TEXT}">'
    yield from head(sheet)
    yield '<section style="padding:8px 24px 32px">'
    yield from body
    yield "</section>"
    yield f'<footer style="padding:18px 24px 28px;border-top:1px solid {RULE}">'
    yield from (small(words, MUTED) for words in (*sheet.notice, *sheet.foot()))
    yield "{leave}</footer></main></body></html>\n"


def head(sheet: Sheet) -> Iterator[str]:
    """The head of a mail: title and number of the issue."""
    yield f'<header style="padding:34px 24px 28px;background-color:{INK};border-top:6px solid {ACCENT}">'
    yield heading("h1", sheet.title, "margin:0;font-size:30px;line-height:1.3;font-weight:normal;color:#ffffff")
    if sheet.subtitle:
        yield f'<p style="margin:10px 0 0;font-size:17px;color:#ffffff">{escape(sheet.subtitle)}</p>'
    line = "　".join(words for words in (sheet.number, sheet.date) if words)
    if line:
        yield f'<p style="margin:10px 0 0;font-size:15px;color:#c3d5e4">{escape(line)}</p>'
    yield "</header>"


def _contents(sheet: Sheet) -> Iterator[str]:
    yield heading("h2", "目录", f"margin:26px 0 8px;font-size:17px;letter-spacing:6px;color:{INK}")
    for column in sheet.columns:
        yield f'<p style="margin:14px 0 4px;font-size:15px;line-height:1.6"><strong style="color:{INK}">'
        yield f"{escape(column.label)}</strong></p>"
        for part in column.parts:
            if part.label:
                yield small(part.label, ACCENT)
            for entry in part.entries:
                yield small(entry.label, TEXT)


def small(words: str, colour: str) -> str:
    """A small line."""
    return f'<p style="margin:2px 0;font-size:14px;line-height:1.7;color:{colour}">{escape(words)}</p>'


def _picture(one: SheetParagraph) -> str:
    return small(f"【图】{one.text}", MUTED)
