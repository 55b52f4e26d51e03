"""Reports about one real thing → one development, whatever the order they came in.

Pairs that share a blocking key are compared; each likeness has a strength. The strongest links are made first, unless
an editor or the facts hold two tellings apart, so neither the order of the tellings nor that of the pairs matters.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.extract.likeness import Features
from guanlan.records.development import Development, Join, Telling

_CROWD = 60  # of a key that more tellings share (a formula, news that all reprint), only neighbours are compared
_COPY = 0.5  # share of common shingles: copies with another head and foot keep more than half
_HEADLINE = 0.72  # likeness of headlines of one thing by two desks; two things of one series are told by their numbers
_AMOUNTS = 2  # figures in common beside organ and day
_NEAR = datetime.timedelta(days=5)  # colleagues forward within a working week
_MONTH = datetime.timedelta(days=31)  # the same instrument later than this is another event of its life

_STRENGTH = {
    "merging.editor": 6,
    "merging.link": 5,
    "merging.document": 4,
    "merging.copy": 4,
    "merging.instrument": 3,
    "merging.amounts": 2,
    "merging.headline": 1,
}


class _Link(NamedTuple):
    first: str
    second: str
    reason: str
    shared: str


def cluster(
    tellings: Iterable[Telling],
    *,
    must_link: Iterable[tuple[str, str]] = (),
    cannot_link: Iterable[tuple[str, str]] = (),
) -> tuple[Development, ...]:
    """The developments that ``tellings`` tell of, each with its reasons, ordered by key.

    ``must_link`` and ``cannot_link`` are pairs of telling keys that an editor joined or split; they are obeyed, and
    ``InputError("merging.contradiction")`` is raised where they contradict one another. Keys that are not among the
    tellings are passed over.
    """
    known = {telling.key: Features(telling) for telling in sorted(tellings, key=lambda one: one.key)}
    apart = {frozenset(pair) for pair in cannot_link}
    clusters = _Clusters(known, apart)
    for first, second in sorted(tuple(sorted(pair)) for pair in must_link):
        if first in known and second in known and first != second:
            clusters.join(_Link(first, second, "merging.editor", ""), strictly=True)
    for link in sorted(_links(known), key=lambda one: (-_STRENGTH[one.reason], one)):
        clusters.join(link)
    return tuple(sorted(clusters.developments(), key=lambda one: one.key))


class _Clusters:
    """Who is with whom so far, and by which links."""

    def __init__(self, known: dict[str, Features], apart: set[frozenset[str]]) -> None:
        self.known = known
        self.apart = apart
        self.vouched: set[str] = set()  # joined by an editor: what the facts say of them holds nobody apart
        self.home = {key: key for key in known}
        self.members: dict[str, list[str]] = {key: [key] for key in known}
        self.links: dict[str, list[_Link]] = {key: [] for key in known}

    def join(self, link: _Link, *, strictly: bool = False) -> None:
        """Brings two clusters together unless something holds them apart; ``strictly``: only an editor's word does."""
        first, second = self.home[link.first], self.home[link.second]
        if first == second:
            self.links[first].append(link)
            return
        for one in self.members[first]:
            for other in self.members[second]:
                if frozenset((one, other)) in self.apart:
                    if strictly:
                        raise InputError("merging.contradiction", first=one, second=other)
                    return
                vouched = strictly or one in self.vouched or other in self.vouched
                if not vouched and _repel(self.known[one], self.known[other]):
                    return
        if strictly:
            self.vouched |= {link.first, link.second}
        kept, lost = min(first, second), max(first, second)
        for key in self.members[lost]:
            self.home[key] = kept
        self.members[kept] += self.members.pop(lost)
        self.links[kept] += [*self.links.pop(lost), link]

    def developments(self) -> Iterator[Development]:
        """Each cluster as a development, the leading telling first."""
        for home, keys in self.members.items():
            features = sorted((self.known[key] for key in keys), key=_precedence)
            born = min(features, key=lambda one: (one.telling.origin.published or "9999", one.key))
            joins = sorted(set(self.links[home]))
            yield Development(born.key, tuple(one.telling for one in features), tuple(Join(*link) for link in joins))


def _precedence(features: Features) -> tuple[object, ...]:
    """The authority's own news first, then its other texts, then copies; digests and explanations stand behind."""
    origin, report = features.telling.origin, features.report
    return (
        not origin.authority,
        report.number is not None,
        features.explains,
        features.is_full_text,
        "甲乙丙丁戊".find(origin.grade),
        origin.published or "9999",
        -sum(len(one.words.text) for one in report.paragraphs),
        features.key,
    )


def _links(known: dict[str, Features]) -> Iterator[_Link]:
    blocks: defaultdict[tuple[str, object], list[str]] = defaultdict(list)
    for key, features in known.items():
        for block in set(features.blocks()):
            blocks[block].append(key)
    pairs: set[tuple[str, str]] = set()
    for keys in blocks.values():
        met = sorted(keys)
        pairs.update(combinations(met, 2) if len(met) <= _CROWD else pairwise(met))
    for first, second in sorted(pairs):
        link = _likeness(known[first], known[second])
        if link is not None:
            yield _Link(first, second, *link)


def _likeness(one: Features, other: Features) -> tuple[str, str] | None:
    """The strongest reason why two tellings are about one thing, with the words they share; None where none holds."""
    if _repel(one, other):
        return None
    if one.report.link and one.report.link == other.report.link:
        return "merging.link", one.report.link
    documents = one.documents & other.documents
    if documents and one.tells_of_instrument and other.tells_of_instrument:
        return "merging.document", min(documents)
    titles = one.titles & other.titles
    if titles and one.tells_of_instrument and other.tells_of_instrument and _within(one, other, _MONTH):
        return "merging.instrument", min(titles)[0]
    if not _within(one, other, _NEAR):
        return None
    return _by_words(one, other)


def _by_words(one: Features, other: Features) -> tuple[str, str] | None:
    """Likeness of tellings of the same days: copied text, the same figures of the same organ, like headlines."""
    least = min(len(one.shingles), len(other.shingles))
    if least and len(one.shingles & other.shingles) >= _COPY * least:
        return "merging.copy", one.report.headline.text
    amounts = one.amounts & other.amounts
    if one.organs & other.organs and len(amounts) >= _AMOUNTS and _same_numbers(one, other):
        return "merging.amounts", "、".join(sorted(value + unit for value, unit in amounts))
    both = len(one.grams) + len(other.grams)
    if both and 2 * len(one.grams & other.grams) >= _HEADLINE * both and _same_numbers(one, other):
        return "merging.headline", one.report.headline.text
    return None


def _same_numbers(one: Features, other: Features) -> bool:
    """No headline has a number that the other's contradicts."""
    return one.numbers == other.numbers or not one.numbers or not other.numbers


def _within(one: Features, other: Features, days: datetime.timedelta) -> bool:
    return one.day is None or other.day is None or abs(one.day - other.day) <= days


def _repel(one: Features, other: Features) -> bool:
    """Whether two tellings cannot be about one thing: items of one digest, other documents, other places."""
    if one.telling.origin.release == other.telling.origin.release:
        return True
    if one.tells_of_instrument and other.tells_of_instrument and not one.titles & other.titles:
        return True
    here, there = one.facts.jurisdiction.value, other.facts.jurisdiction.value
    return bool(here and there) and not set((here or "").split("|")) & set((there or "").split("|"))
