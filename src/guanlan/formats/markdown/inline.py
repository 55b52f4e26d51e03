"""Marks inside a line of Markdown: what is no word of the text, and what it says of the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from guanlan.formats.elements import KNOWN


class MarkKind(StrEnum):
    """What a mark does to the words around it."""

    DROP = "drop"
    TAG = "tag"
    PICTURE = "picture"


class Mark(NamedTuple):
    """A stretch that is no word. A picture's ``words`` are its alternative text; a tag's ``value`` is its source."""

    start: int
    end: int
    kind: MarkKind = MarkKind.DROP
    value: str = ""
    words: tuple[int, int] = (0, 0)


class Run(NamedTuple):
    """A run of ``*``, ``_`` or ``~`` that may be emphasis, and whether it can open or close it."""

    start: int
    end: int
    opens: bool
    closes: bool


class Marks(NamedTuple):
    """What was found in one line."""

    marks: list[Mark]
    runs: list[Run]
    links: list[tuple[int, int, str]]


_TARGET = (
    r"\(\s*(?:<(?P<{0}a>[^<>\n]*)>|(?P<{0}b>[^()\s]*(?:\([^()\s]*\)[^()\s]*)*))"
    r"(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
)
_IMAGE = r"!\[(?P<alt>[^\[\]\n]{0,400})\]" + _TARGET.format("i")
# the lengths bound what a hostile line of openers can cost
_SCAN = re.compile(
    r"(?P<escape>\\(?=[!-/:-@\[-`{-~]))"
    r"|(?P<code>(?P<ticks>`{1,3})(?!`)(?P<inside>[^`\n]{1,400}?)(?P=ticks)(?!`))"
    rf"|(?P<image>{_IMAGE})"
    rf"|(?P<link>\[(?=(?P<label>(?:!\[[^\[\]\n]*\]\([^()\n]*\)|\\.|[^\[\]\\\n]){{0,400}})\](?P<target>{_TARGET.format('l')})))"
    r"|(?P<comment><!--)"
    r"|(?P<auto><(?=(?P<address>(?:https?|mailto):[^<>\s]+)>))"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9:]{0,11}(?:\s[^<>]*)?/?>)"
    r"|(?P<blank>&(?:nbsp|ensp|emsp|thinsp|#160);)"
    r"|(?P<run>\*+|_+|~~)"
)


def tag_name(source: str) -> str:
    """The element that a tag opens or closes.

    >>> tag_name("</TD >")
    'td'
    """
    return re.split(r"[\s>/]", source.lstrip("</"), maxsplit=1)[0].lower()


def marks_of(text: str, start: int, end: int) -> Marks:
    """The marks between ``start`` and ``end``, which hold no line break, in order."""
    found = Marks([], [], [])
    _scan(text, start, end, found)
    return found


def _scan(text: str, start: int, end: int, found: Marks) -> None:
    at, comments = start, True
    while (match := _SCAN.search(text, at, end)) is not None:
        if match.lastgroup == "link":
            at = _note_link(text, match, found)
        elif match.lastgroup == "comment":
            # looked for once in vain, an end is not looked for again: many openers would cost their square
            close = text.find("-->", match.end(), end) if comments else -1
            comments = close >= 0
            at = close + 3 if comments else match.end()
            if comments:
                found.marks.append(Mark(match.start(), at))
        else:
            _note(text, match, found)
            at = match.end()
            if match.lastgroup == "escape":
                at += 1
            elif match.lastgroup == "auto":
                at = match.end("address")
                found.links.append((match.start("address"), at, match["address"]))
                found.marks.append(Mark(at, at + 1))


def _note(text: str, match: re.Match[str], found: Marks) -> None:
    """Writes down one match that is no link."""
    start, end = match.span()
    kind = match.lastgroup
    if kind == "code":
        found.marks.extend((Mark(start, match.start("inside")), Mark(match.end("inside"), end)))
    elif kind == "image":
        target = match["ia"] or match["ib"] or ""
        found.marks.append(Mark(start, end, MarkKind.PICTURE, target, match.span("alt")))
    elif kind == "tag":
        if tag_name(match[0]) in KNOWN:  # else words: <版本号>, <v10>
            found.marks.append(Mark(start, end, MarkKind.TAG, match[0]))
    elif kind == "run":
        found.runs.append(_run(text, start, end))
    else:
        found.marks.append(Mark(start, end))


def _note_link(text: str, match: re.Match[str], found: Marks) -> int:
    """A link: its label is words and may hold marks of its own."""
    start, end = match.span("label")
    found.marks.append(Mark(match.start(), start))
    _scan(text, start, end, found)
    found.marks.append(Mark(end, match.end("target")))
    found.links.append((start, end, match["la"] or match["lb"] or ""))
    return match.end("target")


def _run(text: str, start: int, end: int) -> Run:
    """Whether a run opens or closes emphasis, by what stands beside it (CommonMark 0.31, §6.2).

    Editors for accounts leave ``**`` with blanks inside it; at the edge of a line such a run still counts.
    """
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    left = not after.isspace() and (not _is_mark(after) or before.isspace() or _is_mark(before))
    right = not before.isspace() and (not _is_mark(before) or after.isspace() or _is_mark(after))
    if text[start] == "_":
        return Run(start, end, left and (not right or _is_mark(before)), right and (not left or _is_mark(after)))
    if end - start == 2:
        left, right = left or before == "\n", right or _ends_line(text, end)
    return Run(start, end, left, right)


def _ends_line(text: str, at: int) -> bool:
    until = text.find("\n", at)
    return not text[at : until if until >= 0 else len(text)].strip()


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def emphasis(text: str, runs: Iterable[Run]) -> list[Mark]:
    """The runs that are marks: pairs of equal length. Single ones, and four or more (masked digits), are words.

    >>> line = "**第一条** 手机号138****1234，李**"
    >>> [line[mark.start : mark.end] for mark in emphasis(line, marks_of(line, 0, len(line)).runs)]
    ['**', '**']
    """
    open_: list[Run] = []
    found: list[Mark] = []
    for run in runs:
        if run.end - run.start > 3:
            if _closes_and_opens(text, open_, run):
                found.append(Mark(run.start, run.end))
            continue
        opener = _opener(text, open_, run) if run.closes else None
        if opener is not None:
            found += [Mark(open_[opener].start, open_[opener].end), Mark(run.start, run.end)]
            del open_[opener:]
        elif run.opens:
            open_.append(run)
    return found


def _closes_and_opens(text: str, open_: list[Run], run: Run) -> bool:
    """**1、****某局发布办法**: two bold stretches that touch; in 138****1234 figures are masked."""
    if run.end - run.start != 4 or text[run.start] != "*" or not any(one.end - one.start == 2 for one in open_):
        return False
    return not (
        text[run.start - 1].isascii() and text[run.start - 1].isalnum() and text[run.end : run.end + 1].isdigit()
    )


def _opener(text: str, open_: list[Run], run: Run) -> int | None:
    words = text[run.start : run.end]
    # looking back a few runs is enough: emphasis nests two or three deep
    for index in range(len(open_) - 1, max(len(open_) - 9, -1), -1):
        if text[open_[index].start : open_[index].end] == words and open_[index].end < run.start:
            return index
    return None
