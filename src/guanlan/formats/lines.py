"""Lines of a text, without altering it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanlan.records.reading import Page

# every character at which str.splitlines() ends a line
BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{BREAKS}]*[^{BREAKS}\\s\ufeff\u200b][^{BREAKS}]*")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the white space at its edges; empty where there is nothing else.

    >>> trimmed("　第一条 ", 0, 5)
    (1, 4)
    """
    words = text[start:end]
    inner = words.strip(" \t\u3000\u00a0\ufeff\u200b\r\n")
    if not inner.strip():
        return start, start
    begin = start + words.index(inner)
    return begin, begin + len(inner)


def lines(text: str) -> Iterator[tuple[int, int]]:
    """The spans of all lines that hold words, without their indentation."""
    for found in _LINE.finditer(text):
        start, end = trimmed(text, found.start(), found.end())
        if end > start:
            yield start, end


def pages_by_form_feed(text: str) -> tuple[Page, ...]:
    """Pages where form feeds part them (as converters of PDF write); none where there are no form feeds."""
    if "\x0c" not in text:
        return ()
    pages: list[Page] = []
    start = 0
    for number, words in enumerate(text.split("\x0c"), 1):
        pages.append(Page(number, start, start + len(words)))
        start += len(words) + 1
    return tuple(page for page in pages if page.end > page.start)
