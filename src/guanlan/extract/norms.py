"""Which titles name norms, and which short title stands for which long one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guanlan.text.title_types import is_norm, title_words

__all__ = ["is_norm", "is_short", "law_key", "long_title", "same_law"]

_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_REPUBLIC = "中华人民共和国"
_SHORT = 7  # 《暂行管理办法》 is the longest short title met; a longer one is a name of its own


def long_title(name: str, others: Iterable[str]) -> str:
    """The title of ``others`` that ``name`` is short for (《总办法》 of 《某市总办法》), else ``name``.

    >>> long_title("办法", ["某市数据管理办法（试行）"])
    '某市数据管理办法（试行）'
    """
    if len(name) > _SHORT:
        return name
    for other in others:
        bare = _BRACKET.sub("", other)
        if other != name and len(bare) > len(name) and bare.endswith(name) and bare != _REPUBLIC + name:
            return other
    return name


def is_short(name: str) -> bool:
    """Whether ``name`` is nothing but a sort of norm (《办法》, 《暂行规定》) and so names none by itself."""
    return (
        re.fullmatch(f"(?:暂行|试行|若干|管理|实施|指导|行政|征求|修订|新|本)*(?:{'|'.join(title_words())})?", name)
        is not None
    )


def same_law(name: str, other: str) -> bool:
    """Whether the two differ at most by 中华人民共和国 before the name, blanks and the kind of quotes."""
    return law_key(name) == law_key(other)


def law_key(name: str) -> str:
    """What is equal for names of the same law."""
    return re.sub(r"[\s—\-–－“”\"《》〈〉]", "", name).removeprefix(_REPUBLIC)
