"""Site furniture and print headers that a copy of an official page carries."""

from __future__ import annotations

import re
from functools import cache

from guanlan.law.reading.lines import Line, Sheet
from guanlan.text.tables_reading import table_rows


def without_furniture(sheet: Sheet) -> Sheet:
    """The sheet without lines that are a page's and not the law's, and without what comes behind the page's end."""
    anywhere, ends = _patterns()
    lines: list[Line] = []
    for line in sheet.lines:
        if lines and ends.match(sheet.text, line.start, line.end):
            if _in_body(sheet, lines):
                break
            continue
        if not anywhere.fullmatch(sheet.text, line.start, line.end):
            lines.append(line)
    return sheet._replace(lines=lines)


def _in_body(sheet: Sheet, lines: list[Line]) -> bool:
    """Whether articles or items were read already: furniture above the law does not end it."""
    return any(sheet.text[line.start] in "第一（" and not line.depth for line in lines[-12:])


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = table_rows("furniture", "guanlan.law")
    anywhere = "|".join(f"(?:{pattern})" for pattern, where, _ in rows if where == "line")
    ends = "|".join(f"(?:{pattern})" for pattern, where, _ in rows if where == "end")
    return re.compile(anywhere), re.compile(ends)
