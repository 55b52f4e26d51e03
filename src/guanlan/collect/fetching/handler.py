"""Scrapy's door to the line: a request goes out, its exchange goes to the clerk, a response comes back."""

from __future__ import annotations

import time
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from guanlan.collect.fetching.clerk import Clerk
from guanlan.collect.fetching.line import Answer, Line
from guanlan.collect.fetching.means import Clock
from guanlan.collect.warc import Message
from guanlan.records.exchange import Exchange
from guanlan.records.source import SourceSpec

EXCHANGE, STORED = "guanlan_exchange", "guanlan_stored"
"""Keys of a request's meta: the exchange without body, and the promise of where it lies."""


class Equipment:
    """What the components of one visit share; Scrapy hands it on as the setting ``GUANLAN``."""

    def __init__(self, line: Line, clerk: Clerk, clock: Clock, spec: SourceSpec) -> None:
        self.line = line
        self.clerk = clerk
        self.clock = clock
        self.timeout = spec.politeness.timeout

    def __deepcopy__(self, memo: dict[int, Any]) -> Equipment:
        """Scrapy copies its settings; there is but one line."""
        return self


class Handler(BaseDownloadHandler):
    """Fetches over the visit's line and has every answer put by, whatever its status."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._equipment: Equipment = crawler.settings["GUANLAN"]

    async def download_request(self, request: Request) -> Response:
        """The answer with its body as it came; its exchange in the request's meta."""
        own = self._equipment
        began, at = time.monotonic(), own.clock()
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in request.headers.items()
            for value in values
        )
        answer = await own.line.fetch(request.url, headers, timeout=own.timeout)
        request.meta["download_latency"] = time.monotonic() - began
        record(own, request, answer, at)
        fields = Headers([(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers])
        kind = responsetypes.from_args(headers=fields, url=request.url, body=answer.body)
        return kind(url=request.url, status=answer.status, headers=fields, body=answer.body)


def record(own: Equipment, request: Request, answer: Answer, at: Any) -> None:
    """Have ``answer`` put by; the request's meta says what and where."""
    message = Message(request.url, at, answer.request, answer.head, answer.body, answer.remote)
    request.meta[STORED] = own.clerk.put(message)
    request.meta[EXCHANGE] = Exchange(
        asked=request.url,
        address=request.url,
        at=at,
        status=answer.status,
        request_headers=answer.request_headers,
        headers=answer.headers,
        remote=answer.remote,
    )
