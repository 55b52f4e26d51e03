"""Contents lists: headings that stand together and come again with their articles under them."""

from __future__ import annotations

import re

from guanlan.law.reading.marks import UNITS, Kind, number_of
from guanlan.law.reading.sequence import Entry
from guanlan.records.law import Remark

_LISTS = 4  # contents lists that one text may have: its own and those of annexed texts
_FURTHER = re.compile("[ \t\u3000]第(?P<number>[一二三四五六七八九十百]{1,5})(?P<unit>分编|[编章节])(?=[ \t\u3000])")


def without_contents(text: str, entries: list[Entry]) -> tuple[list[Entry], list[Remark]]:
    """The entries without contents lists; remarks where a list and the body do not agree, or the list breaks off."""
    kept: list[Entry] = []
    remarks: list[Remark] = []
    position = lists = 0
    while position < len(entries):
        entry = entries[position]
        titled = entry.mark.kind is Kind.CONTENTS
        start = position + titled
        if lists == _LISTS or (not titled and not _is_heading(entry)):
            kept.append(entry)
            position += 1
            continue
        run = _run(entries, start)
        end = start + _listed(text, run, titled=titled)
        if end == start and not titled:
            kept += run
            position = start + len(run)
            continue
        listed = entries[start:end]
        lists += 1
        remarks += _compared(text, entry, listed, entries[end:], repeated=end < start + len(run))
        position = end
    return kept, remarks


def _is_heading(entry: Entry) -> bool:
    return Kind.PART <= entry.mark.kind <= Kind.SECTION


def _run(entries: list[Entry], start: int) -> list[Entry]:
    """The headings from ``start`` on that stand together."""
    end = start
    while end < len(entries) and _is_heading(entries[end]):
        end += 1
    return entries[start:end]


def _key(text: str, entry: Entry) -> tuple[Kind, int, str]:
    words = "" if entry.mark.number else "".join(text[entry.line.start : entry.line.end].split())
    return entry.mark.kind, entry.mark.number, words


def _listed(text: str, run: list[Entry], *, titled: bool) -> int:
    """How many headings of a run belong to a contents list: those before its first one comes again."""
    if not run:
        return 0
    first = _key(text, run[0])
    for index in range(1, len(run)):
        if _key(text, run[index]) == first:
            return index
    return len(run) if titled else 0


def _compared(text: str, entry: Entry, listed: list[Entry], behind: list[Entry], *, repeated: bool) -> list[Remark]:
    """Whether the chapters listed are those of the body."""
    top = min((one.mark.kind for one in listed), default=Kind.CHAPTER)
    named = {key for one in listed for key in _keys(text, one) if key[0] is top}
    found = {_key(text, one) for one in behind if one.mark.kind is top}
    if not repeated and not named & found:
        code = "law.contents_alone"
    elif named - found:
        code = "law.contents_more"
    elif found - named:
        code = "law.contents_half"
    else:
        return []
    odd = (named - found) or (found - named) or named
    end = listed[-1].line.end if listed else entry.line.end
    return [Remark(code, entry.line.start, end, {"count": str(len(odd))})]


def _keys(text: str, entry: Entry) -> list[tuple[Kind, int, str]]:
    """The headings of a line of a contents list: copies put them all on one."""
    keys = [_key(text, entry)]
    for found in _FURTHER.finditer(text, entry.mark.end, entry.line.end):
        number = number_of(found["number"])
        keys += [(UNITS[found["unit"]], number, "")] if number else []
    return keys
