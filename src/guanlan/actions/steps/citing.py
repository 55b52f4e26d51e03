"""Who cites what: the laws that a document's words name, with the articles, as edges from its passages."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from guanlan.law.context import Near, find_references, given_names
from guanlan.law.names import key_of
from guanlan.text.citations import Citation, find_citations
from guanlan.text.provisions import Provision, ProvisionRange
from guanlan.text.span import Found

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


def edges_of(passages: Sequence[str], own: str = "") -> Iterator[Edge]:
    """The citations in the words of a document's passages, in order of the text.

    A short name that the document gives itself (以下简称《条例》) counts as what it stands for, 本法第五条 as article 5
    of the document's own title ``own``, and 该法第五条 as that of the law named before it.
    """
    text = "\n".join(passages)
    starts = [0]
    for words in passages[:-1]:
        starts.append(starts[-1] + len(words) + 1)
    citations = list(find_citations(text))
    given = {key_of(short): full for short, full in given_names(text).items()} if citations else {}
    for start, end, law, provisions in sorted(_cited(text, citations, own), key=lambda one: one[:2]):
        number = bisect_right(starts, start) - 1
        name = key_of(law)
        name = (key_of(given[name]) if name in given else name)[:600]
        last_place = min(end - starts[number], len(passages[number]))
        ranges = [(_number(one.first), _number(one.last)) for one in provisions] or [(0, 0)]
        for first, last in dict.fromkeys(ranges):
            if name:
                yield Edge(number, name, min(first, last), max(first, last), start - starts[number], last_place)


def _cited(
    text: str, citations: Sequence[Found[Citation]], own: str
) -> Iterator[tuple[int, int, str, tuple[ProvisionRange, ...]]]:
    for found in citations:
        yield found.start, found.end, found.value.law, found.value.provisions
    for near in find_references(text, citations=citations):
        law = own if near.value.near is Near.OWN else near.value.law
        if law and near.value.provisions:
            yield near.start, near.end, law, near.value.provisions


def _number(provision: Provision) -> int:
    return article_number(provision.article) if provision.article else 0
