"""A visit to a source, and single addresses fetched under the same rules."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from guanlan.collect.fetching.means import USUAL, Clock, Means
from guanlan.collect.sink import Event, Family, Sink, Validators, Wanted
from guanlan.errors import InputError
from guanlan.records.exchange import Exchange
from guanlan.records.source import Politeness, SourceSpec

if TYPE_CHECKING:
    from scrapy.http import Response

    from guanlan.collect.fetching.desk import Desk
    from guanlan.collect.fetching.visitor import Course


_ROUNDS = 20  # Scrapy's chains of callbacks are some five tasks deep


class Tally(msgspec.Struct, frozen=True):
    """What a visit did: addresses ``asked`` for (robots.txt, redirects and retries apart), lists read, documents
    ``kept`` and how many of them ``new``, events by code, and ``stopped``: why it ended before all was followed
    (``pages``, ``depth``, ``time``), None where it did not.
    """

    asked: int = 0
    lists: int = 0
    kept: int = 0
    new: int = 0
    events: dict[str, int] = {}
    stopped: str | None = None


def crawl(spec: SourceSpec, family: Family, sink: Sink, *, warc: Path, now: Clock, means: Means = USUAL) -> Tally:
    """Visit ``spec``: ask for what ``family.start`` wants, give documents to ``sink``, follow what ``family.follow``
    finds; blocks until all is done or a limit stops it, and can be called any number of times in one process.

    The crawler runs in a thread of its own; every method of ``sink``, and every one of ``family``, is called in the
    CALLER's thread, one at a time: a database connection of that thread serves. A page is followed only when
    ``sink.keep`` has returned. An exception out of the sink or the family ends the visit and is raised here;
    KeyboardInterrupt ends it cleanly and is raised again. WARC files are written below ``warc`` (``HOME/warc``).
    """
    from guanlan.collect.fetching.desk import Desk
    from guanlan.collect.fetching.visitor import Course

    course = Course(spec, family, sink, most_depth=means.most_depth)
    desk = Desk()
    journey = _Journey(course, desk, warc=warc, now=now, means=means)
    journey.start()
    try:
        desk.serve()
    finally:
        journey.end()
    if journey.error is not None:
        raise journey.error
    counts = course.counts
    return Tally(counts["asked"], counts["lists"], counts["kept"], counts["new"], dict(course.events), course.stopped)


def fetch_one(address: str, *, warc: Path, now: Clock, local: bool = False, means: Means = USUAL) -> Exchange:
    """The answer to one address (after redirects), under the rules of a visit, with its evidence put by.

    InputError with the code and params of what would have been an Event of a visit (``collect.gone``,
    ``collect.refused_address``, …) where there is no document.
    """
    found = fetch_many([address], warc=warc, now=now, local=local, means=means)[address]
    if isinstance(found, Event):
        raise InputError(found.code, **(found.params | {"address": address}))
    return found


def fetch_many(
    addresses: Iterable[str], *, warc: Path, now: Clock, local: bool = False, means: Means = USUAL
) -> dict[str, Exchange | Event]:
    """Each address with its answer, or with the event that came instead: a page's pictures, for one."""
    wanted = list(dict.fromkeys(addresses))
    polite = Politeness(most_pages=max(1, len(wanted)), delay=0.0 if local else 1.0)
    spec = SourceSpec("single", "", "", "list", wanted[0] if wanted else "", local=local, politeness=polite)
    basket = _Basket()
    crawl(spec, _Single(wanted), basket, warc=warc, now=now, means=means)
    missing = {one: Event("collect.same", one, {"to": one}) for one in wanted}
    return missing | basket.found


class _Single:
    """The family of addresses that lead nowhere."""

    name = "single"

    def __init__(self, addresses: list[str]) -> None:
        self._addresses = addresses

    def start(self, spec: SourceSpec) -> Iterable[Wanted]:
        return [Wanted(one) for one in self._addresses]

    def follow(self, spec: SourceSpec, wanted: Wanted, response: Response) -> Iterable[Wanted]:
        return ()


class _Basket:
    """A sink that only holds."""

    def __init__(self) -> None:
        self.found: dict[str, Exchange | Event] = {}

    def wants(self, wanted: Wanted) -> bool:
        return True

    def validators(self, address: str) -> Validators | None:
        return None

    def keep(self, exchange: Exchange, wanted: Wanted) -> bool:
        self.found[wanted.address] = exchange
        return True

    def saw_list(self, exchange: Exchange, wanted: Wanted, found: int) -> None:
        """There are no lists."""

    def note(self, event: Event) -> None:
        self.found.setdefault(event.address, event)


class _Journey:
    """The crawler's thread with its loop, and the ways to end it."""

    def __init__(self, course: Course, desk: Desk, *, warc: Path, now: Clock, means: Means) -> None:
        self.error: BaseException | None = None
        self._course = course
        self._desk = desk
        self._warc = warc
        self._now = now
        self._means = means
        self._loop: asyncio.AbstractEventLoop | None = None
        self._task: asyncio.Task[None] | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="guanlan-crawl", daemon=True)

    def start(self) -> None:
        logging.getLogger("scrapy").setLevel(logging.CRITICAL)  # what happens is told as events
        self._thread.start()
        self._ready.wait()

    def end(self) -> None:
        """Break off what is still under way, and wait until all is closed."""
        if self._loop is not None:
            with suppress(RuntimeError):  # it has ended by itself
                self._loop.call_soon_threadsafe(self._cancel)
        self._thread.join()

    def _run(self) -> None:
        try:
            asyncio.run(self._travel())
        except asyncio.CancelledError:
            pass
        except Exception as error:
            self.error = self.error or error
        finally:
            self._ready.set()
            self._desk.close()

    async def _travel(self) -> None:
        from scrapy.crawler import Crawler

        from guanlan.collect.fetching.clerk import Clerk
        from guanlan.collect.fetching.handler import Equipment
        from guanlan.collect.fetching.line import Line
        from guanlan.collect.fetching.settings import settings_for
        from guanlan.collect.fetching.visitor import Visitor
        from guanlan.collect.warc import Archive

        loop = self._loop = asyncio.get_running_loop()
        self._task = asyncio.current_task()
        self._ready.set()
        spec, polite = self._course.spec, self._course.spec.politeness
        line = Line(self._means, local=spec.local, proxy=spec.proxy, most_bytes=polite.most_bytes)
        clerk = Clerk(Archive(self._warc, per_file=self._means.per_file), loop)
        limit = loop.call_later(self._means.most_seconds, self._out_of_time)
        crawler: Crawler | None = None
        try:
            equipment = Equipment(line, clerk, self._now, spec)
            crawler = Crawler(Visitor, settings_for(spec, self._means, equipment))
            await crawler.crawl_async(self._course, self._desk, self._break_off)
        finally:
            limit.cancel()
            if crawler is not None and isinstance(crawler.spider, Visitor):
                await crawler.spider.close_browser()
            await line.close()
            await _quiet()
            await asyncio.to_thread(clerk.close)

    def _break_off(self, error: BaseException) -> None:
        if self._task is not None and not self._task.cancelling():  # else it fails of being broken off
            self.error = self.error or error
            self._cancel()

    def _out_of_time(self) -> None:
        self._course.stopped = "time"
        self._cancel()

    def _cancel(self) -> None:
        if self._task is not None and not self._task.done():
            self._task.cancel()


async def _quiet() -> None:
    """End whatever a visit that was broken off has still under way: what ends can start something more."""
    for _ in range(_ROUNDS):
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if not others:
            return
        for one in others:
            one.cancel()
        await asyncio.wait(others, timeout=1.0)
