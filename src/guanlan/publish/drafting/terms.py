"""The terms of the trade as a table: which words name a subject, and under which theme a guide puts it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

TABLE = "terms.tsv"


class Term(NamedTuple):
    """``word`` as it stands in texts; ``theme`` the 方面 of a guide; ``weight`` how telling it is as a keyword."""

    word: str
    theme: str
    weight: int


@cache
def terms() -> tuple[Term, ...]:
    """The table, in its order: where two themes are equally borne, the earlier is taken."""
    found: list[Term] = []
    table = (files("guanlan.publish.drafting") / "tables" / TABLE).read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            word, theme, weight, _ = line.split("\t")
            found.append(Term(word, theme, int(weight)))
    return tuple(found)


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
