"""A web of one machine: sites composed for the tests, served on 127.0.0.1 by a thread.

>>> web = Web()
>>> web.page("/a.html", "<h1>公告</h1>")
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Answer(NamedTuple):
    """What a server says. ``wait`` is an event to wait for between head and body."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None
    wait: threading.Event | None = None


Route = Answer | Callable[[str], Answer]


class Web:
    """Paths → answers, which tests change while the web is up; ``asked`` lists (path, status) as they were served."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.asked: list[tuple[str, int]] = []
        self.root = ""

    def put(self, path: str, route: Route) -> str:
        """Serve ``route`` at ``path``; gives the address."""
        self.routes[path] = route
        return self.root + path

    def page(
        self, path: str, body: str, *, encoding: str = "utf-8", label: str | None = None, etag: bool = False
    ) -> str:
        """Serve a page; ``label`` is what the header says of its encoding, nothing where it is empty."""
        data = body.encode(encoding)
        named = f"; charset={label}" if label else "" if label == "" else f"; charset={encoding}"
        tag = f'"{hashlib.sha256(data).hexdigest()[:12]}"' if etag else None
        return self.put(path, Answer(data, f"text/html{named}", etag=tag))

    def paths(self, status: int | None = None) -> list[str]:
        """The paths asked for, robots.txt apart."""
        return [path for path, given in self.asked if path != "/robots.txt" and status in (None, given)]

    def answer(self, path: str) -> Answer:
        """What is served at ``path``."""
        route = self.routes.get(path) or self.routes.get(path.partition("?")[0])
        if route is None:
            return Answer("没有这一页".encode(), status=404)
        return route if isinstance(route, Answer) else route(path)


@contextmanager
def served(web: Web) -> Iterator[Web]:
    """``web`` up, until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            given = web.answer(self.path)
            if given.etag is not None and self.headers.get("If-None-Match") == given.etag:
                given = Answer(status=304, etag=given.etag)
            web.asked.append((self.path, given.status))
            self.send_response(given.status)
            self.send_header("Content-Type", given.media_type)
            if given.status != 304:
                self.send_header("Content-Length", str(len(given.body)))
            if given.etag is not None:
                self.send_header("ETag", given.etag)
            for name, value in given.headers:
                self.send_header(name, value)
            self.end_headers()
            if given.wait is not None:
                given.wait.wait(30)
            try:
                self.wfile.write(given.body)
            except OSError:  # the visitor had enough
                self.close_connection = True

        def log_message(self, *arguments: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, request: object, client_address: object) -> None:
            """A visitor that hangs up is no error."""

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    web.root = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
