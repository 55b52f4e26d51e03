"""Pieces of pages for places that take no style sheet (mail, WeChat): every element carries its own style."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from guanlan.publish.render.palette import ACCENT, INK, MUTED, RULE, TEXT
from guanlan.publish.render.sheet import SheetColumn, SheetEntry, SheetParagraph

_TINT = "#f2f5f8"
_TITLE = f"margin:28px 0 10px;font-size:17px;line-height:1.5;font-weight:bold;color:{INK}"
_PARAGRAPH = f"margin:0 0 10px;font-size:16px;line-height:1.85;color:{TEXT}"
_OWN = {
    "subhead": f"margin:16px 0 8px;font-size:16px;line-height:1.6;font-weight:bold;color:{INK}",
    "case": f"margin:16px 0 8px;font-size:16px;line-height:1.6;font-weight:bold;color:{INK}",
    "annex_title": f"margin:16px 0 8px;font-size:16px;line-height:1.6;font-weight:bold;text-align:center;color:{INK}",
    "annex": f"margin:0 0 10px;padding-left:14px;border-left:3px solid {RULE};"
    f"font-size:15px;line-height:1.8;color:{TEXT}",
    "correction": f"margin:0 0 10px;padding:8px 12px;border-left:4px solid {ACCENT};background-color:{_TINT};"
    f"font-size:15px;line-height:1.7;color:{TEXT}",
    "retraction": f"margin:0 0 10px;padding:8px 12px;border-left:4px solid {ACCENT};background-color:{_TINT};"
    f"font-size:15px;line-height:1.7;font-weight:bold;color:{TEXT}",
    "caption": f"margin:0 0 12px;font-size:14px;line-height:1.6;text-align:center;color:{MUTED}",
    "label": f"margin:6px 0 8px;font-size:13px;line-height:1.6;text-align:right;color:{MUTED}",
    "english": f"margin:6px 0 8px;font-size:14px;line-height:1.6;color:{MUTED}",
    "signature": f"margin:0 0 10px;font-size:16px;line-height:1.85;text-align:right;color:{TEXT}",
}
_SOURCE = f"margin:6px 0 0;font-size:14px;line-height:1.6;text-align:right;color:{MUTED}"
_PART = (
    f"margin:34px 0 8px;padding-bottom:8px;border-bottom:1px solid {RULE};font-size:19px;line-height:1.5;color:{ACCENT}"
)
_GUIDE = f"margin:0 0 8px;font-size:15px;line-height:1.85;color:{TEXT}"

Picture = Callable[[SheetParagraph], str]
"""The piece that stands for a picture."""


def heading(tag: str, words: str, style: str) -> str:
    """A heading with a style."""
    return f'<{tag} style="{style}">{escape(words)}</{tag}>'


def part_heading(words: str, tag: str = "h3") -> str:
    """The heading of a sub-column."""
    return heading(tag, words, _PART)


def guide(column: SheetColumn) -> Iterator[str]:
    """导读 and 关键词 of a column, in a tinted box."""
    if not column.guide and not column.keywords:
        return
    inside = []
    for at, words in enumerate(column.guide):
        mark = "" if at else f'<strong style="color:{ACCENT}">导读：</strong>'
        inside.append(f'<p style="{_GUIDE}">{mark}{escape(words)}</p>')
    if column.keywords:
        words = escape("、".join(column.keywords))
        inside.append(f'<p style="{_GUIDE}"><strong style="color:{ACCENT}">关键词：</strong>{words}</p>')
    yield f'<section style="margin:16px 0 8px;padding:14px 16px;background-color:{_TINT}">{"".join(inside)}</section>'


def entry_title(entry: SheetEntry, tag: str = "h4") -> str:
    """The heading of an entry, struck out where it was taken back."""
    return heading(tag, entry.label, f"{_TITLE};text-decoration:line-through" if entry.retracted else _TITLE)


def paragraph(one: SheetParagraph, picture: Picture) -> str:
    """A paragraph of an entry."""
    if one.kind == "picture":
        return picture(one)
    return f'<p style="{_OWN.get(one.kind, _PARAGRAPH)}">{escape(one.text)}</p>'


def source(words: str) -> str:
    """The line that names the sources."""
    return f'<p style="{_SOURCE}">{escape(words)}</p>'


def entry_pieces(entry: SheetEntry, picture: Picture, *, tag: str = "h4") -> Iterator[str]:
    """Title, paragraphs and sources of an entry."""
    yield entry_title(entry, tag)
    for one in entry.paragraphs:
        yield paragraph(one, picture)
    if entry.source:
        yield source(entry.source)
