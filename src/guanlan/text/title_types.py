"""What a title names, by its last word: 办法 is a norm, 学报 is none."""

from __future__ import annotations

import re
from functools import cache

from guanlan.text.tables_reading import table_rows

_BRACKET = re.compile(r"[（(][^（）()]*[）)]$")
_PART = re.compile("第[0-9一二三四五六七八九十]+部分")


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


def title_words() -> tuple[str, ...]:
    """The last words of titles that the table knows, norms and others."""
    return tuple(_types()[0])


@cache
def _types() -> tuple[dict[str, bool], int, tuple[str, ...]]:
    """Last word → whether a norm; the longest of them; the first words of series of standards."""
    rows = [cells[:2] for cells in table_rows("title_types")]
    kinds = {word: kind == "norm" for word, kind in rows if kind != "series"}
    return kinds, max(map(len, kinds)), tuple(word for word, kind in rows if kind == "series")
