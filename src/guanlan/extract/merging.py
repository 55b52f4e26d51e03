"""Reports about one real thing → one development, whatever the order they came in.

Pairs that share a key are compared (``blocking``, ``comparing``). The strongest links are made first, unless an editor
or the facts hold two tellings apart, so neither the order of the tellings nor that of the pairs matters. What is linked
by no way cannot touch one another: each connected part may be done alone, with the same result (``parts``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.extract.blocking import neighbours
from guanlan.extract.comparing import apart, likeness, strength
from guanlan.extract.likeness import mark_of
from guanlan.records.development import Development, Join, Telling
from guanlan.records.mark import Mark

EDITOR = "merging.editor"
Pair = tuple[str, str]


class Group(NamedTuple):
    """Tellings of one thing by their keys, the leading one first; ``born`` is the one first published."""

    keys: tuple[str, ...]
    born: str
    joins: tuple[Join, ...]


def cluster(
    tellings: Iterable[Telling], *, must_link: Iterable[Pair] = (), cannot_link: Iterable[Pair] = ()
) -> tuple[Development, ...]:
    """The developments that ``tellings`` tell of, each with its reasons, ordered by key.

    ``must_link`` and ``cannot_link`` are pairs of telling keys that an editor joined or split; they are obeyed, and
    ``InputError("merging.contradiction")`` is raised where they contradict one another. Keys that are not among the
    tellings are passed over.
    """
    known = {telling.key: telling for telling in tellings}
    marks = {key: mark_of(telling) for key, telling in known.items()}
    groups = gather(marks, links_of(marks.values()), must_link=must_link, cannot_link=cannot_link)
    return tuple(
        Development(group.born, tuple(known[key] for key in group.keys), group.joins)
        for group in sorted(groups, key=lambda one: one.born)
    )


def links_of(marks: Iterable[Mark]) -> Iterator[Join]:
    """The links between tellings that are alike, in the order of their keys."""
    found = []
    for one, other in neighbours(tuple(marks)):
        first, second = sorted((one, other), key=lambda mark: mark.key)
        if (why := likeness(first, second)) is not None:
            found.append(Join(first.key, second.key, why.reason, why.shared))
    yield from sorted(found, key=lambda link: (link.first, link.second))


def gather(
    marks: Mapping[str, Mark],
    links: Iterable[Join],
    *,
    must_link: Iterable[Pair] = (),
    cannot_link: Iterable[Pair] = (),
) -> tuple[Group, ...]:
    """The groups that the links make of the tellings, ordered by their first published."""
    clusters = _Clusters(marks, {frozenset(pair) for pair in cannot_link})
    for first, second in sorted({(min(pair), max(pair)) for pair in must_link}):
        if first in marks and second in marks and first != second:
            clusters.join(Join(first, second, EDITOR), strictly=True)
    known = (link for link in links if link.first in marks and link.second in marks)
    for link in sorted(known, key=lambda one: (-strength(one.reason), one.first, one.second, one.reason, one.shared)):
        clusters.join(link)
    return tuple(sorted(clusters.groups(), key=lambda one: one.born))


def parts(keys: Iterable[str], pairs: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """The connected parts that the pairs make of the keys: what is in one part never depends on another."""
    home: dict[str, str] = {key: key for key in keys}

    def root(key: str) -> str:
        while home[key] != key:
            home[key] = home[home[key]]
            key = home[key]
        return key

    for first, second in pairs:
        if first in home and second in home:
            one, other = sorted((root(first), root(second)))
            home[other] = one
    found: dict[str, list[str]] = {}
    for key in home:
        found.setdefault(root(key), []).append(key)
    return tuple(tuple(sorted(part)) for part in sorted(found.values(), key=min))


class _Clusters:
    """Who is with whom so far, and by which links."""

    def __init__(self, known: Mapping[str, Mark], divided: set[frozenset[str]]) -> None:
        self.known = known
        self.divided: dict[str, set[str]] = {}  # of each telling, those that an editor parted it from
        for first, second in (sorted(pair) for pair in divided if len(pair) == 2):
            self.divided.setdefault(first, set()).add(second)
            self.divided.setdefault(second, set()).add(first)
        self.vouched: set[str] = set()  # joined by an editor: what the facts say of them holds nobody apart
        self.home = {key: key for key in known}
        self.members: dict[str, list[str]] = {key: [key] for key in known}
        self.links: dict[str, list[Join]] = {}

    def join(self, link: Join, *, strictly: bool = False) -> None:
        """Brings two clusters together unless something holds them apart; ``strictly``: only an editor's word does."""
        first, second = self.home[link.first], self.home[link.second]
        if first != second and not self._may_meet(first, second, strictly=strictly):
            return
        if strictly:
            self.vouched |= {link.first, link.second}
        if first == second:
            self.links.setdefault(first, []).append(link)
            return
        kept, lost = sorted((first, second), key=lambda home: (-len(self.members[home]), home))
        for key in self.members[lost]:
            self.home[key] = kept
        self.members[kept] += self.members.pop(lost)
        self.links.setdefault(kept, []).extend([*self.links.pop(lost, ()), link])

    def _may_meet(self, first: str, second: str, *, strictly: bool) -> bool:
        for one in self.members[first]:
            for other in self.members[second]:
                if other in self.divided.get(one, ()):
                    if strictly:
                        raise InputError("merging.contradiction", first=min(one, other), second=max(one, other))
                    return False
                vouched = strictly or one in self.vouched or other in self.vouched
                if not vouched and apart(self.known[one], self.known[other]):
                    return False
        return True

    def groups(self) -> Iterator[Group]:
        """Each cluster, the leading telling first."""
        for home, keys in self.members.items():
            marks = [self.known[key] for key in keys]
            joins = sorted(
                set(self.links.get(home, ())), key=lambda one: (one.first, one.second, one.reason, one.shared)
            )
            yield Group(
                tuple(mark.key for mark in sorted(marks, key=lambda mark: mark.precedence)),
                min(marks, key=lambda mark: mark.born).key,
                tuple(joins),
            )
