"""Chinese sentences: they end at 。！？… outside quotes and brackets, and at line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanlan.text.span import Found

# What a pair encloses is passed over as one; 400 characters are more than any quotation or bracket that people read as
# one, and bound what an opening mark without its partner costs
_PAIRS = "|".join(
    f"{opening}[^{opening}{closing}\n]{{0,400}}{closing}" for opening, closing in ("“”", "‘’", "《》", "「」", "【】")
)
_BRACKETS = "（(?:[^（）\n]|（[^（）\n]{0,200}）){0,400}）"
_MARK = re.compile(f"(?P<pair>{_PAIRS}|{_BRACKETS})|(?P<end>[。！？!?…]+)|\n")
_QUOTES = frozenset("“‘「")
_ENDS = frozenset("。！？!?…")
_RUNS_ON = ("，", "、", "；", "的")
_WORD = re.compile(r"\w")
_NO_BLANK = re.compile(r"\S")


def find_sentences(text: str, context: object = None) -> Iterator[Found[str]]:
    """Every sentence with its end mark and closing quotes, without blanks around it.

    >>> [found.value for found in find_sentences("他称“不行。算了！”后离开。次日，公司停业。")]
    ['他称“不行。算了！”后离开。', '次日，公司停业。']
    """
    start = 0
    for end in _ends(text):
        first = _NO_BLANK.search(text, start, end)
        if first is not None and _WORD.search(text, first.start(), end):
            words = text[first.start() : end].rstrip()
            yield Found(first.start(), first.start() + len(words), words)
        start = end


def _ends(text: str) -> Iterator[int]:
    for mark in _MARK.finditer(text):
        if mark["pair"] is None or _is_whole_speech(text, mark):
            yield mark.end()
    yield len(text)


def _is_whole_speech(text: str, pair: re.Match[str]) -> bool:
    """他说：“已经查明。”  Direct speech that ends with an end mark ends the sentence, unless it runs on."""
    if pair[0][0] not in _QUOTES or pair[0][-2] not in _ENDS:
        return False
    start = pair.start()
    return text[start - 1 : start] in (":", "：") and not text.startswith(_RUNS_ON, pair.end())
