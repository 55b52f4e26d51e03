"""Articles in their order: which marks are articles of this text, and what is odd about their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from guanlan.law.reading.lines import Line
from guanlan.law.reading.marks import Kind, Mark, mark_of, number_of
from guanlan.records.law import Remark
from guanlan.text.provisions import Provision, print_provision

_NUMERAL = "[〇零一二两三四五六七八九十百千0-9]{1,9}"
_QUOTED_LINES = 400  # the longest list of inserted articles met in decisions has 60 lines
_SEARCHED = 200  # remarks after which a missing number is no longer looked for in the whole text
_NUMERALS = re.compile(_NUMERAL)
_ANNOUNCED = re.compile(f"作为第{_NUMERAL}条(?:[至、和]第{_NUMERAL}条)*")

_BLANKS = " \t\u3000\u2002\u2003\u00a0\u200b\ufeff"
_SENTENCE_ENDS = frozenset("。；”")
_SURE = frozenset((*_BLANKS, "本"))
# what stands before and behind an article that is spoken of
_BEFORE_CITED = frozenset("法例定则本和及至与或款章按照据反依对由")
_BEHIND_CITED = frozenset("的、，。；和及或至第规款项所中以")


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
    following = _following(entries)
    last = _State()
    for position, entry in enumerate(entries):
        mark = entry.mark
        if mark.kind is Kind.ANNEX:
            if last.place >= 0 and _goes_on_behind(entries, following[position], last):
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
            remarks += _judged(text, entry, last, late, searched=len(remarks) < _SEARCHED)
            last = _State(mark.number, mark.insert, len(settled))
        settled.append(entry)
    _find_inside(text, settled, last, None, remarks)
    return settled, remarks


def _plain(entry: Entry) -> Mark:
    return Mark(Kind.PLAIN, 0, 0, entry.line.start)


def _follows(number: int, insert: int, last: _State) -> bool:
    return (number, insert) in ((last.number + 1, 0), (last.number, last.insert + 1))


def _following(entries: list[Entry]) -> list[int]:
    """For each entry the place of the next article from it on; -1 where there is none."""
    places = [-1] * len(entries)
    place = -1
    for position in range(len(entries) - 1, -1, -1):
        place = position if entries[position].mark.kind is Kind.ARTICLE else place
        places[position] = place
    return places


def _goes_on_behind(entries: list[Entry], place: int, last: _State) -> bool:
    """Whether the article at ``place`` goes on with the numbers: then the 附件 before it is a sentence."""
    return place >= 0 and _follows(entries[place].mark.number, entries[place].mark.insert, last)


def _is_quoted(text: str, settled: list[Entry], entry: Entry, last: _State) -> bool:
    """Whether the article does not go on with the numbers and stands inside “…” that a line before it opened, or was
    announced as a new one of another text (增加三条，分别作为第五条至第七条).

    Only lines since the article or item told last are looked at, so that a mark never closed does no harm for long.
    """
    if _follows(entry.mark.number, entry.mark.insert, last):
        return False
    start = entry.line.start
    for before in reversed(settled[-_QUOTED_LINES:]):
        start = before.line.start
        if before.mark.kind in (Kind.ARTICLE, Kind.HAN):
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

    ``sure`` asks for a blank or 本 behind the number too, where no later number shows that one is missing.
    """
    words = _words(last.number + 1, 0)
    for index in range(last.place, len(settled)):
        line = settled[index].line
        for start in _places(text, words, line.start + 1, line.end):
            behind = text[start + len(words) : start + len(words) + 1]
            if text[line.start : start].rstrip(_BLANKS)[-1:] not in _SENTENCE_ENDS or (sure and behind not in _SURE):
                continue
            mark = mark_of(text, Line(start, line.end))
            if mark.kind is Kind.ARTICLE:
                return index, start, mark
    return None


def _places(text: str, words: str, start: int, end: int) -> Iterator[int]:
    """Where ``words`` stand between ``start`` and ``end``."""
    at = text.find(words, start, end)
    while at >= 0:
        yield at
        at = text.find(words, at + 1, end)


def _judged(text: str, entry: Entry, last: _State, late: str, *, searched: bool = True) -> list[Remark]:
    """What is odd about the number of an article after ``last``; ``searched`` looks for a missing one in the text."""
    mark = entry.mark
    codes: list[str] = []
    if mark.odd:
        codes.append(mark.odd)
    if _is_in_line(text, entry.line.start):
        codes.append("law.article_in_line")
    if last.place < 0:
        codes += [late] if mark.number != 1 else []
    elif not _follows(mark.number, mark.insert, last):
        codes.append(_break(text if searched else "", mark, last))
    return [_remark(code, entry, mark.number, mark.insert, last) for code in codes]


def _is_in_line(text: str, start: int) -> bool:
    """Whether other words stand before ``start`` on its line."""
    if start == 0 or text[start - 1] == "\n":
        return False
    return bool(text[text.rfind("\n", 0, start) + 1 : start].strip(_BLANKS + ">#*"))


def _break(text: str, mark: Mark, last: _State) -> str:
    """The code of a number that does not follow the one before it."""
    if (mark.number, mark.insert) == (last.number, last.insert):
        return "law.repeat"
    if mark.number == 1 and not mark.insert:
        return "law.restart"
    if mark.number < last.number or (mark.number == last.number and mark.insert <= last.insert):
        return "law.back"
    return "law.gap_swallowed" if _is_swallowed(text, _words(last.number + 1, 0)) else "law.gap"


def _is_swallowed(text: str, words: str) -> bool:
    """Whether an article's number stands inside other words of the text where no article is spoken of."""
    for at in _places(text, words, 1, len(text)):
        before, behind = text[at - 1], text[at + len(words) : at + len(words) + 1]
        if "\u4e00" <= before <= "\u9fff" and before not in _BEFORE_CITED and behind not in _BEHIND_CITED:
            return True
    return False


def _remark(code: str, entry: Entry, number: int, insert: int, last: _State | None = None) -> Remark:
    params = {"article": _words(number, insert)}
    if last is not None and last.place >= 0:
        params["before"] = _words(last.number, last.insert)
    return Remark(code, entry.line.start, entry.line.end, params)


def _words(number: int, insert: int) -> str:
    return print_provision(Provision(f"{number}-{insert}" if insert else str(number)))
