"""Pages that only a browser can draw (extra ``browser``), with a browser that has no network of its own.

The page itself was fetched as any other; the browser is handed that answer. Whatever the page asks for is taken out of
the browser and fetched by us: the same addresses, robots.txt, pauses, caps and evidence. Should anything slip past, it
meets a proxy that is not there and names that do not resolve. What is got is the document as drawn; pictures, fonts and
films are not fetched for it, and neither is anything that a page would send.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import HtmlResponse, Response
from scrapy.http.request import NO_CALLBACK

from guanlan.collect.fetching.addresses import check
from guanlan.collect.fetching.redirects import target_of
from guanlan.errors import InputError

Fetch = Callable[[str], Awaitable[Response]]

_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "microsoft-edge")
_NOWHERE = "http://127.0.0.1:9"  # the discard port: nothing listens
_ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)
_FETCHED = frozenset({"document", "script", "stylesheet", "xhr", "fetch"})
_MOST_PARTS = 100  # of one page: more is a page that never ends
_MOST_HOPS = 5
_UNSENT = frozenset({"content-encoding", "content-length", "transfer-encoding", "set-cookie", "connection"})


class Browser:
    """One browser a visit, started when first needed."""

    def __init__(self, crawler: Crawler, *, local: bool, timeout: float) -> None:
        self._crawler = crawler
        self._local = local
        self._timeout = timeout
        self._playwright: Any = None
        self._browser: Any = None
        self._parts: dict[str, asyncio.Task[Response]] = {}  # scripts and styles serve many pages

    async def draw(self, response: HtmlResponse) -> HtmlResponse:
        """``response`` with the document as a browser draws it; InputError where there is no browser."""
        browser = await self._started()
        context = await browser.new_context(service_workers="block", accept_downloads=False)
        try:
            page = await context.new_page()
            await context.route("**/*", _Answering(response, self._part).answer)
            await context.route_web_socket("**/*", lambda socket: socket.close())
            await page.goto(response.url, wait_until="domcontentloaded", timeout=self._timeout * 1000)
            with suppress(Exception):  # a page that never rests is taken as it stands
                await page.wait_for_load_state("networkidle", timeout=self._timeout * 1000)
            drawn = await page.content()
        finally:
            await context.close()
        return response.replace(body=drawn.encode("utf-8"), encoding="utf-8")

    async def close(self) -> None:
        """End the browser."""
        for part in self._parts.values():
            part.cancel()
        if self._browser is not None:
            await self._browser.close()
        if self._playwright is not None:
            await self._playwright.stop()

    async def _started(self) -> Any:
        if self._browser is None:
            try:
                from playwright.async_api import async_playwright
            except ImportError:
                raise InputError("collect.no_browser") from None
            program = next((found for name in _NAMES if (found := shutil.which(name))), None)
            if program is None:
                raise InputError("collect.no_browser")
            self._playwright = await async_playwright().start()
            self._browser = await self._playwright.chromium.launch(
                executable_path=program,
                args=list(_ARGUMENTS),
                proxy={"server": _NOWHERE, "bypass": "<-loopback>"},
                chromium_sandbox=os.geteuid() != 0,  # Chromium has none for root
                handle_sigint=False,
                handle_sigterm=False,
                handle_sighup=False,
            )
        return self._browser

    async def _part(self, address: str) -> Response:
        if address not in self._parts:
            self._parts[address] = asyncio.ensure_future(self._fetch(address))
        return await self._parts[address]

    async def _fetch(self, address: str) -> Response:
        """Through Scrapy, as any request of the visit; redirects followed."""
        for _ in range(_MOST_HOPS):
            check(address, local=self._local)
            request = Request(address, callback=NO_CALLBACK, dont_filter=True, priority=2)
            response = await self._crawler.engine.download_async(request)
            target = target_of(response) if 300 <= response.status < 400 else None
            if target is None:
                return response
            address = target
        raise InputError("collect.redirects", address=address, most=_MOST_HOPS)


class _Answering:
    """Answers the browser while it draws one page."""

    def __init__(self, response: Response, part: Fetch) -> None:
        self._response = response
        self._part = part
        self._asked = 0

    async def answer(self, route: Any) -> None:
        """The page from what we have, its parts from what we fetch, and nothing else."""
        request = route.request
        if request.is_navigation_request() and request.url == self._response.url:
            await _fulfil(route, self._response)
            return
        self._asked += 1
        if request.method != "GET" or request.resource_type not in _FETCHED or self._asked > _MOST_PARTS:
            await route.abort()
            return
        try:
            response = await self._part(request.url)
        except Exception:  # refused, forbidden, failed: the page does without
            await route.abort()
            return
        await _fulfil(route, response)


async def _fulfil(route: Any, response: Response) -> None:
    headers = {
        name.decode("latin-1"): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
        if name.decode("latin-1").lower() not in _UNSENT
    }
    await route.fulfill(status=response.status, headers=headers, body=response.body)
