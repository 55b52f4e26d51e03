"""The terms of the trade as a table: which words name a subject, and under which theme a guide puts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from guanlan.text.tables_reading import table_rows

TABLE = "terms"


class Term(NamedTuple):
    """``word`` as it stands in texts; ``theme`` the 方面 of a guide; ``weight`` how telling it is as a keyword."""

    word: str
    theme: str
    weight: int


@cache
def terms() -> tuple[Term, ...]:
    """The table, in its order: where two themes are equally borne, the earlier is taken."""
    rows = table_rows(TABLE, "guanlan.publish.drafting")
    return tuple(Term(word, theme, int(weight)) for word, theme, weight, _ in rows)


def theme_of(title: str, text: str) -> str | None:
    """The theme that title and text bear most, the title counting three times; None where they bear none.

    >>> theme_of("某省发布《公共数据授权运营管理办法》", "公共数据授权运营应当依法开展。")
    '公共数据资源开发利用'
    """
    borne: Counter[str] = Counter()
    for term in terms():
        borne[term.theme] += term.weight * (3 * title.count(term.word) + min(text.count(term.word), 3))
    theme, weight = max(borne.items(), key=lambda one: one[1])
    return theme if weight else None


def keywords(texts: Iterable[tuple[str, str]], most: int) -> tuple[str, ...]:
    """At most ``most`` terms that the entries (title, text) really bear, those of most entries first.

    A term inside a longer chosen one is left out.
    """
    pairs = list(texts)
    ranked: list[tuple[int, int, str]] = []
    for order, term in enumerate(terms()):
        borne = sum(3 * (term.word in title) + (term.word in text) for title, text in pairs)
        if borne:
            ranked.append((-borne * term.weight, order, term.word))
    chosen: list[str] = []
    for _, _, word in sorted(ranked):
        if len(chosen) < most and not any(word in other or other in word for other in chosen):
            chosen.append(word)
    return tuple(chosen)
