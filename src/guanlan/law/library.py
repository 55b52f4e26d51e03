"""A library of works in memory: names lead to works, works to versions, versions to provisions.

Texts come through a callable, one version at a time, when they are first asked for: a store or a folder may stand
behind it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from guanlan.law.align import Pair
from guanlan.law.names import NameBook
from guanlan.law.provision_index import ProvisionIndex
from guanlan.law.works import VersionRef, Work
from guanlan.records.law import LawText

V = TypeVar("V")
_NAMES_KEPT = 65_536  # the corpus of 3,450 texts cites by some 9,000 different names


class Held(NamedTuple):
    """A version's as-published text and what was read in it."""

    published: str
    law: LawText


class Opened(NamedTuple):
    """A held text with its provisions by number."""

    published: str
    law: LawText
    provisions: ProvisionIndex


class Library:
    """Works by name. ``load(ref)`` gives the text of a version, by the ``ref`` of its VersionRef.

    ``kept`` is how many texts stay in memory at once. Names that works bear are known from the start; nothing of a text
    is, until it is asked for.
    """

    def __init__(self, works: Iterable[Work], load: Callable[[str], Held], *, kept: int = 4096) -> None:
        self._works = {work.key: work for work in works}
        self._book = NameBook((work.key, (work.title, *work.names)) for work in self._works.values())
        self._load = load
        self._opened: Kept[Opened] = Kept(kept)
        self._named: Kept[tuple[Work, ...]] = Kept(_NAMES_KEPT)
        self.alignments: Kept[tuple[Pair, ...]] = Kept(kept)  # what changes.py computes, by the refs of both versions
        self._by_ref: dict[str, str] | None = None

    @property
    def works(self) -> tuple[Work, ...]:
        """All works, by key."""
        return tuple(self._works.values())

    def named(self, name: str) -> tuple[Work, ...]:
        """The works that ``name`` may stand for: none, one, or several where it is ambiguous."""
        found = self._named.get(name)
        if found is None:
            works = (self._works.get(key) for key in self._book.keys(name))
            found = self._named.put(name, tuple(work for work in works if work is not None))
        return found

    def work(self, key: str) -> Work | None:
        """The work of this key."""
        return self._works.get(key)

    def work_of(self, ref: str) -> Work | None:
        """The work that has the version or draft ``ref``, or another text with the same words."""
        if self._by_ref is None:
            self._by_ref = {ref: work.key for work in self._works.values() for ref in _refs(work)}
        key = self._by_ref.get(ref)
        return None if key is None else self._works[key]

    def text(self, ref: str) -> Opened:
        """The text of a version with its provisions."""
        opened = self._opened.get(ref)
        if opened is None:
            held = self._load(ref)
            opened = self._opened.put(ref, Opened(held.published, held.law, ProvisionIndex(held.law, held.published)))
        return opened


class Kept(OrderedDict[object, V]):
    """Values by key, the last used ``limit`` of them."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = max(limit, 1)

    def put(self, key: object, value: V) -> V:
        """Keeps and gives back ``value``; what was put in longest ago goes where there are too many."""
        self[key] = value
        if len(self) > self._limit:
            self.popitem(last=False)
        return value


def refs_of(version: VersionRef) -> tuple[str, ...]:
    """All refs that a version goes by: its own, those of its copies, of its variants and of its parts."""
    return (version.ref, *version.same, *version.variants, *version.parts)


def _refs(work: Work) -> Iterable[str]:
    for version in (*(one.value for one in work.versions), *work.drafts, *work.undated):
        yield from refs_of(version)
