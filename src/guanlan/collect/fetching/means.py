"""What a crawl is given beside its source: a clock, names resolved, how it calls itself, and limits."""

from __future__ import annotations

import datetime
from collections.abc import Awaitable, Callable, Sequence

import msgspec

Clock = Callable[[], datetime.datetime]
"""Aware instants; only the doors know the time."""

Resolve = Callable[[str], Awaitable[Sequence[str]]]
"""Host name → every address it has now, as text. Tests stand in for it."""

Dial = Callable[[str, int], tuple[str, int]]
"""A checked address and port → where the connection really goes. Tests lead public addresses to their own servers."""

AGENT = "Guanlan/0.1 (regulatory intelligence desk)"


class Means(msgspec.Struct, frozen=True):
    """``resolve`` None: the system's resolver; ``dial`` None: connections go to the address that was checked.

    ``agent`` is told to servers and looked up in robots.txt. ``trusted`` is a file of certificates (PEM) that are
    trusted instead of the system's. ``most_depth`` links are followed from where a visit begins; ``retries`` more tries
    are made where a server or the line fails; ``most_delay`` is the longest pause in seconds that robots.txt or a slow
    server can impose; ``per_file`` bytes close a WARC file.
    """

    resolve: Resolve | None = None
    dial: Dial | None = None
    agent: str = AGENT
    trusted: str | None = None
    most_depth: int = 50
    most_seconds: float = 3600.0
    retries: int = 2
    most_delay: float = 60.0
    per_file: int = 10**9


USUAL = Means()
