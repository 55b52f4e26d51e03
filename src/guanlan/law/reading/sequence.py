"""Articles in their order: which marks are articles of this text, and what is odd about their numbers."""

from __future__ import annotations

import re
from typing import NamedTuple

from guanlan.law.reading.lines import Line
from guanlan.law.reading.marks import Kind, Mark, mark_of, number_of
from guanlan.records.law import Remark
from guanlan.text.provisions import Provision, print_provision

_NUMERAL = "[〇零一二两三四五六七八九十百千0-9]{1,9}"
_NUMERALS = re.compile(_NUMERAL)
_ANNOUNCED = re.compile(f"作为第{_NUMERAL}条(?:[至、和]第{_NUMERAL}条)*")

# the number of an article inside other words, where no article is spoken of
_SWALLOWED = (
    "[\u4e00-\u9fff](?<![法例定则本和及至与或款章按照据反依对由])(?<!办法){}(?![的、，。；和及或至第规款项所中以])"
)


class Entry(NamedTuple):
    """A line and what it opens."""

    line: Line
    mark: Mark


class _State(NamedTuple):
    """The article told last and the place of its entry; ``number`` 0 where there is none yet."""

    number: int = 0
    insert: int = 0
    place: int = -1


def in_order(text: str, entries: list[Entry], *, late: str = "law.starts_late") -> tuple[list[Entry], list[Remark]]:
    """The entries with quoted articles and spoken-of annexes told as plain lines, articles that stand inside another
    line made lines of their own, and a remark on each number that does not follow the one before it."""
    settled: list[Entry] = []
    remarks: list[Remark] = []
    last = _State()
    for position, entry in enumerate(entries):
        mark = entry.mark
        if mark.kind is Kind.ANNEX:
            if _goes_on_behind(entries, position, last):
                settled.append(Entry(entry.line, _plain(entry)))
                continue
            _find_inside(text, settled, last, None, remarks)
            last = _State()
        elif mark.kind is Kind.ARTICLE:
            if _is_quoted(text, settled, entry, last):
                remarks.append(_remark("law.quoted_article", entry, mark.number, mark.insert))
                _quote_headings(settled)
                settled.append(Entry(entry.line, _plain(entry)))
                continue
            last = _find_inside(text, settled, last, mark, remarks)
            remarks += _judged(text, entry, last, late)
            last = _State(mark.number, mark.insert, len(settled))
        settled.append(entry)
    _find_inside(text, settled, last, None, remarks)
    return settled, remarks


def _plain(entry: Entry) -> Mark:
    return Mark(Kind.PLAIN, 0, 0, entry.line.start)


def _follows(number: int, insert: int, last: _State) -> bool:
    return (number, insert) in ((last.number + 1, 0), (last.number, last.insert + 1))


def _goes_on_behind(entries: list[Entry], position: int, last: _State) -> bool:
    """Whether the next article goes on with the numbers: then 附件 opened a sentence and no annex."""
    if last.place < 0:
        return False
    for entry in entries[position + 1 :]:
        if entry.mark.kind is Kind.ARTICLE:
            return _follows(entry.mark.number, entry.mark.insert, last)
    return False


def _is_quoted(text: str, settled: list[Entry], entry: Entry, last: _State) -> bool:
    """Whether the article does not go on with the numbers and stands inside “…” that a line before it opened, or was
    announced as a new one of another text (增加三条，分别作为第五条至第七条).

    Only lines since the article or item told last are looked at, so that a mark never closed does no harm for long.
    """
    if _follows(entry.mark.number, entry.mark.insert, last):
        return False
    start = settled[0].line.start if settled else entry.line.start
    for before in reversed(settled):
        if before.mark.kind in (Kind.ARTICLE, Kind.HAN):
            start = before.line.start
            break
    end = entry.line.start
    if text.rfind("“", start, end) > text.rfind("”", start, end):
        return True
    for found in _ANNOUNCED.finditer(text, start, end):
        numbers = [number_of(numeral) or 0 for numeral in _NUMERALS.findall(found[0])]
        if min(numbers) <= entry.mark.number <= max(numbers):
            return True
    return False


