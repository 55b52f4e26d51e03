"""What a report is known by when reports of one thing are looked for."""

from __future__ import annotations

from typing import Any

import msgspec


class Mark(msgspec.Struct, frozen=True, array_like=True):
    """Drawn from one telling alone (``extract.likeness.mark_of``), small enough to be held by the hundred thousand.

    ``key`` is the telling's, ``day`` the ISO day by which neighbours are looked for, ``precedence`` sorts the tellings
    of a development (the leading one first) and ``born`` finds the first published. ``headline`` and ``opening`` are
    letters, digits and characters alone, ``shown`` is the headline as it stands; ``several``: it is that of a list, or
    of two stories. ``titles`` are pairs of an instrument's title and its stage (``draft`` or empty); ``flaws`` and
    ``main_flaws`` numbers of flaws (CVE and the like); ``amounts`` pairs of value and unit; ``firms`` the tails of
    firms' names; ``sketch`` the smallest hashes of the body's stretches, four bytes each, in order, and ``stretches``
    how many hashes they were taken from.
    """

    key: str
    release: str
    day: str
    precedence: tuple[Any, ...]
    born: tuple[str, str]
    headline: str
    opening: str
    shown: str
    publisher: str | None = None
    several: bool = False
    numbers: tuple[str, ...] = ()
    link: str | None = None
    titles: tuple[tuple[str, str], ...] = ()
    tells_of_instrument: bool = False
    documents: tuple[str, ...] = ()
    flaws: tuple[str, ...] = ()
    main_flaws: tuple[str, ...] = ()
    organs: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    amounts: tuple[tuple[str, str], ...] = ()
    firms: tuple[str, ...] = ()
    sketch: bytes = b""
    stretches: int = 0
