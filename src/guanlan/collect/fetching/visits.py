"""A visit to a source, and a single address fetched under the same rules."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from guanlan.collect.fetching.means import Clock, Means
from guanlan.collect.sink import Event, Family, Sink
from guanlan.records.exchange import Exchange
from guanlan.records.source import SourceSpec


class Tally(msgspec.Struct, frozen=True):
    """What a visit did: addresses ``asked`` for (robots.txt, redirects and retries apart), lists read, documents
    ``kept`` and how many of them ``new``, events by code, and ``stopped``: why it ended before all was followed
    (``pages``, ``depth``, ``time``, ``interrupt``), None where it did not.
    """

    asked: int = 0
    lists: int = 0
    kept: int = 0
    new: int = 0
    events: dict[str, int] = {}
    stopped: str | None = None


def crawl(spec: SourceSpec, family: Family, sink: Sink, *, warc: Path, now: Clock, means: Means = Means()) -> Tally:
    """Visit ``spec``: ask for what ``family.start`` wants, give documents to ``sink``, follow what ``family.follow``
    finds; blocks until all is done or a limit stops it, and can be called any number of times in one process.

    The crawler runs in a thread of its own; every method of ``sink``, and every one of ``family``, is called in the
    CALLER's thread, one at a time: a database connection of that thread serves. A page is followed only when
    ``sink.keep`` has returned. An exception out of the sink or the family ends the visit and is raised here;
    KeyboardInterrupt ends it cleanly and is raised again. WARC files are written below ``warc`` (``HOME/warc``).
    """
    raise NotImplementedError


def fetch_one(address: str, *, warc: Path, now: Clock, local: bool = False, means: Means = Means()) -> Exchange:
    """The answer to one address (after redirects), under the rules of a visit, with its evidence put by.

    InputError with the code and params of what would have been an Event of a visit (``collect.gone``,
    ``collect.refused_address``, …) where there is no document.
    """
    raise NotImplementedError


def fetch_many(
    addresses: Iterable[str], *, warc: Path, now: Clock, local: bool = False, means: Means = Means()
) -> dict[str, Exchange | Event]:
    """Each address with its answer, or with the event that came instead: a page's pictures, for one."""
    raise NotImplementedError
