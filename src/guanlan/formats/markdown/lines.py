"""What each line of a Markdown file is: heading, item, table row, quotation, fence, or part of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

_LINE = re.compile(r"([^\n\r\x0b\x0c\x85\u2028\u2029]*)(\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]|\Z)")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,}|~{3,})[^`]*$")
_ATX = re.compile(r"[ \t]{0,3}(#{1,6})(?:[ \t\u3000]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r"[ \t]{0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"[ \t]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_BULLET = re.compile(r"[ \t]*([-*+•])(?:[ \t\u3000]+|$)")
_NUMBERED = re.compile(r"[ \t]{0,9}\d{1,4}[.)][ \t]+\S")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_INDENT = re.compile(r"(?: {4}|\t)")


class LineKind(StrEnum):
    """The role of a line."""

    BLANK = "blank"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    TEXT = "text"
    CODE = "code"
    RULE = "rule"
    MATTER = "matter"  # front matter


class Line(NamedTuple):
    """A line without its outer marks; ``hard`` when the author broke it (two blanks or a backslash at its end)."""

    kind: LineKind
    start: int
    end: int
    level: int = 0
    hard: bool = False


def read_lines(text: str) -> list[Line]:
    """Every line of ``text`` with its role; headings by underline and table rows are told by their neighbours."""
    spans = [(found.start(1), found.end(1)) for found in _LINE.finditer(text) if found.end() > found.start()]
    matter = _matter_length(text, spans)
    lines = [Line(LineKind.MATTER, *span) for span in spans[:matter]]
    lines += _classified(text, spans[matter:])
    return list(_with_neighbours(text, lines))


def _matter_length(text: str, spans: list[tuple[int, int]]) -> int:
    """How many lines the front matter takes; 0 where there is none."""
    if not spans or text[slice(*spans[0])].rstrip() != "---":
        return 0
    for number, (start, end) in enumerate(spans[1:200], 2):
        line = text[start:end].rstrip()
        if line in ("---", "..."):
            return number
        if line and not re.match(r"[\w\- ]+:|\s|#", line):
            return 0
    return 0


def _classified(text: str, spans: list[tuple[int, int]]) -> Iterator[Line]:
    fence = ""
    for start, end in spans:
        words = text[start:end]
        mark = _FENCE.match(words)
        if fence:
            closed = mark is not None and mark[1].startswith(fence) and not words.strip().strip("`~")
            fence = "" if closed else fence
            yield Line(LineKind.BLANK if closed else LineKind.CODE, start, end)
        elif mark is not None and _fence_closes(text, end, mark[1]):
            fence = mark[1]
            yield Line(LineKind.BLANK, start, end)
        else:
            yield _line(words, start, end)


def _fence_closes(text: str, at: int, mark: str) -> bool:
    """An unclosed fence would turn all that follows into code: then it is words."""
    return re.compile(rf"^[ \t]{{0,3}}{re.escape(mark)}", re.M).search(text, at) is not None


def _line(words: str, start: int, end: int) -> Line:
    quote = _QUOTE.match(words)
    offset = quote.end() if quote else 0
    words = words[offset:]
    hard = words.endswith(("  ", "\\")) and bool(words.strip())
    if not words.strip():
        return Line(LineKind.BLANK, start, end)
    if _RULE.match(words):
        return Line(LineKind.RULE, start, end)
    heading = _ATX.match(words)
    if heading:
        return Line(
            LineKind.HEADING, start + offset + heading.start(2), start + offset + heading.end(2), len(heading[1])
        )
    bullet = _BULLET.match(words)
    if bullet:
        return Line(LineKind.ITEM, start + offset + bullet.end(), end, hard=hard)
    if _NUMBERED.match(words):
        return Line(LineKind.ITEM, start + offset, end, hard=hard)
    return Line(LineKind.TEXT, start + offset, end - words.endswith("\\"), hard=hard)


def _with_neighbours(text: str, lines: list[Line]) -> Iterator[Line]:
    in_table = False
    for index, line in enumerate(lines):
        after = lines[index + 1] if index + 1 < len(lines) else None
        before = lines[index - 1] if index else None
        words = text[line.start : line.end]
        if line.kind is LineKind.TEXT and "|" in words and (in_table or _delimits(text, after, words)):
            in_table = True
            yield line._replace(kind=LineKind.RULE if _DELIMITER.match(words) and "-" in words else LineKind.ROW)
            continue
        in_table = in_table and line.kind is LineKind.RULE
        level = _underlined(text, before, line, after) if line.kind is LineKind.TEXT else 0
        if level:
            yield line._replace(kind=LineKind.HEADING, level=level)
        elif _is_underline(text, line) and before is not None and before.kind is LineKind.TEXT:
            yield line._replace(kind=LineKind.RULE)
        else:
            yield line


def _delimits(text: str, after: Line | None, words: str) -> bool:
    if after is None or after.kind not in (LineKind.TEXT, LineKind.RULE):
        return False
    row = text[after.start : after.end]
    return bool(_DELIMITER.match(row)) and ("|" in row or words.count("|") == 0)


def _is_underline(text: str, line: Line) -> bool:
    return line.kind in (LineKind.TEXT, LineKind.RULE) and bool(_UNDERLINE.match(text[line.start : line.end]))


def _underlined(text: str, before: Line | None, line: Line, after: Line | None) -> int:
    """The level of a paragraph of one line with ``===`` (1) or ``---`` (2) right below; else 0."""
    if after is None or (before is not None and before.kind is LineKind.TEXT) or _is_underline(text, line):
        return 0
    if not _is_underline(text, after):
        return 0
    return 1 if "=" in text[after.start : after.end] else 2
