"""Sheet → one HTML file: no script, nothing fetched from anywhere, readable on paper, phones and in the dark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from itertools import groupby

from guanlan.publish.render.charts import charts
from guanlan.publish.render.following import SheetFollow
from guanlan.publish.render.overview_words import CHART_TITLES, alternatives, coming_rows, key_figures
from guanlan.publish.render.pictures import as_address
from guanlan.publish.render.sheet import (
    LONG_HEADING,
    Sheet,
    SheetColumn,
    SheetEntry,
    SheetParagraph,
    SheetPart,
    SheetRole,
)
from guanlan.publish.render.waves import waves

_ANNEX = ("annex", "annex_title")


def html(sheet: Sheet, pictures: Mapping[str, bytes]) -> bytes:
    """The page of ``sheet``, in UTF-8."""
    title = sheet.name()
    sources = {address: as_address(data) for address, data in pictures.items()}
    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f'<meta name="author" content="{escape("、".join(sheet.publishers()))}">',
        *([f'<meta name="date" content="{sheet.day}">'] if sheet.day else []),
        f"<style>\n{_style()}</style>",
        "</head>",
        "<body>",
        '<a class="skip" href="#main">跳到正文</a>',
        "<main>",
        *_cover(sheet),
        '<div class="frame">',
        *_contents(sheet),
        '<div class="matter" id="main">',
        *masthead_lines(sheet),
        *overview_lines(sheet),
        *(line for column in sheet.columns for line in column_lines(column, sources)),
        *back_lines(sheet),
        "</div>",
        "</div>",
        "</main>",
        f'<footer class="end">{escape(title)}</footer>',
        "</body>",
        "</html>",
        "",
    ]
    return "\n".join(lines).encode()


@cache
def _style() -> str:
    return (files("guanlan.publish") / "assets" / "page.css").read_text(encoding="utf-8")


@cache
def _waves(height: int, lines: int) -> str:
    return waves(1200, height, lines=lines, colour="#7fa9c9").replace("<svg ", '<svg aria-hidden="true" ', 1)


def _cover(sheet: Sheet) -> Iterator[str]:
    yield f'<section class="cover" aria-label="封面">{_waves(420, 30)}<div>'
    yield f"<h1>{escape(sheet.title)}</h1>"
    for name, words in (("en", sheet.title_en), ("subtitle", sheet.subtitle)):
        if words:
            language = ' lang="en"' if name == "en" else ""
            yield f'<p class="{name}"{language}>{escape(words)}</p>'
    day = f'<time datetime="{sheet.day}">{sheet.date}</time>' if sheet.date else ""
    if sheet.number or day:
        yield f'<p class="number">{escape(sheet.number)} {day}</p>'
    foot = sheet.foot()
    if foot:
        yield f'<div class="foot">{"".join(f"<p>{escape(words)}</p>" for words in foot)}</div>'
    yield "</div></section>"


def _contents(sheet: Sheet) -> Iterator[str]:
    yield '<nav class="contents" aria-label="目录"><h2>目录</h2><ul>'
    if charts(sheet.overview):
        yield '<li><a href="#overview">本期一览</a></li>'
    for column in sheet.columns:
        yield f'<li class="column"><a href="#{column.anchor}">{escape(column.label)}</a><ul>'
        for part in column.parts:
            if part.label:
                yield f'<li class="part"><a href="#{part.anchor}">{escape(part.label)}</a><ul>'
            for entry in part.entries:
                yield f'<li><a href="#{entry.anchor}">{_label(entry)}</a></li>'
            if part.label:
                yield "</ul></li>"
        yield "</ul></li>"
    for back in sheet.back:
        if back.rows:
            yield f'<li class="column"><a href="#{back.anchor}">{escape(back.title)}</a></li>'
    yield "</ul></nav>"


def masthead_lines(sheet: Sheet) -> Iterator[str]:
    """The names of the masthead and the notices below them."""
    if sheet.masthead:
        yield '<section class="plain masthead" aria-labelledby="masthead"><h2 id="masthead">编委会名单</h2><dl>'
        for role in sheet.masthead:
            yield f"<dt>{escape(role.name)}：</dt><dd>{_holders(role)}</dd>"
        yield "</dl></section>"
    if sheet.notice:
        yield '<section class="notice" aria-label="声明">'
        yield from (f"<p>{escape(words)}</p>" for words in sheet.notice)
        yield "</section>"


def _holders(role: SheetRole) -> str:
    remark = f'<p class="body remark">（{escape(role.remark)}）</p>' if role.remark else ""
    if role.plain:
        names = " ".join(f"<span>{escape(holder.name)}</span>" for holder in role.holders)
        return f'{remark}<p class="names">{names}</p>'
    lines = []
    for holder in role.holders:
        if holder.post:
            lines.append(f'<p><span>{escape(holder.name)}</span> <span class="post">{escape(holder.post)}</span></p>')
        else:
            lines.append(f'<p class="body">{escape(holder.name)}</p>')
    return remark + "".join(lines)


def overview_lines(sheet: Sheet) -> Iterator[str]:
    """本期一览: key figures, charts and what is coming; nothing where there is nothing to count."""
    drawn = charts(sheet.overview)
    if not drawn:
        return
    yield '<section class="plain overview" aria-labelledby="overview"><h2 id="overview">本期一览</h2>'
    yield '<dl class="figures">'
    for row in key_figures(sheet.overview):
        yield f"<div><dt>{row['name']}</dt><dd>{row['value']}<small>{row['unit']}</small></dd></div>"
    yield "</dl>"
    told = alternatives(sheet.overview)
    for name, svg in drawn.items():
        labelled = svg.replace("<svg ", f'<svg role="img" aria-label="{escape(told[name])}" ', 1)
        yield f"<figure><figcaption>{CHART_TITLES[name]}</figcaption>{labelled}</figure>"
    yield from _coming(sheet)
    yield "</section>"


def _coming(sheet: Sheet) -> Iterator[str]:
    rows, more = coming_rows(sheet)
    if not rows:
        return
    yield '<h3 id="coming">近期节点</h3><div class="table"><table aria-labelledby="coming"><thead><tr>'
    yield "".join(f'<th scope="col">{name}</th>' for name in ("日期", "类别", "事项")) + "</tr></thead><tbody>"
    for row in rows:
        day = f'<time datetime="{row["day"]}">{row["date"]}</time>'
        what = f'<a href="#{row["anchor"]}">{escape(row["what"])}</a>'
        yield f'<tr><td>{day}</td><td class="{row["sort"]}">{row["name"]}</td><td>{what}</td></tr>'
    yield "</tbody></table></div>"
    if more:
        yield f"<p>另有 {more} 项，见正文。</p>"


def column_lines(column: SheetColumn, sources: Mapping[str, str]) -> Iterator[str]:
    """A column, whole; ``sources`` says where each picture is found."""
    long = " long" if len(column.label) > LONG_HEADING else ""
    yield f'<section class="column" aria-labelledby="{column.anchor}">'
    yield f'<header class="opener{long}">{_waves(150, 12)}<h2 id="{column.anchor}">{escape(column.label)}</h2></header>'
    if column.guide or column.keywords:
        yield '<div class="guide">'
        for at, words in enumerate(column.guide):
            yield f"<p>{'' if at else '<b>导读：</b>'}{escape(words)}</p>"
        if column.keywords:
            chips = "、".join(f'<span class="chip">{escape(word)}</span>' for word in column.keywords)
            yield f'<p class="keywords"><b>关键词：</b>{chips}</p>'
        yield "</div>"
    for part in column.parts:
        yield from _part(part, sources)
    yield "</section>"


def _part(part: SheetPart, sources: Mapping[str, str]) -> Iterator[str]:
    if part.label:
        yield f'<h3 class="part" id="{part.anchor}">{escape(part.label)}</h3>'
    level = "h4" if part.label else "h3"
    for entry in part.entries:
        yield f'<article aria-labelledby="{entry.anchor}">'
        yield f'<{level} id="{entry.anchor}">{_label(entry)}</{level}>'
        yield from _paragraphs(entry, sources)
        if entry.source:
            yield f'<p class="source">{escape(entry.source)}</p>'
        yield "</article>"


def _label(entry: SheetEntry) -> str:
    return f"<s>{escape(entry.label)}</s>" if entry.retracted else escape(entry.label)


def _paragraphs(entry: SheetEntry, sources: Mapping[str, str]) -> Iterator[str]:
    for annexed, run in groupby(entry.paragraphs, key=lambda one: one.kind in _ANNEX):
        if annexed:
            yield '<div class="annex">'
            yield from _annexed(run)
            yield "</div>"
        else:
            yield from (_paragraph(one, sources) for one in run)


def _annexed(run: Iterable[SheetParagraph]) -> Iterator[str]:
    for one in run:
        name = ' class="title"' if one.kind == "annex_title" else ""
        yield f"<p{name}>{escape(one.text)}</p>"


def _paragraph(one: SheetParagraph, sources: Mapping[str, str]) -> str:
    if one.picture is not None:
        width = f' style="width:{one.width}mm"' if one.width else ""
        return f'<p class="picture"><img src="{sources[one.picture]}" alt="{escape(one.text)}"{width}/></p>'
    name = "" if one.kind == "text" else f' class="{one.kind}"'
    return f"<p{name}>{escape(one.text)}</p>"


def back_lines(sheet: Sheet) -> Iterator[str]:
    """The notices after the last entry."""
    for back in sheet.back:
        yield f'<section class="plain" aria-labelledby="{back.anchor}">'
        yield f'<h2 id="{back.anchor}">{escape(back.title)}</h2>'
        if back.rows:
            yield from _follow_ups(back.rows)
        else:
            yield from (f"<p>{escape(words)}</p>" for words in back.paragraphs)
        yield "</section>"


def _follow_ups(rows: Iterable[SheetFollow]) -> Iterator[str]:
    yield '<ol class="follow">'
    for row in rows:
        yield f'<li><p class="became">{escape(row.label)}</p>'
        yield f"<p><b>{escape(row.issue)}</b><span>{escape(row.before)}</span></p>"
        yield f'<p><b>本期</b><a href="#{row.anchor}">{escape(row.now)}</a></p></li>'
    yield "</ol>"
