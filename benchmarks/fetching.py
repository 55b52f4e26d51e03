"""Pages fetched with evidence against Scrapy alone, over the same local pages in the same run.

The opponent is Scrapy with what we set set alike: no delay, as many requests at once, gzip, robots.txt and retries on;
logging, telnet and statistics dumps off; one item at a time, which saves it a third of its time. It reads the same
lists and asks for the same pages, and keeps nothing. It runs over Twisted, its default, and over asyncio without a
reactor as we do; the quicker of the two counts. Every run is a process of its own, and so is the server.
"""

from __future__ import annotations

import asyncio
import gzip
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure, at_most

PAGES, A_LIST, AT_ONCE, RUNS = 2000, 100, 8, 5
LIMIT = 1.3


def measure() -> list[Figure]:
    """The ratio of medians, the runs taken in turns."""
    server = _start(["serve"])
    try:
        assert server.stdout is not None
        port = server.stdout.readline().decode().strip()
        seconds: dict[str, list[float]] = {"ours": [], "asyncio": [], "twisted": []}
        for _ in range(RUNS):
            for name, runs in seconds.items():
                runs.append(_seconds(name, port))
    finally:
        server.kill()
        server.wait()
    ours, bare = (statistics.median(seconds["ours"]), min(statistics.median(seconds[one]) for one in _BARE))
    shown = ", ".join(f"{name} {statistics.median(runs):.2f} s" for name, runs in seconds.items())
    return [
        Figure(f"fetch + WARC of {PAGES:,} pages against Scrapy alone", shown),
        at_most("fetch + WARC / the quicker Scrapy", ours / bare, LIMIT, "×"),
    ]


_WORDS = (
    "数据、处理者、应当、在、规定、期限、内、向、主管、部门、报送、材料、逾期、的、由、有关、机关、责令、改正、并、处、罚款、个人、信息、"
    "保护、影响、评估、备案、安全、审查、网络、运营者、关键、基础、设施、出境、标准、合同、认证、未成年人、算法、推荐、服务、提供者、公开、"
    "说明、原理、机制、用户、权益、投诉"
)
_BARE = ("asyncio", "twisted")


def _start(arguments: list[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "benchmarks.fetching", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ | {"NO_PROXY": "*"})


def _seconds(name: str, port: str) -> float:
    process = _start([name, port])
    output = process.communicate()[0].decode().split()
    if process.returncode or int(output[1]) != PAGES:
        raise RuntimeError(f"{name}: {output}")
    return float(output[0])


def serve() -> None:
    """A small HTTP server: lists of 100 links, pages of about 20 KB, every second one packed by gzip."""
    asyncio.run(_serving())


async def _serving() -> None:
    pages = [_page(number).encode() for number in range(PAGES)]
    bodies = [gzip.compress(page, 6) if number % 2 else page for number, page in enumerate(pages)]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                writer.write(_answered(head.split(b" ", 2)[1].decode(), bodies))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def _answered(path: str, bodies: list[bytes]) -> bytes:
    kind, coding, status = "text/html; charset=utf-8", "", "200 OK"
    if path.startswith("/page/"):
        number = int(path[6:])
        body, coding = bodies[number], "Content-Encoding: gzip\r\n" if number % 2 else ""
    elif path.startswith("/list/"):
        first = int(path[6:]) * A_LIST
        links = "".join(f'<li><a href="/page/{n}">第{n}号通知</a></li>' for n in range(first, first + A_LIST))
        body = f"<html><body><ul>{links}</ul></body></html>".encode()
    else:
        body, kind, status = b"", "text/plain", "404 Not Found"
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{coding}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def _page(number: int) -> str:
    """Some 7,000 characters; its sentences are drawn by lot, or gzip would make nothing of them."""
    lot, words = random.Random(number), _WORDS.split("、")
    body = "".join(f"<p>{''.join(lot.choices(words, k=60))}{lot.randrange(10**6)}。</p>" for _ in range(60))
    return f"<html><head><title>关于第{number}号事项的通知</title></head><body><div>{body}</div></body></html>"


def ours(port: str) -> None:
    """A visit with its WARC files; the sink counts."""
    import datetime

    from guanlan.collect.fetching import crawl, visitor  # noqa: F401  imported before the clock starts, as below
    from guanlan.records.source import Politeness, SourceSpec

    polite = Politeness(delay=0.0, at_once=AT_ONCE, most_pages=PAGES * 2)
    spec = SourceSpec("bench", "", "", "list", f"http://127.0.0.1:{port}/list/0", local=True, politeness=polite)
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as root:  # a disk, where /tmp may be memory
        begun = time.perf_counter()
        tally = crawl(spec, _Family(), _Sink(), warc=Path(root), now=lambda: datetime.datetime.now(datetime.UTC))
        print(time.perf_counter() - begun, tally.kept)


class _Family:
    name = "bench"

    def start(self, spec):
        from guanlan.collect.sink import Wanted

        base = spec.address.rsplit("/", 1)[0]
        return [Wanted(f"{base}/{number}", "list") for number in range(PAGES // A_LIST)]

    def follow(self, spec, wanted, response):
        from guanlan.collect.sink import Wanted

        if wanted.role == "list":
            return [Wanted(response.urljoin(link)) for link in response.css("li > a::attr(href)").getall()]
        return []


class _Sink:
    def wants(self, wanted):
        return True

    def validators(self, address):
        return None

    def keep(self, exchange, wanted):
        return exchange.stored is not None

    def saw_list(self, exchange, wanted, found):
        pass

    def note(self, event):
        raise RuntimeError(event)


def bare(port: str, *, reactor: bool) -> None:
    """Scrapy over the same lists and pages."""
    import scrapy
    from scrapy import utils  # noqa: F401
    from scrapy.crawler import AsyncCrawlerProcess

    got = []

    class Spider(scrapy.Spider):
        name = "bare"

        async def start(self):
            for number in range(PAGES // A_LIST):
                yield scrapy.Request(f"http://127.0.0.1:{port}/list/{number}", callback=self.listed)

        def listed(self, response):
            for link in response.css("li > a::attr(href)").getall():
                yield scrapy.Request(response.urljoin(link), callback=self.paged)

        def paged(self, response):
            got.append(len(response.body))

    settings = {
        "TWISTED_REACTOR_ENABLED": reactor,
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": AT_ONCE,
        "CONCURRENT_ITEMS": 1,
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": True,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_ENABLED": False,
    }
    begun = time.perf_counter()
    process = AsyncCrawlerProcess(settings)
    process.crawl(Spider)
    process.start()
    print(time.perf_counter() - begun, len(got))


if __name__ == "__main__":
    role, *rest = sys.argv[1:]
    if role == "serve":
        serve()
    elif role == "ours":
        ours(*rest)
    else:
        bare(*rest, reactor=role == "twisted")
