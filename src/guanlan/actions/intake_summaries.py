"""What taking things in gives back: plain records that a door prints."""

from __future__ import annotations

import msgspec

from guanlan.actions.summaries import Outcome, Result


class Held(msgspec.Struct, frozen=True):
    """A report that is held already and tells of the same thing. ``reason`` is a code of ``merging``, ``shared`` the
    words that both have.
    """

    handle: str
    title: str
    publisher: str | None
    address: str | None
    grade: str
    reason: str
    shared: str = ""


class Clue(msgspec.Struct, frozen=True):
    """Where the original is likely to be: an ``address`` or a name that the text gives (``said``), and the names of the
    watched sources that would have it; where none is watched, the ``home`` page that the register gives of the body.
    """

    said: str
    address: str | None = None
    sources: tuple[str, ...] = ()
    home: str | None = None


class Provenance(msgspec.Struct, frozen=True):
    """Where a report comes from (溯源). ``authority``: its publisher is the body that acted, so there is nothing to
    look for; else the authority's own pages that are ``held``, and where none is, ``clues``.
    """

    report: str
    title: str
    publisher: str | None
    authority: bool
    held: tuple[Held, ...] = ()
    clues: tuple[Clue, ...] = ()


class TakenItem(msgspec.Struct, frozen=True):
    """One thing that was taken in. ``role``: document, container, form; ``container`` is what it was taken out of."""

    outcome: Outcome
    grade: str = ""
    sha256: str = ""
    role: str = "document"
    container: str | None = None
    pictures: int = 0
    reports: tuple[Provenance, ...] = ()


class Taken(msgspec.Struct, frozen=True):
    """A take, item by item, in the order in which they were stored."""

    who: str
    items: tuple[TakenItem, ...]

    def of(self, result: Result) -> tuple[TakenItem, ...]:
        """The items that ended so."""
        return tuple(one for one in self.items if one.outcome.result is result)

    @property
    def faulty(self) -> bool:
        """Whether something was refused or could not be read."""
        return any(one.outcome.result in (Result.REFUSED, Result.UNREAD) for one in self.items)
