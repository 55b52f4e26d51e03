"""What changed between two states of a release, as plain text and as a page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from guanlan.records.versions import FieldChange, VersionChange
from guanlan.text.diff_marks import marked_html, marked_text, style_of

_CLASS = "version-diff"


def changes_text(change: VersionChange) -> str:
    """Each passage that differs on a line, with [-gone-] and {+come+}; then the facts, one a line."""
    lines = [marked_text(passage.runs) for passage in change.passages]
    lines += [_field(one) for one in change.fields]
    return "".join(f"{line}\n" for line in lines)


def changes_html(change: VersionChange, *, title: str, numbers: tuple[int, int]) -> str:
    """A self-contained page with ins and del, readable without colour and aloud."""
    return "\n".join(_page(change, title, numbers)) + "\n"


def _page(change: VersionChange, title: str, numbers: tuple[int, int]) -> Iterator[str]:
    heading = f"{title}：第 {numbers[0]} 版与第 {numbers[1]} 版对照"
    yield '<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8">'
    yield f"<title>{escape(heading)}</title>{style_of(_CLASS)}</head><body>"
    yield f'<main class="{_CLASS}"><h1>{escape(heading)}</h1>'
    if not change.passages:
        yield "<p>文字相同。</p>"
    for passage in change.passages:
        yield f"<p>{marked_html(passage.runs)}</p>"
    if change.fields:
        yield "<h2>要素变动</h2><ul>"
        yield from (f"<li>{escape(_field(one))}</li>" for one in change.fields)
        yield "</ul>"
    yield "</main></body></html>"


def _field(one: FieldChange) -> str:
    """facts in the export's names: figures: 12款 → 13款"""
    return f"{one.field or 'report'}（{one.headline}）：{_shown(one.before)} → {_shown(one.after)}"


def _shown(value: object) -> str:
    if value in (None, [], ""):
        return "∅"
    if isinstance(value, list):
        return "；".join(_shown(one) for one in value)
    if isinstance(value, dict):
        return str(value.get("text") or " ".join(str(part) for part in value.values() if part not in (None, [], "")))
    return str(value)
