"""A sink that stores nothing and remembers what a visit would take: for trying a source out."""

from __future__ import annotations

import msgspec

from guanlan.collect.sink import Event, Validators, Wanted
from guanlan.records.exchange import Exchange


class Taken(msgspec.Struct, frozen=True):
    """A document that a visit would take, with its answer (status, headers, body)."""

    wanted: Wanted
    exchange: Exchange


class ListSeen(msgspec.Struct, frozen=True):
    """A list page and how many items it led to."""

    address: str
    page: int
    found: int


class Remembering:
    """``collect.sink.Sink`` without a store. ``most`` documents are asked for; of the others only the list's words are
    kept, in ``left``.
    """

    def __init__(self, most: int = 5) -> None:
        self.most = most
        self.taken: list[Taken] = []
        self.left: list[Wanted] = []
        self.lists: list[ListSeen] = []
        self.events: list[Event] = []
        self._asked: set[str] = set()

    def wants(self, wanted: Wanted) -> bool:
        """Lists, and the first ``most`` documents."""
        if wanted.role == "list":
            return wanted.page == 1
        if wanted.address in self._asked:
            return False
        if len(self._asked) >= self.most:
            self.left.append(wanted)
            return False
        self._asked.add(wanted.address)
        return True

    def validators(self, address: str) -> Validators | None:
        """None: nothing is held."""
        return None

    def keep(self, exchange: Exchange, wanted: Wanted) -> bool:
        """Remember the document."""
        self.taken.append(Taken(wanted, exchange))
        return True

    def saw_list(self, exchange: Exchange, wanted: Wanted, found: int) -> None:
        """Remember the list page."""
        self.lists.append(ListSeen(exchange.address, wanted.page, found))

    def note(self, event: Event) -> None:
        """Remember the event."""
        self.events.append(event)
