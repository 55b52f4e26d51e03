"""What an institute's Word template may say: names, their shapes, and their values in an issue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from guanlan.publish.render.overview_words import coming_rows, key_figures
from guanlan.publish.render.sheet import Sheet, SheetColumn, SheetEntry, SheetParagraph, SheetPart, SheetRole

TEXT = "text"
FLAG = "flag"
PICTURE = "picture"
Shape = Any
"""``TEXT``, ``FLAG`` or ``PICTURE``; a tuple of one shape for a list; a mapping for a record."""

_PARAGRAPH = {"kind": TEXT, "text": TEXT, "picture": PICTURE}
_ENTRY = {
    "bookmark": TEXT,
    "id": TEXT,
    "label": TEXT,
    "title": TEXT,
    "paragraphs": (_PARAGRAPH,),
    "source": TEXT,
    "retracted": FLAG,
}
_PART = {"bookmark": TEXT, "label": TEXT, "entries": (_ENTRY,)}
_COLUMN = {
    "bookmark": TEXT,
    "series": TEXT,
    "heading": TEXT,
    "label": TEXT,
    "guide": (TEXT,),
    "keywords": TEXT,
    "parts": (_PART,),
}
_HOLDER = {"name": TEXT, "post": TEXT}
SHAPES: Mapping[str, Shape] = {
    "title": TEXT,
    "title_en": TEXT,
    "subtitle": TEXT,
    "number": TEXT,
    "date": TEXT,
    "day": TEXT,
    "cover_lines": (TEXT,),
    "publishers": TEXT,
    "masthead": ({"name": TEXT, "remark": TEXT, "names": TEXT, "holders": (_HOLDER,)},),
    "notices": (TEXT,),
    "figures": ({"name": TEXT, "value": TEXT, "unit": TEXT},),
    "coming": ({"date": TEXT, "name": TEXT, "what": TEXT},),
    "columns": (_COLUMN,),
    "back": ({"bookmark": TEXT, "title": TEXT, "paragraphs": (TEXT,)},),
}
"""The names that a template knows, each with its shape; ``docs/templates.md`` tells them."""

LOOP: Mapping[str, Shape] = {"first": FLAG, "last": FLAG, "index": TEXT}
"""What ``loop`` has inside of a loop."""


def values(sheet: Sheet, shown: Callable[[SheetParagraph], object]) -> dict[str, Any]:
    """The values of ``SHAPES``; ``shown`` gives what stands for a picture."""
    return {
        "title": sheet.title,
        "title_en": sheet.title_en or "",
        "subtitle": sheet.subtitle or "",
        "number": sheet.number,
        "date": sheet.date or "",
        "day": sheet.day or "",
        "cover_lines": sheet.foot(),
        "publishers": "、".join(sheet.publishers()),
        "masthead": [_role(role) for role in sheet.masthead],
        "notices": list(sheet.notice),
        "figures": [{name: str(row[name]) for name in ("name", "value", "unit")} for row in key_figures(sheet.overview)]
        if sheet.overview.columns
        else [],
        "coming": [{name: str(row[name]) for name in ("date", "name", "what")} for row in coming_rows(sheet)[0]],
        "columns": [_column(column, shown) for column in sheet.columns],
        "back": [
            {"bookmark": bookmark(back.anchor), "title": back.title, "paragraphs": list(back.paragraphs)}
            for back in sheet.back
        ],
    }


def bookmark(anchor: str) -> str:
    """The name of a heading's bookmark: Word allows no hyphen in one."""
    return f"_Toc_{anchor.replace('-', '_')}"


def _role(role: SheetRole) -> dict[str, Any]:
    holders = [{"name": holder.name, "post": holder.post or ""} for holder in role.holders]
    names = "　".join(" ".join(filter(None, (holder.name, holder.post))) for holder in role.holders)
    return {"name": role.name, "remark": role.remark or "", "names": names, "holders": holders}


def _column(column: SheetColumn, shown: Callable[[SheetParagraph], object]) -> dict[str, Any]:
    return {
        "bookmark": bookmark(column.anchor),
        "series": column.series,
        "heading": column.heading,
        "label": column.label,
        "guide": list(column.guide),
        "keywords": "、".join(column.keywords),
        "parts": [_part(part, shown) for part in column.parts],
    }


def _part(part: SheetPart, shown: Callable[[SheetParagraph], object]) -> dict[str, Any]:
    entries = [_entry(entry, shown) for entry in part.entries]
    return {"bookmark": bookmark(part.anchor), "label": part.label or "", "entries": entries}


def _entry(entry: SheetEntry, shown: Callable[[SheetParagraph], object]) -> dict[str, Any]:
    paragraphs = [
        {"kind": one.kind, "text": "" if one.picture else one.text, "picture": shown(one) if one.picture else ""}
        for one in entry.paragraphs
    ]
    return {
        "bookmark": bookmark(entry.anchor),
        "id": entry.id,
        "label": entry.label,
        "title": entry.title,
        "paragraphs": paragraphs,
        "source": entry.source or "",
        "retracted": entry.retracted,
    }
