"""Site furniture and print headers that a copy of an official page carries."""

from __future__ import annotations

import re
from functools import cache

from guanlan.law.reading.lines import Line, Sheet
from guanlan.law.reading.marks import Kind
from guanlan.law.reading.sequence import Entry
from guanlan.text.tables_reading import table_rows

_EFFECT = re.compile("起(?:正式)?(?:施行|实施|生效|执行|试行)")
_DRAWING = re.compile("-{3,} ?(?P<side>Start|End) of picture text ?-{3,}")


def without_furniture(sheet: Sheet) -> Sheet:
    """The sheet without lines that are a page's and not the law's, and without what comes behind the page's end."""
    anywhere, ends = _patterns()
    lines: list[Line] = []
    in_drawing = False
    for line in sheet.lines:
        drawing = _DRAWING.search(sheet.text, line.start, line.end)
        if drawing or in_drawing:
            in_drawing = drawing is None or drawing["side"] == "Start"
            continue
        if lines and ends.match(sheet.text, line.start, line.end):
            if _in_body(sheet, lines):
                break
            continue
        if not anywhere.fullmatch(sheet.text, line.start, line.end):
            lines.append(line)
    return sheet._replace(lines=lines)


def without_pages_end(text: str, entries: list[Entry]) -> list[Entry]:
    """The entries without what a page puts behind the article that says from when the text holds.

    Behind it a law has sentences and annexes, a page names, tables and links; headings with no mark of a law that stand
    between articles are the page's too.
    """
    articles = [place for place, entry in enumerate(entries) if entry.mark.kind is Kind.ARTICLE]
    if not articles:
        return entries
    kept = [
        entry
        for place, entry in enumerate(entries)
        if entry.mark.kind is not Kind.HEADING or not articles[0] < place < articles[-1]
    ]
    last = max(place for place, entry in enumerate(kept) if entry.mark.kind is Kind.ARTICLE)
    if not _EFFECT.search(text, kept[last].line.start, kept[last].line.end):
        return kept
    end = last + 1
    while end < len(kept) and kept[end].mark.kind is Kind.PLAIN and text[kept[end].line.end - 1] in "。；：":
        end += 1
    return kept if end < len(kept) and kept[end].mark.kind is Kind.ANNEX else kept[:end]


def _in_body(sheet: Sheet, lines: list[Line]) -> bool:
    """Whether articles or items were read already: furniture above the law does not end it."""
    return any(sheet.text[line.start] in "第一（" and not line.depth for line in lines[-12:])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = table_rows("furniture", "guanlan.law")
    anywhere = "|".join(f"(?:{pattern})" for pattern, where, _ in rows if where == "line")
    ends = "|".join(f"(?:{pattern})" for pattern, where, _ in rows if where == "end")
    return re.compile(anywhere), re.compile(ends)
