"""What is different between two versions, by article and by word, as records, text and HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from guanlan.law.align import Pair, Passage


class Edit(StrEnum):
    """What happens to a run of characters."""

    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"


class Run(msgspec.Struct, frozen=True):
    """Characters that stay, go or come."""

    edit: Edit
    words: str


class ArticleDiff(msgspec.Struct, frozen=True):
    """An article of the old and of the new version (either may be none), and the runs from the one to the other."""

    pair: Pair
    runs: tuple[Run, ...]


def diff_words(old: str, new: str) -> tuple[Run, ...]:
    """The runs from ``old`` to ``new``. Numerals, Latin words and figures are never cut."""
    raise NotImplementedError


def diff_articles(old: Sequence[Passage], new: Sequence[Passage]) -> tuple[ArticleDiff, ...]:
    """The differences of two versions, article by article, in the order of the new one."""
    raise NotImplementedError


def diff_text(articles: Iterable[ArticleDiff], *, unchanged: bool = False) -> str:
    """The differences as plain text: [-gone-]{+come+}. Articles without change only with ``unchanged``."""
    raise NotImplementedError


def diff_html(articles: Iterable[ArticleDiff], *, unchanged: bool = False) -> str:
    """The differences as a self-contained HTML fragment with ins and del, readable without colour and aloud."""
    raise NotImplementedError
