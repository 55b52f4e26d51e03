"""Titles in 《…》: the name, the stage notes that follow it, the titles nested in it.

A stage note tells how far a norm has come (试行, 征求意见稿); ``tables/stages.tsv`` holds the words that make one.
Other brackets belong to the name: a period （2025—2027年）, a part （第一批）, an abbreviation （FedRAMP）.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from guanlan.errors import InputError
from guanlan.text.span import Found
from guanlan.text.tables_reading import table_rows

_MARKS = re.compile("[《》\n]")
_BLANKS = re.compile(r"\s+")
_BRACKET_BEHIND = re.compile(r"[ \u3000]?[（(]([^（）()《》\n]{2,20})[）)]")
# the closing one is sometimes left out: 《某条例（修订草案》
_BRACKET_AT_END = re.compile(r"[（(]([^（）()《》]{2,20})[）)]?\Z")
_INNER = re.compile("[〈《<]([^〈〉《》<>]+)[〉》>]")


class Title(msgspec.Struct, frozen=True):
    """A title as it is named: ``notes`` are trailing brackets that tell a stage (试行, 征求意见稿), inside or directly
    after the 》; a period like （2025—2027年） belongs to ``name``. ``inner`` holds the titles nested in it.
    """

    name: str
    notes: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()

    @property
    def full(self) -> str:
        """The name with its stage notes in brackets."""
        return self.name + "".join(f"（{note}）" for note in self.notes)


def parse_title(text: str, context: object = None) -> Title:
    """The title that the whole of ``text`` is; raises ``InputError`` ``title.malformed``.

    >>> parse_title("《公共数据登记细则（试行）》（征求意见稿）").notes
    ('试行', '征求意见稿')
    """
    found = next(find_titles(text), None)
    if found is None or found.span != (0, len(text)):
        raise InputError("title.malformed", value=text)
    return found.value


def find_titles(text: str, context: object = None) -> Iterator[Found[Title]]:
    """Every outermost title on one line; the span reaches from 《 to 》 or to the end of a stage note behind it.

    >>> [found.value.full for found in find_titles("《关于修改〈某办法〉的决定》和《某指南》（试行）")]
    ['关于修改〈某办法〉的决定', '某指南（试行）']
    """
    for start, end in _outermost(text):
        title = _read(text[start + 1 : end - 1])
        if title is None:
            continue
        behind: list[str] = []
        while (bracket := _BRACKET_BEHIND.match(text, end)) and _is_stage(bracket[1]):
            behind.append(_BLANKS.sub("", bracket[1]))
            end = bracket.end()
        if behind:
            title = Title(title.name, (*title.notes, *behind), title.inner)
        yield Found(start, end, title)


def _outermost(text: str) -> Iterator[tuple[int, int]]:
    """Where balanced 《…》 begin and end. A 《 that its line never closes gives up what stands in it."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for mark in _MARKS.finditer(text):
        if mark[0] == "《":
            opened.append(mark.start())
            continue
        if mark[0] == "》" and opened:
            start = opened.pop()
            while closed and closed[-1][0] > start:
                closed.pop()
            closed.append((start, mark.end()))
        if mark[0] == "\n":
            opened.clear()
        if not opened:
            yield from closed
            closed.clear()
    yield from closed


def _read(inside: str) -> Title | None:
    name = inside.strip()
    notes: list[str] = []
    while (bracket := _BRACKET_AT_END.search(name)) and _is_stage(bracket[1]) and bracket.start():
        notes.insert(0, _BLANKS.sub("", bracket[1]))
        name = name[: bracket.start()].rstrip()
    if not name:
        return None
    inner = tuple(_INNER.findall(name)) if "〈" in name or "《" in name or "<" in name else ()
    return Title(name, tuple(notes), inner)


def _is_stage(words: str) -> bool:
    return _stages().search(_BLANKS.sub("", words)) is not None


@cache
def _stages() -> re.Pattern[str]:
    words = [cells[0] for cells in table_rows("stages")]
    return re.compile("|".join(map(re.escape, words)))
