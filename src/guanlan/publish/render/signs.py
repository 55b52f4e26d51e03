"""Text as every format can hold it."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u1680\u2000-\u200a\u2028\u2029\u202f\u205f]+")
# no characters; and signs that show nothing but turn, join or part what others show
_NEVER = re.compile(
    r"[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufe00-\ufe0f\U000e0000-\U000e01ef]"
)


def printed(text: str) -> str:
    """Text that every format can hold: control characters and odd blanks are blanks, what shows nothing is left out.

    >>> printed(" 甲\\x0c乙\\x00 ")
    '甲 乙'
    """
    return _NEVER.sub("", _CONTROL.sub(" ", text)).strip()
