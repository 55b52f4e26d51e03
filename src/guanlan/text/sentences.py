"""Chinese sentences: they end at 。！？… outside quotes and brackets, and at line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanlan.text.span import Found

# Everything that opens, closes or ends; an opened quote or bracket that its line never closes encloses nothing
_MARKS = re.compile("[“”‘’（）《》「」『』【】。！？!?…\n]")
_CLOSES = {"“": "”", "‘": "’", "（": "）", "《": "》", "「": "」", "『": "』", "【": "】"}
_CLOSERS = frozenset(_CLOSES.values())
_ENDS = frozenset("。！？!?…")
_QUOTES = frozenset("“‘「『")
_RUNS_ON = ("，", "、", "；", "的")
_DEPTH = 8  # how many unclosed marks are looked through for the partner of a closing one; texts nest three deep at most
_NO_BLANK = re.compile(r"\S")


def find_sentences(text: str, context: object = None) -> Iterator[Found[str]]:
    """Every sentence with its end mark and closing quotes, without blanks around it.

    >>> [found.value for found in find_sentences("他称“不行。算了！”后离开。次日，公司停业。")]
    ['他称“不行。算了！”后离开。', '次日，公司停业。']
    """
    start = 0
    for end in _ends(text):
        first = _NO_BLANK.search(text, start, end)
        start, begin = end, first.start() if first else end
        words = text[begin:end].rstrip()
        if words and any(sign.isalnum() for sign in words):
            yield Found(begin, begin + len(words), words)


def _ends(text: str) -> Iterator[int]:
    """Where sentences end, line by line."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield from _ends_in_line(text, start, end)
        yield end
        start = end + 1


def _ends_in_line(text: str, start: int, end: int) -> Iterator[int]:
    marks = [(found.start(), found[0]) for found in _MARKS.finditer(text, start, end)]
    partner = _pairs(marks)
    enclosed_until = -1
    for index, (at, sign) in enumerate(marks):
        if index in partner:
            closing = marks[partner[index]][0]
            if index >= enclosed_until and _is_whole_speech(text, at, closing):
                yield closing + 1
            enclosed_until = max(enclosed_until, partner[index])
        elif sign in _ENDS and index > enclosed_until and text[at + 1 : at + 2] not in _ENDS:
            yield at + 1


def _is_whole_speech(text: str, opening: int, closing: int) -> bool:
    """他说：“已经查明。”  Direct speech that ends with an end mark ends the sentence, unless it runs on."""
    if text[opening] not in _QUOTES or text[opening - 1 : opening] not in (":", "："):
        return False
    return text[closing - 1] in _ENDS and not text.startswith(_RUNS_ON, closing + 1)


def _pairs(marks: list[tuple[int, str]]) -> dict[int, int]:
    """Opening mark → the mark that closes it, by index."""
    partner: dict[int, int] = {}
    opened: list[int] = []
    for index, (_, sign) in enumerate(marks):
        if sign in _CLOSES:
            opened.append(index)
        elif sign in _CLOSERS:
            for back in range(len(opened) - 1, max(len(opened) - 1 - _DEPTH, -1), -1):
                if _CLOSES[marks[opened[back]][1]] == sign:
                    partner[opened[back]] = index
                    del opened[back:]
                    break
    return partner
