"""A development: the real thing that one or more reports tell of."""

from __future__ import annotations

import msgspec

from guanlan.records.report import Report


class Origin(msgspec.Struct, frozen=True):
    """Where a report was published.

    ``publisher`` is the name of the site or account, ``published`` an ISO day, ``authority`` whether the publisher is
    the body that acted (or its own site), ``level`` that of the source (``national``, ``ministry``, ``local``,
    ``abroad``, ``association``, ``media``), ``grade`` the grade of evidence (甲 to 戊), ``taken`` the ISO day on which
    it first came in.
    """

    release: str
    address: str | None = None
    publisher: str | None = None
    published: str | None = None
    authority: bool = False
    level: str | None = None
    grade: str = "乙"
    taken: str | None = None


class Telling(msgspec.Struct, frozen=True):
    """One report and where it stood. ``key`` names the report for good (release key + the report's name)."""

    key: str
    report: Report
    origin: Origin


class Join(msgspec.Struct, frozen=True):
    """Why two tellings are about one thing: their keys in order, the code of the reason and the words they share."""

    first: str
    second: str
    reason: str
    shared: str = ""


class Development(msgspec.Struct, frozen=True):
    """``tellings`` with the leading one first (the authority's own text before a copy of it).

    ``key`` is that of the telling first published among those it was first made of; it survives what comes later.
    ``joins`` say why they are together; a development told once has none.
    """

    key: str
    tellings: tuple[Telling, ...]
    joins: tuple[Join, ...] = ()

    @property
    def lead(self) -> Telling:
        """The telling that an entry is written from."""
        return self.tellings[0]
