"""What moved between articles that are not each other's successors: items that went elsewhere, articles merged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.law.article_features import Comparison, Features, likely_pairs
from guanlan.text.numerals import parse_number

_EXPLAINED = 0.5  # so much of a line must stand in the article's own successor for it not to have moved
# Measured on 网络安全法 2016 → 2025: lines that moved have 0.74 and more, others that share phrases 0.55 and less
_MOVED = 0.6
# Two lines that punish the breach of the same articles, in the numbers of their versions, need less in common; lines
# that speak of quite other articles need more, and so do those that went into a line that has its own origin
_SAME_ARTICLES = 0.35
_TAKEN_IN = 0.75
_TAKEN_NEW = 0.3  # of what went into such a line, so much must be new there, else it only says what it always said
_SHORTEST = 12  # characters; 有下列行为之一的 says nothing that could move

_NUMERAL = "[0-9〇零一二三四五六七八九十百千]+"
_CITED = re.compile(
    f"本[法条例规定办]+((?:第{_NUMERAL}条(?:之{_NUMERAL})?(?:第{_NUMERAL}[款项])*(?:至|、|和|或者|或)?)+)"
)
_ARTICLE = re.compile(f"第({_NUMERAL})条(?:之({_NUMERAL}))?(?:第{_NUMERAL}[款项])*(至)?")


class Link(NamedTuple):
    """Old article ``old`` became new article ``new`` (places, not numbers), whole or in part."""

    old: int
    new: int
    similarity: float
    is_part: bool


class _Line(NamedTuple):
    article: int
    features: Features
    cited: frozenset[str]
    rest: Features | None  # what does not stand in the article's own successor; None where little of the line does


def moved_parts(
    old: Sequence[str],
    new: Sequence[str],
    whole: Sequence[Link],
    comparison: Comparison,
    numbers: Mapping[str, str],
) -> list[Link]:
    """The links by lines of ``old`` or ``new`` that ``whole`` does not explain. ``numbers`` are old → new."""
    successor = {link.old: link.new for link in whole}
    origin = {link.new: link.old for link in whole}
    before, after = comparison.features[: len(old)], comparison.features[len(old) :]
    gone = [
        line._replace(cited=frozenset(numbers.get(one, "-" + one) for one in line.cited))
        for line in _lines(old, before, {first: after[second] for first, second in successor.items()}, comparison)
    ]
    come = list(_lines(new, after, {first: before[second] for first, second in origin.items()}, comparison))
    best: dict[tuple[int, int], float] = {}
    for first, second in likely_pairs([line.features for line in gone], [line.features for line in come]):
        one, other = gone[first], come[second]
        if successor.get(one.article) == other.article or (one.rest and other.rest):
            continue
        share = _share(one, other, comparison)
        if share is not None:
            at = (one.article, other.article)
            best[at] = max(best.get(at, 0.0), share)
    return [Link(first, second, share, is_part=True) for (first, second), share in sorted(best.items())]


def _lines(
    texts: Sequence[str], articles: Sequence[Features], partners: Mapping[int, Features], comparison: Comparison
) -> Iterator[_Line]:
    """The lines of articles; those that go on whole say nothing of parts."""
    for index, text in enumerate(texts):
        partner = partners.get(index)
        if partner is not None and partner.bare == articles[index].bare:
            continue
        for line in text.splitlines():
            features = comparison.of(line)
            if len(features.bare) < _SHORTEST:
                continue
            stays = partner is not None and comparison.containment(features, partner) >= _EXPLAINED
            rest = comparison.without(features, partner) if stays and partner is not None else None
            yield _Line(index, features, frozenset(_articles_cited(line)), rest)


def _share(one: _Line, other: _Line, comparison: Comparison) -> float | None:
    """How much of the line that moved stands in the other, where that is enough.

    Of two lines that both moved, the shorter one; a line that stayed can only have taken the other in.
    """
    moved, target = one, other
    if one.rest or (not other.rest and other.features.weight < one.features.weight):
        moved, target = other, one
    share = comparison.containment(moved.features, target.features)
    needed = _TAKEN_IN if target.rest else _MOVED
    if target.rest and comparison.containment(moved.features, target.rest) < _TAKEN_NEW:
        return None
    if one.cited and other.cited:
        common = len(one.cited & other.cited) / len(one.cited | other.cited)
        if common >= _MOVED and not target.rest:
            needed = _SAME_ARTICLES
        elif not common:
            needed = _TAKEN_IN
    return share if share >= needed else None


def _articles_cited(line: str) -> Iterator[str]:
    """The numbers of the articles of the same law that a line cites; every one of a range."""
    for cited in _CITED.finditer(line):
        begun: int | None = None
        for article in _ARTICLE.finditer(cited[1]):
            number = _count(article[1])
            if begun is not None:
                yield from map(str, range(begun + 1, min(number, begun + 100)))
            yield f"{number}-{_count(article[2])}" if article[2] else str(number)
            begun = number if article[3] else None


def _count(numeral: str) -> int:
    try:
        return int(parse_number(numeral).value)
    except InputError:
        return 0
