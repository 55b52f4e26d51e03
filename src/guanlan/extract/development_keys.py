"""Which development each group is: keys survive later, earlier and better tellings, mergers and splits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from guanlan.extract.merging import Group


class Named(NamedTuple):
    """A group with its key, and the keys of the developments that it swallowed."""

    group: Group
    key: str
    swallowed: tuple[str, ...] = ()


def named(
    groups: Iterable[Group], former: Mapping[str, str], order: Sequence[str], taken: Collection[str] = ()
) -> list[Named]:
    """The groups with their keys, in the order of their first published.

    ``former`` is the development that each telling was in, ``order`` those developments, the one whose key outlives
    the other's first; ``taken`` holds keys that were given out, and are never given again. A development goes where
    most of its tellings went (of equal parts: where the telling is by whose key it is known). What was parted from it
    gets a key of its own; where two meet, the later one's key leads to the earlier one's.
    """
    known = sorted(groups, key=lambda one: one.born)
    home = {key: at for at, group in enumerate(known) for key in group.keys}
    shares: dict[str, Counter[int]] = {}
    for telling, development in former.items():
        if telling in home:
            shares.setdefault(development, Counter())[home[telling]] += 1
    keys: dict[int, str] = {}
    swallowed: dict[int, list[str]] = {}
    for development in order:
        if development not in shares:
            continue
        own = home.get(development)
        at = min(shares[development], key=lambda one: (-shares[development][one], one != own, one))
        if at in keys:
            swallowed.setdefault(at, []).append(development)
        else:
            keys[at] = development
    given = {*taken, *former.values(), *order}
    for at, group in enumerate(known):
        if at not in keys:
            keys[at] = _free(group.born, given)
            given.add(keys[at])
    return [Named(group, keys[at], tuple(swallowed.get(at, ()))) for at, group in enumerate(known)]


def _free(key: str, given: Collection[str]) -> str:
    """The key, or with a number behind it where something else is known by it."""
    number, free = 1, key
    while free in given:
        number += 1
        free = f"{key}~{number}"
    return free
