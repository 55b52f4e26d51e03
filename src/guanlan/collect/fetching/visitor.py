"""One visit inside Scrapy: what is wanted is asked for, kept, and only then followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any, NamedTuple

import msgspec
from scrapy import Request, Spider
from scrapy.http import HtmlResponse, Response
from twisted.python.failure import Failure

from guanlan.collect.fetching import redirects
from guanlan.collect.fetching.addresses import Refused, check
from guanlan.collect.fetching.browser import Browser
from guanlan.collect.fetching.charsets import decoded
from guanlan.collect.fetching.desk import Desk
from guanlan.collect.fetching.handler import EXCHANGE, STORED
from guanlan.collect.fetching.states import failure_of, state_of
from guanlan.collect.sink import Event, Family, Role, Sink, Validators, Wanted
from guanlan.errors import GuanlanError
from guanlan.records.exchange import Exchange, Stored
from guanlan.records.source import SourceSpec

_ERRAND = "guanlan_errand"
# What a page led to comes before further pages: a visit that is broken off has finished what it began
_PRIORITY: dict[Role, int] = {"list": 0, "detail": 1, "attachment": 2}


class Errand(NamedTuple):
    """What a request is for, and what was met on its way."""

    wanted: Wanted
    depth: int
    held: Validators | None = None
    passed: tuple[str, ...] = ()
    hops: tuple[Stored, ...] = ()


class Course:
    """What a visit knows and has done so far. Belongs to the crawler's loop, but for what its docstrings say."""

    def __init__(self, spec: SourceSpec, family: Family, sink: Sink, *, most_depth: int) -> None:
        self.spec = spec
        self.family = family
        self.sink = sink
        self.most_depth = most_depth
        self.seen: set[str] = set()
        self.answered: set[str] = set()
        self.counts: Counter[str] = Counter()
        self.events: Counter[str] = Counter()
        self.stopped: str | None = None

    def admits(self, wanted: Wanted, depth: int) -> bool:
        """Whether ``wanted`` is still to be asked for: new, and within the limits of the visit."""
        key = redirects.key_of(wanted.address)
        if key in self.seen:
            return False
        if depth > self.most_depth:
            self.stopped = self.stopped or "depth"
            return False
        if self.counts["asked"] >= self.spec.politeness.most_pages:
            self.stopped = self.stopped or "pages"
            return False
        self.seen.add(key)
        self.counts["asked"] += 1
        return True

    def began(self) -> list[Wanted]:
        """Where the visit begins. In the caller's thread."""
        return [one for one in self.family.start(self.spec) if self.sink.wants(one)]

    def took(self, exchange: Exchange, wanted: Wanted, response: Response) -> list[Wanted]:
        """Keep and follow an answer. In the caller's thread."""
        if wanted.role != "list":
            self._keep(exchange, wanted)
        found = self._followed(wanted, response)
        if wanted.role == "list":
            self.counts["lists"] += 1
            self.sink.saw_list(exchange, wanted, sum(one.role == "detail" for one in found))
        asked = [one for one in found if self.sink.wants(one)]
        for one in asked:
            if one.inline is not None:
                self._keep(_inline(exchange, one), one)
        return [one for one in asked if one.inline is None]

    def noted(self, event: Event) -> None:
        """Tell the sink. In the caller's thread."""
        self.events[event.code] += 1
        self.sink.note(event)

    def _keep(self, exchange: Exchange, wanted: Wanted) -> None:
        self.counts["kept"] += 1
        self.counts["new"] += bool(self.sink.keep(exchange, wanted))

    def _followed(self, wanted: Wanted, response: Response) -> list[Wanted]:
        try:
            return list(self.family.follow(self.spec, wanted, response))
        except GuanlanError as error:  # a page that the family cannot read is the page's affair
            self.noted(Event("collect.unread", wanted.address, {"reason": error.code}))
            return []


