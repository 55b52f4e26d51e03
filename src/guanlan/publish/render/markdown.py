"""Sheet → Markdown (CommonMark). Words that would be read as marks are escaped; nothing else is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from guanlan.publish.render.overview_words import alternatives, coming_rows
from guanlan.publish.render.pictures import as_address
from guanlan.publish.render.sheet import Sheet, SheetBack, SheetColumn, SheetEntry, SheetParagraph, SheetRole

# marks anywhere in a line; `_` and `*` only where they touch something that they could set off
_INLINE = re.compile(r"([\\`*_\[\]<]|~~|&(?=[#\w]{1,31};))")
# marks at the beginning of a line: a heading, a quotation, a list, a rule
_OPENING = re.compile(r"^(#{1,6}(?=\s|$)|>|[-+](?=\s|$)|\d{1,9}(?=[.)](?:\s|$))|={2,}|-{2,}|:?-+:?\s*\|)")


def markdown(sheet: Sheet, pictures: Mapping[str, bytes]) -> bytes:
    """The Markdown of ``sheet``, in UTF-8, its pictures inside of it."""
    blocks = [
        *_cover(sheet),
        *_contents(sheet),
        *_masthead(sheet),
        *_overview(sheet),
        *(block for column in sheet.columns for block in _column(column)),
        *(block for back in sheet.back for block in (f"## {inline(back.title)}", *_back(back))),
    ]
    text = "\n\n".join(block for block in blocks if block) + "\n"
    for address, data in pictures.items():
        text = text.replace(f"](<{address}>)", f"](<{as_address(data)}>)")
    return text.encode()


def _back(back: SheetBack) -> Iterator[str]:
    for row in back.rows:
        yield f"**{inline(row.label)}**"
        yield f"- {inline(row.issue)}：{inline(row.before)}\n- 本期：{inline(row.now)}"
    if not back.rows:
        yield from map(paragraph, back.paragraphs)


def inline(words: str) -> str:
    """Words inside a line, escaped where they would be marks.

    >>> inline("138****1234 的 [样本]")
    '138\\\\*\\\\*\\\\*\\\\*1234 的 \\\\[样本\\\\]'
    """
    return _INLINE.sub(r"\\\1", " ".join(words.split()))


def paragraph(words: str) -> str:
    """Words as a paragraph of their own.

    >>> paragraph("1. 某部"), paragraph("# 标题")
    ('1\\\\. 某部', '\\\\# 标题')
    """
    escaped = inline(words)
    found = _OPENING.match(escaped)
    if found is None:
        return escaped
    at = found.end() if found[1][0].isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def _cover(sheet: Sheet) -> Iterator[str]:
    yield f"# {inline(sheet.title)}"
    for words in (sheet.title_en, sheet.subtitle, sheet.number, sheet.date, *sheet.foot()):
        if words:
            yield paragraph(words)


def _contents(sheet: Sheet) -> Iterator[str]:
    yield "## 目录"
    lines = []
    for column in sheet.columns:
        lines.append(f"- {inline(column.label)}")
        for part in column.parts:
            if part.label:
                lines.append(f"  - {inline(part.label)}")
            indent = "    " if part.label else "  "
            lines += [f"{indent}- {_struck(entry, paragraph(entry.label))}" for entry in part.entries]
    yield "\n".join(lines)


def _masthead(sheet: Sheet) -> Iterator[str]:
    if sheet.masthead:
        yield "## 编委会名单"
        yield from map(_role, sheet.masthead)
    yield from map(paragraph, sheet.notice)


def _role(role: SheetRole) -> str:
    remark = f"（{role.remark}）" if role.remark else ""
    if role.plain:
        return f"{inline(role.name)}：{remark}{' '.join(inline(holder.name) for holder in role.holders)}"
    holders = [inline(f"{holder.name} {holder.post}" if holder.post else holder.name) for holder in role.holders]
    if len(holders) == 1 and not remark:
        return f"{inline(role.name)}：{holders[0]}"
    return "\n\n".join([f"{inline(role.name)}：{remark}", *holders])


def _overview(sheet: Sheet) -> Iterator[str]:
    rows, more = coming_rows(sheet)
    if not sheet.overview.columns:
        return
    yield "## 本期一览"
    told = alternatives(sheet.overview)
    yield from (paragraph(told[name]) for name in ("columns", "places", "days"))
    if rows:
        table = ["| 日期 | 类别 | 事项 |", "| --- | --- | --- |"]
        table += [
            f"| {row['date']} | {row['name']} | {inline(row['what']).replace('|', chr(92) + '|')} |" for row in rows
        ]
        yield "\n".join(table)
    if more:
        yield f"另有 {more} 项，见正文。"


def _column(column: SheetColumn) -> Iterator[str]:
    yield f"## {inline(column.label)}"
    for at, words in enumerate(column.guide):
        yield paragraph(words if at else f"导读：{words}")
    if column.keywords:
        yield paragraph(f"关键词：{'、'.join(column.keywords)}")
    for part in column.parts:
        if part.label:
            yield f"### {inline(part.label)}"
        for entry in part.entries:
            yield f"{'####' if part.label else '###'} {_struck(entry, inline(entry.label))}"
            yield from _entry(entry)


def _struck(entry: SheetEntry, label: str) -> str:
    return f"~~{label}~~" if entry.retracted else label


def _entry(entry: SheetEntry) -> Iterator[str]:
    for one in entry.paragraphs:
        yield _paragraph(one)
    if entry.source:
        yield paragraph(entry.source)


def _paragraph(one: SheetParagraph) -> str:
    if one.kind == "picture":
        return f"![{inline(one.text)}](<{one.picture}>)"
    if one.kind in ("subhead", "case", "annex_title"):
        return f"**{inline(one.text)}**"
    if one.kind in ("correction", "retraction"):
        return f"> {paragraph(one.text)}"
    return paragraph(one.text)
