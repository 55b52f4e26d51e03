"""What a host asks of visitors: robots.txt with its Crawl-delay (which Scrapy reads and does not keep), and pauses
that grow when the server is slow or says so.
"""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

_MOST_ROBOTS = 500 * 1024  # RFC 9309 §2.5: at least so much is read
_MOST_HOPS = 5  # RFC 9309 §2.3.1.2
_FOR_ROBOTS = "guanlan_robots"


class Forbidden(IgnoreRequest):
    """robots.txt does not want us there; ``why`` is ``rule``, or ``unreachable`` where it could not be asked."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"robots.txt: {address}")
        self.why = why


class _Rules:
    """What a robots.txt says to us; ``text`` None: the server could not say, which forbids all (RFC 9309 §2.3.1.4)."""

    def __init__(self, text: str | None, agent: str) -> None:
        self.reached = text is not None
        self._parsed = Protego.parse(text or "")
        self._agent = agent

    def allows(self, address: str) -> bool:
        return self.reached and bool(self._parsed.can_fetch(address, self._agent))

    def delay(self) -> float:
        found = self._parsed.crawl_delay(self._agent)
        return max(0.0, float(found)) if found is not None else 0.0


class Robots:
    """Downloader middleware: no request goes where robots.txt forbids, nor sooner than its Crawl-delay allows."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent: str = crawler.settings["USER_AGENT"]
        self._most_delay = crawler.settings.getfloat("AUTOTHROTTLE_MAX_DELAY")
        self._rules: dict[str, asyncio.Task[_Rules]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Robots:
        """As Scrapy makes it."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Ask robots.txt first, once a host and visit."""
        if request.meta.get(_FOR_ROBOTS):
            return
        parts = urlsplit(request.url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._ask(origin, parts.hostname or ""))
        rules = await self._rules[origin]
        if not rules.allows(request.url):
            raise Forbidden(request.url, "rule" if rules.reached else "unreachable")

    async def _ask(self, origin: str, host: str) -> _Rules:
        rules = _Rules(await self._text(f"{origin}/robots.txt"), self._agent)
        delay = min(rules.delay(), self._most_delay)
        if delay:
            hold_to(self._crawler, host, delay)
        return rules

    async def _text(self, address: str) -> str | None:
        """The text of a robots.txt: empty where there is none, None where the server cannot say."""
        for _ in range(_MOST_HOPS + 1):
            request = Request(address, meta={_FOR_ROBOTS: True}, callback=NO_CALLBACK, priority=1000)
            response = await self._crawler.engine.download_async(request)  # fails as the page itself would
            target = response.headers.get("Location")
            if 300 <= response.status < 400 and target:
                address = urljoin(address, target.decode("latin-1"))
                continue
            return _text_of(response)
        return ""


def _text_of(response: Response) -> str | None:
    if response.status >= 500:
        return None
    if response.status >= 300:
        return ""
    text: str = response.body[:_MOST_ROBOTS].decode("utf-8-sig", errors="replace")
    return "" if text.lstrip().startswith("<") else text  # a page "not found" that says 200


def hold_to(crawler: Crawler, host: str, delay: float) -> None:
    """From now on at least ``delay`` seconds lie between two requests to ``host``, without jitter and one by one."""
    downloader = crawler.engine.downloader
    kept = downloader.per_slot_settings.setdefault(host, {})
    delay = max(delay, kept.get("delay", 0.0))
    kept.update(delay=delay, jitter=0.0, concurrency=1)
    slot = downloader.slots.get(host)
    if slot is not None:
        slot.delay, slot.jitter, slot.concurrency = max(slot.delay, delay), 0.0, 1


class Pace(AutoThrottle):
    """Scrapy's throttle, which never goes below what a host asked for, and which heeds Retry-After."""

    def _adjust_delay(self, slot: Any, latency: float, response: Response) -> None:
        super()._adjust_delay(slot, latency, response)
        asked = self.crawler.engine.downloader.per_slot_settings.get(urlsplit(response.url).hostname or "", {})
        slot.delay = max(slot.delay, asked.get("delay", 0.0))

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        wait = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
        if response.status in (429, 503) and wait.isascii() and wait.isdigit():
            hold_to(self.crawler, urlsplit(request.url).hostname or "", min(float(wait), self.maxdelay))
