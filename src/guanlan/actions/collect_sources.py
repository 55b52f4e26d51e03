"""Visit watched sources: what they lead to is stored first, read second, one source after the other."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from guanlan.actions.context import Context
from guanlan.actions.summaries import Outcome
from guanlan.collect.fetching import Clock, Means


class Visited(msgspec.Struct, frozen=True):
    """What a visit to a source brought. ``found`` items on its lists; ``outcomes`` of the documents that were kept.

    ``events`` counts codes (``collect.gone``, …); ``stopped`` is why the visit ended before all was followed; ``code``
    and ``params`` say why it failed as a whole.
    """

    source: str
    visit: int | None = None
    lists: int = 0
    found: int = 0
    kept: int = 0
    outcomes: tuple[Outcome, ...] = ()
    events: dict[str, int] = {}
    stopped: str | None = None
    code: str | None = None
    params: dict[str, str] = {}


class Collected(msgspec.Struct, frozen=True):
    """A round of visits, in order; ``waiting`` sources were not due, ``paused`` ones are left alone."""

    visits: tuple[Visited, ...]
    waiting: int = 0
    paused: int = 0


def collect_sources(
    keys: Sequence[str] | None = None, *, context: Context, clock: Clock, once: bool = False, means: Means = Means()
) -> Collected:
    """Visit those of the watched sources (all, or ``keys``) that are due; with ``once`` or ``keys`` due or not.

    A failure of one item or source never stops the others. Can be broken off at any moment: the next visit goes on.
    ``clock`` gives the instants that exchanges and visits bear.
    """
    raise NotImplementedError