def _quote_headings(settled: list[Entry]) -> None:
    """Headings right above a quoted article are quoted with it."""
    index = len(settled) - 1
    while index >= 0 and Kind.PART <= settled[index].mark.kind <= Kind.SECTION:
        settled[index] = Entry(settled[index].line, _plain(settled[index]))
        index -= 1


def _find_inside(text: str, settled: list[Entry], last: _State, found: Mark | None, remarks: list[Remark]) -> _State:
    """Looks inside the lines since the article told last for those that are missing before ``found``; at the end of the
    numbers (``found`` is None) for any that go on with them. Gives the article that is the last one then."""
    while last.place >= 0 and (found is None or found.number > last.number + 1):
        at = _inner_article(text, settled, last, sure=found is None)
        if at is None:
            break
        index, start, mark = at
        line = settled[index].line
        head = Entry(Line(line.start, len(text[line.start : start].rstrip()) + line.start), settled[index].mark)
        tail = Entry(Line(start, line.end), mark)
        settled[index : index + 1] = [head, tail]
        remarks += _judged(text, tail, last, "")
        last = _State(mark.number, mark.insert, index + 1)
    return last


def _inner_article(text: str, settled: list[Entry], last: _State, *, sure: bool) -> tuple[int, int, Mark] | None:
    """Where the article after ``last`` begins inside a line: behind the end of a sentence.

    ``sure`` asks for a blank behind the number too, where no later number shows that one is missing.
    """
    words = re.escape(print_provision(Provision(str(last.number + 1))))
    pattern = re.compile(f"(?<=[。；”])[ \t\u3000]*(?P<mark>{words})" + ("(?=[ \t\u3000]|本)" if sure else ""))
    for index in range(last.place, len(settled)):
        line = settled[index].line
        for found in pattern.finditer(text, line.start, line.end):
            start = found.start("mark")
            mark = mark_of(text, Line(start, line.end))
            if mark.kind is Kind.ARTICLE:
                return index, start, mark
    return None


def _judged(text: str, entry: Entry, last: _State, late: str) -> list[Remark]:
    """What is odd about the number of an article after ``last``."""
    mark = entry.mark
    codes: list[str] = []
    if mark.odd:
        codes.append(mark.odd)
    if _is_in_line(text, entry.line.start):
        codes.append("law.article_in_line")
    if last.place < 0:
        codes += [late] if mark.number != 1 else []
    elif not _follows(mark.number, mark.insert, last):
        codes.append(_break(text, mark, last))
    return [_remark(code, entry, mark.number, mark.insert, last) for code in codes]


def _is_in_line(text: str, start: int) -> bool:
    """Whether other words stand before ``start`` on its line."""
    if start == 0 or text[start - 1] == "\n":
        return False
    return bool(text[text.rfind("\n", 0, start) + 1 : start].strip(" \t\u3000\u2002\u2003\u00a0\u200b\ufeff>#*"))


def _break(text: str, mark: Mark, last: _State) -> str:
    """The code of a number that does not follow the one before it."""
    if (mark.number, mark.insert) == (last.number, last.insert):
        return "law.repeat"
    if mark.number == 1 and not mark.insert:
        return "law.restart"
    if mark.number < last.number or (mark.number == last.number and mark.insert <= last.insert):
        return "law.back"
    missing = re.escape(_words(last.number + 1, 0))
    return "law.gap_swallowed" if re.search(_SWALLOWED.format(missing), text) else "law.gap"


def _remark(code: str, entry: Entry, number: int, insert: int, last: _State | None = None) -> Remark:
    params = {"article": _words(number, insert)}
    if last is not None and last.place >= 0:
        params["before"] = _words(last.number, last.insert)
    return Remark(code, entry.line.start, entry.line.end, params)


def _words(number: int, insert: int) -> str:
    return print_provision(Provision(f"{number}-{insert}" if insert else str(number)))
