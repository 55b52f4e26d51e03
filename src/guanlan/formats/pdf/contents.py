"""Lines of a contents list: words, leaders, a page number."""

from __future__ import annotations

import re

# leaders as characters: full stops with or without blanks, ellipses, middle dots
_LEADER = re.compile(r"\s*(?:[.．·•]\s?){5,}|\s*(?:[…⋯‥]\s?){3,}")
_NUMBER = r"(?:\d{1,4}|[ivxlcIVXLC]{1,6})"
_LED = re.compile(rf".*?(?:(?:[.．·•]\s?){{5,}}|(?:[…⋯‥]\s?){{3,}})\s*{_NUMBER}?\s*")
# in a list, a title may fill its line so that a dot, a tab or a blank is all that stands before the number
_ENTRY = re.compile(rf"\S.*?(?P<gap>\s*\t\s*|(?:\s+[.．·•…]){{1,4}}\s*|\s+)(?P<number>{_NUMBER})\s*")


def is_led(words: str) -> bool:
    """Whether a line ends in leaders, as no line of a text does.

    >>> is_led("一、总则 . . . . . . . . 3"), is_led("共 3 条……")
    (True, False)
    """
    return bool(_LED.fullmatch(words))


def is_entry(words: str) -> bool:
    """Whether a line that reaches the edge of a contents list is an entry with its number.

    >>> is_entry("（五）责任考核年终检查 33"), is_entry("相关情况")
    (True, False)
    """
    return is_led(words) or bool(_ENTRY.fullmatch(words))


def plain(words: str) -> str:
    """An entry with one tab for its leaders.

    >>> plain("一、总则 . . . . . . . . 3"), plain("责任考核年终检查 . 33")
    ('一、总则\\t3', '责任考核年终检查\\t33')
    """
    if _LEADER.search(words):
        return _LEADER.sub("\t", words, count=1).strip()
    entry = _ENTRY.fullmatch(words)
    return words[: entry.start("gap")] + "\t" + entry["number"] if entry else words
