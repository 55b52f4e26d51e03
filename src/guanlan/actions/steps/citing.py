"""Who cites what: the laws that a document's words name, with the articles, as edges from its passages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from guanlan.law.context import given_names
from guanlan.law.names import key_of
from guanlan.text.citations import find_citations
from guanlan.text.provisions import Provision

LAST = 99_999_999  # an article behind every other


class Edge(NamedTuple):
    """Passage ``number`` cites ``name`` at ``start`` to ``end`` of its words: articles ``first`` to ``last``, or 0."""

    number: int
    name: str
    first: int
    last: int
    start: int
    end: int


def article_number(article: str) -> int:
    """An article as a number that sorts: "21" before "21-1" before "22"; 0 for one that is no number.

    >>> article_number("21"), article_number("21-1")
    (2100000, 2101000)
    """
    whole, _, rest = article.partition("-")
    second, _, third = rest.partition("-")
    parts = [part or "0" for part in (whole, second, third)]
    if not all(part.isdecimal() and part.isascii() for part in parts):
        return 0
    high, middle, low = (int(part) for part in parts)
    number = high * 100_000 + middle * 1_000 + low
    return number if high and middle < 100 and low < 1_000 and number < LAST else 0


def edges_of(passages: Sequence[str]) -> Iterator[Edge]:
    """The citations in the words of a document's passages, in order. A short name that the document gives itself
    (以下简称《条例》) counts as what it stands for."""
    text = "\n".join(passages)
    starts = [0]
    for words in passages[:-1]:
        starts.append(starts[-1] + len(words) + 1)
    given: Mapping[str, str] | None = None
    for found in find_citations(text):
        if given is None:  # looked for only where there is something to look up
            given = {key_of(short): full for short, full in given_names(text).items()}
        index = bisect_right(starts, found.start) - 1
        start, end = found.start - starts[index], min(found.end - starts[index], len(passages[index]))
        name = key_of(found.value.law)
        name = key_of(given[name]) if name in given else name
        if not name:
            continue
        ranges = [(_number(one.first), _number(one.last)) for one in found.value.provisions] or [(0, 0)]
        for first, last in dict.fromkeys(ranges):
            yield Edge(index, name[:600], min(first, last), max(first, last), start, end)


def _number(provision: Provision) -> int:
    return article_number(provision.article) if provision.article else 0
