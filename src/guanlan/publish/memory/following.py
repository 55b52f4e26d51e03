"""Entries of earlier issues and of a later one → the relations between them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from guanlan.publish.memory.linking import Link, link
from guanlan.publish.memory.recalling import Memo, memo_of
from guanlan.records.anchor import Anchor
from guanlan.records.bulletin import Entry
from guanlan.records.memory import FollowKind, FollowUp, Mention

Pair = tuple[str, str]
"""Keys of the reports of an earlier and a later entry."""


class Past(NamedTuple):
    """An entry where it was carried: the number and ISO day of the issue, and the key of its report."""

    issue: int | None
    issued: str | None
    entry: Entry
    key: str | None = None


class _One(NamedTuple):
    past: Past
    memo: Memo


class Known:
    """Entries that were carried, to be asked about later ones.

    Entries without a key in common are never compared, so the work grows with what is shared, not with the number of
    issues.
    """

    def __init__(self, earlier: Iterable[Past]) -> None:
        self._known: list[_One] = []
        self._index: dict[tuple[str, str], list[int]] = {}
        for place, past in enumerate(earlier):
            one = _One(past, memo_of(past.entry))
            self._known.append(one)
            for key in dict.fromkeys(_keys(one)):
                self._index.setdefault(key, []).append(place)

    def follow_ups(self, later: Iterable[Past], *, dismissed: Collection[Pair] = ()) -> tuple[FollowUp, ...]:
        """What ``later`` entries tell of the known ones, in the order of the later, the latest earlier one first.

        ``dismissed`` are pairs of which a person said that they have nothing to do with each other.
        """
        return tuple(found for past in later for found in self._of_one(_One(past, memo_of(past.entry)), dismissed))

    def _of_one(self, later: _One, dismissed: Collection[Pair]) -> Iterator[FollowUp]:
        near = sorted({place for key in _keys(later) for place in self._index.get(key, ())})
        met = [
            (one, relation)
            for one in map(self._known.__getitem__, near)
            if (one.past.key or "", later.past.key or "") not in dismissed
            and (relation := _relation(one, later)) is not None
        ]
        met.sort(key=lambda pair: (pair[0].past.issued or "", pair[0].past.entry.id), reverse=True)
        for one, relation in met:
            earlier, own = _mention(one, relation.earlier), _mention(later, relation.later)
            yield FollowUp(relation.kind, relation.by, relation.shared, earlier, own)


def follow_ups(
    earlier: Iterable[Past], later: Iterable[Past], *, dismissed: Collection[Pair] = ()
) -> tuple[FollowUp, ...]:
    """What ``later`` entries tell of ``earlier`` ones; as ``Known.follow_ups``."""
    return Known(earlier).follow_ups(later, dismissed=dismissed)


def later_of(follow_up: Iterable[FollowUp], key: str | None, entry: str) -> tuple[FollowUp, ...]:
    """What became of one entry, by its report's key, else by its id: the earliest first."""
    own = (one for one in follow_up if (one.earlier.key == key if key else one.earlier.entry == entry))
    return tuple(sorted(own, key=lambda one: (one.later.day or "", one.later.issued or "", one.later.entry)))


def _relation(earlier: _One, later: _One) -> Link | None:
    """By what they tell; two that are about one report are the same where nothing else is known."""
    found = link(earlier.memo, later.memo)
    if found is None and earlier.past.key is not None and earlier.past.key == later.past.key:
        return Link(FollowKind.CARRIED, "report", "", earlier.memo.anchors(), later.memo.anchors())
    return found


def _keys(one: _One) -> Iterator[tuple[str, str]]:
    """What an entry can be found again by."""
    memo = one.memo
    if one.past.key is not None:
        yield ("report", one.past.key)
    yield from (("norm", norm.key) for norm in memo.norms)
    yield from (("norm", name) for name in memo.named)
    yield from (("flaw", flaw) for flaw in memo.flaws)
    yield from (("number", number) for number in memo.numbers)
    yield from (("decision", number[number.find("〔") :]) for number in memo.decisions)
    yield from (("drive", drive) for drive in memo.drives)
    yield from (("party", party) for party in memo.parties)
    yield from (("organ", organ) for organ in memo.organs)
    yield ("headline", memo.headline)


def _mention(known: _One, anchors: tuple[Anchor, ...]) -> Mention:
    past, memo = known
    day = memo.days[0] if memo.days else None
    return Mention(past.issue, past.issued, past.entry.id, past.entry.title.text, past.key, day, anchors)