class Visitor(Spider):
    """Drives a course through Scrapy; ``broken`` is told of what must end the visit."""

    name = "guanlan"

    def __init__(self, course: Course, desk: Desk, broken: Callable[[BaseException], None]) -> None:
        super().__init__()
        self._course = course
        self._desk = desk
        self._broken = broken
        self._drawing: Browser | None = None

    async def close_browser(self) -> None:
        """End the browser where there is one."""
        if self._drawing is not None:
            await self._drawing.close()

    @property
    def _browser(self) -> Browser:
        if self._drawing is None:
            spec = self._course.spec
            self._drawing = Browser(self.crawler, local=spec.local, timeout=spec.politeness.timeout)
        return self._drawing

    async def start(self) -> AsyncIterator[Request]:
        """The first requests."""
        try:
            wanted = await self._desk.ask(self._course.began)
            requests = await self._requests(wanted, 0)
        except Exception as error:
            self._broken(error)
            return
        for request in requests:
            yield request

    async def answered(self, response: Response) -> None:
        """Take an answer, and ask for what it leads to."""
        try:
            for request in await self._answered(response):
                self.crawler.engine.crawl(request)
        except Exception as error:
            self._broken(error)

    async def failed(self, failure: Failure) -> None:
        """No answer came."""
        errand: Errand = failure.request.meta[_ERRAND]  # type: ignore[attr-defined]  # Scrapy puts it there
        try:
            await self._note(failure_of(failure.value or LookupError(), errand.wanted.address))
        except Exception as error:
            self._broken(error)

    async def _answered(self, response: Response) -> list[Request]:
        assert response.request is not None  # this is an answer
        meta = response.request.meta
        errand: Errand = meta[_ERRAND]
        response = decoded(response, self._course.spec.encoding)
        target = redirects.target_of(response)
        event = state_of(response, errand.wanted.address) if target is None else None
        if target is None and event is None:  # before anything is waited for: a redirect may come in meanwhile
            self._course.answered.add(redirects.key_of(response.url))
        stored = await meta[STORED]
        if target is not None:
            return await self._redirected(response, errand, stored, target)
        if event is not None:
            await self._note(_with_place(event, stored))
            return []
        drawn = False
        if self._course.spec.browser and errand.wanted.role != "attachment" and isinstance(response, HtmlResponse):
            response, drawn = await self._browser.draw(response), True
        exchange = msgspec.structs.replace(
            meta[EXCHANGE],
            asked=errand.wanted.address,
            body=response.body,
            redirects=errand.passed,
            hops=errand.hops,
            drawn=drawn,
            stored=stored,
        )
        wanted = await self._desk.ask(lambda: self._course.took(exchange, errand.wanted, response))
        return await self._requests(wanted, errand.depth + 1)

    async def _redirected(self, response: Response, errand: Errand, stored: Stored, target: str) -> list[Request]:
        address, course = errand.wanted.address, self._course
        if len(errand.passed) >= redirects.MOST_HOPS:
            await self._note(Event("collect.redirects", address, {"most": redirects.MOST_HOPS}))
            return []
        try:
            check(target, local=course.spec.local)
        except Refused as refused:
            await self._note(failure_of(refused, address))
            return []
        if target in course.answered:
            await self._note(Event("collect.same", address, {"to": target}))
            return []
        if response.status in redirects.PERMANENT and redirects.other_host(response.url, target):
            await self._note(_with_place(Event("collect.moved", address, {"to": target}), stored))
        onwards = errand._replace(passed=(*errand.passed, response.url), hops=(*errand.hops, stored))
        if redirects.other_host(response.url, target):
            onwards = onwards._replace(held=None)
        return [self._request(target, onwards)]

    async def _requests(self, wanted: Iterable[Wanted], depth: int) -> list[Request]:
        """Requests for what is wanted and was not asked for yet, conditional where an answer is held."""
        admitted = [one for one in wanted if self._course.admits(one, depth)]
        if not admitted:
            return []
        held = await self._desk.ask(lambda: [self._course.sink.validators(one.address) for one in admitted])
        found = []
        for one, validators in zip(admitted, held, strict=True):
            try:
                check(one.address, local=self._course.spec.local)
                found.append(self._request(one.address, Errand(one, depth, validators)))
            except Refused as refused:
                await self._note(failure_of(refused, one.address))
        return found

    def _request(self, address: str, errand: Errand) -> Request:
        meta: dict[str, Any] = {_ERRAND: errand}
        return Request(
            redirects.key_of(address),
            callback=self.answered,
            errback=self.failed,
            headers=_conditions(errand.held, errand.wanted.parent),
            priority=_PRIORITY[errand.wanted.role],
            dont_filter=True,
            meta=meta,
        )

    async def _note(self, event: Event) -> None:
        await self._desk.ask(lambda: self._course.noted(event))


def _conditions(validators: Validators | None, parent: str | None) -> dict[str, str]:
    headers = {"Referer": parent} if parent and parent.isascii() else {}
    if validators is not None and validators.etag:
        headers["If-None-Match"] = validators.etag
    if validators is not None and validators.modified:
        headers["If-Modified-Since"] = validators.modified
    return headers


def _with_place(event: Event, stored: Stored) -> Event:
    """What was met is evidence too: where its records lie."""
    place = {"file": stored.file, "offset": stored.offset, "length": stored.length, "sha256": stored.sha256}
    return msgspec.structs.replace(event, params=event.params | place)


def _inline(exchange: Exchange, wanted: Wanted) -> Exchange:
    """A document that its list carried: the list's exchange is its evidence."""
    headers = (("Content-Type", wanted.media_type),) if wanted.media_type else ()
    return msgspec.structs.replace(
        exchange, asked=exchange.asked, address=wanted.address, headers=headers, body=wanted.inline or b""
    )
