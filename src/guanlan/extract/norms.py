"""Which titles name norms, and which short title stands for which long one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from guanlan.text.tables_reading import table_rows

_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_PART = re.compile("第[0-9一二三四五六七八九十]+部分")
_REPUBLIC = "中华人民共和国"
_SHORT = 7  # 《暂行管理办法》 is the longest short title met; a longer one is a name of its own


def is_norm(name: str) -> bool | None:
    """Whether ``name`` (as inside 《》) is a norm by its last word; None where the word is not known.

    >>> is_norm("某某管理办法（2024年版）"), is_norm("某某学报"), is_norm("某某助手")
    (True, False, None)
    """
    bare = name
    while (bracket := _BRACKET.search(bare)) and bracket.start():
        bare = bare[: bracket.start()]
    kinds, longest, series = _types()
    if _PART.search(bare) or bare.startswith(series):
        return True
    for length in range(min(longest, len(bare)), 0, -1):
        kind = kinds.get(bare[-length:])
        if kind is not None:
            return kind
    return None


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
        re.fullmatch(f"(?:暂行|试行|若干|管理|实施|指导|行政|征求|修订|新|本)*(?:{'|'.join(_types()[0])})?", name)
        is not None
    )


def same_law(name: str, other: str) -> bool:
    """Whether the two differ at most by 中华人民共和国 before the name, blanks and the kind of quotes."""
    return law_key(name) == law_key(other)


def law_key(name: str) -> str:
    """What is equal for names of the same law."""
    return re.sub(r"[\s—\-–－“”\"《》〈〉]", "", name).removeprefix(_REPUBLIC)


@cache
def _types() -> tuple[dict[str, bool], int, tuple[str, ...]]:
    """Last word → whether a norm; the longest of them; the first words of series of standards."""
    rows = [cells[:2] for cells in table_rows("title_types", "guanlan.extract")]
    kinds = {word: kind == "norm" for word, kind in rows if kind != "series"}
    return kinds, max(map(len, kinds)), tuple(word for word, kind in rows if kind == "series")
