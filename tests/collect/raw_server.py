"""A server that says exactly what a test wrote, well-formed or not, and remembers what it was asked."""

from __future__ import annotations

import datetime
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from guanlan.collect.fetching import Means, Tally, crawl
from guanlan.collect.sink import Event, Validators, Wanted
from guanlan.records.exchange import Exchange
from guanlan.records.source import Politeness, SourceSpec

Script = bytes | Callable[[socket.socket, dict[str, str]], None]
NOW = datetime.datetime(2025, 1, 16, 1, 2, 3, 456789, tzinfo=datetime.UTC)
PUBLIC = "93.184.216.34"


class Asked:
    """One request: its path (the whole target behind a proxy), fields with names in lower case, the instant."""

    def __init__(self, path: str, fields: dict[str, str]) -> None:
        self.path = path
        self.fields = fields
        self.at = time.monotonic()


class Raw:
    """``scripts`` answer paths; where there is none the answer is 404."""

    def __init__(self) -> None:
        self.scripts: dict[str, Script] = {}
        self.asked: list[Asked] = []
        self.port = 0

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def paths(self) -> list[str]:
        """What was asked for, robots.txt apart."""
        return [one.path for one in self.asked if not one.path.endswith("/robots.txt")]


def page(body: bytes | str, *fields: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """A well-formed answer."""
    data = body.encode() if isinstance(body, str) else body
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(data)}", *fields, "", ""]
    return "\r\n".join(lines).encode() + data


def redirect(target: str, status: str = "302 Found") -> bytes:
    """An answer that leads on."""
    return page(b"", f"Location: {target}", status=status)


@contextmanager
def serving() -> Iterator[Raw]:
    """A server on a port of its own."""
    raw = Raw()

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(ConnectionError, ValueError, socket.timeout):
                self.request.settimeout(5)
                while head := _head(self.request):
                    path, fields = _parsed(head)
                    raw.asked.append(Asked(path, fields))
                    script = raw.scripts.get(path, page(b"", status="404 Not Found"))
                    if not isinstance(script, bytes):
                        script(self.request, fields)
                        return
                    self.request.sendall(script)

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True
        request_queue_size = 64

    with Server(("127.0.0.1", 0), Handler) as server:
        raw.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield raw
        server.shutdown()
        thread.join()


def _head(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        part = connection.recv(65536)
        if not part:
            return b""
        data += part
    return data


def _parsed(head: bytes) -> tuple[str, dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    return first.split(" ")[1], {
        name.lower(): value.strip() for name, _, value in (one.partition(":") for one in lines)
    }


class Tree:
    """A family that goes where ``leads`` says: address → what its answer leads to."""

    name = "tree"

    def __init__(self, start: list[Wanted], leads: dict[str, list[Wanted]] | None = None) -> None:
        self._start = start
        self._leads = leads or {}
        self.seen: list[Any] = []

    def start(self, spec: SourceSpec) -> list[Wanted]:
        return self._start

    def follow(self, spec: SourceSpec, wanted: Wanted, response: Any) -> list[Wanted]:
        self.seen.append(response)
        return self._leads.get(wanted.address, [])


class Held:
    """A sink that remembers all it was told, in order."""

    def __init__(self, validators: dict[str, Validators] | None = None) -> None:
        self.log: list[tuple[str, str]] = []
        self.kept: dict[str, Exchange] = {}
        self.events: list[Event] = []
        self.threads: set[int] = set()
        self._validators = validators or {}

    def wants(self, wanted: Wanted) -> bool:
        return True

    def validators(self, address: str) -> Validators | None:
        self.threads.add(threading.get_ident())
        return self._validators.get(address)

    def keep(self, exchange: Exchange, wanted: Wanted) -> bool:
        self.threads.add(threading.get_ident())
        self.log.append(("keep", wanted.address))
        self.kept[wanted.address] = exchange
        return True

    def saw_list(self, exchange: Exchange, wanted: Wanted, found: int) -> None:
        self.log.append(("list", wanted.address))

    def note(self, event: Event) -> None:
        self.threads.add(threading.get_ident())
        self.log.append((event.code, event.address))
        self.events.append(event)

    def codes(self) -> list[str]:
        return [one.code for one in self.events]


def spec_of(address: str, **fields: Any) -> SourceSpec:
    """A source of the tests: local unless said otherwise, without pauses."""
    polite = Politeness(**{"delay": 0.0, "at_once": 4, "timeout": 5.0} | fields.pop("polite", {}))
    return SourceSpec("site", "某局", "某局", "list", address, politeness=polite, **{"local": True} | fields)


def clock() -> datetime.datetime:
    """A clock that stands."""
    return NOW


def visit(
    spec: SourceSpec, wanted: list[Wanted] | None, sink: Held, warc: Path, *, means: Means | None = None, **leads: Any
) -> Tally:
    """A visit to what is wanted (the source's address as a document where nothing is said)."""
    family = leads.pop("family", None) or Tree(wanted or [Wanted(spec.address)])
    return crawl(spec, family, sink, warc=warc, now=clock, means=means or Means(retries=0))


def led_to(raw: Raw, names: dict[str, list[str]]) -> Means:
    """Means under which public names lead to ``raw``: their addresses are checked, and then stood in for."""

    async def resolve(host: str) -> list[str]:
        return names[host]

    return Means(resolve=resolve, dial=lambda ip, port: ("127.0.0.1", raw.port), retries=0)
