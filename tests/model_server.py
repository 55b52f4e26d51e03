"""A stand-in for a model service, on this machine and plainly one: it says what a test tells it to say."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NAME = "stand-in-of-the-tests"
Reply = Callable[["Question", BaseHTTPRequestHandler], None]


class Question:
    """What came in."""

    def __init__(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> None:
        self.path, self.headers, self.body = path, headers, body

    @property
    def asked(self) -> str:
        """The user's message."""
        return str(self.body["messages"][-1]["content"])


class ModelServer:
    """Answers each question with the next of ``replies``, the last one again and again."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.questions: list[Question] = []
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                question = Question(self.path, dict(self.headers), body)
                number = len(stand_in.questions)
                stand_in.questions.append(question)
                try:
                    stand_in.replies[min(number, len(stand_in.replies) - 1)](question, self)
                except (BrokenPipeError, ConnectionResetError):  # the other side had enough
                    self.close_connection = True

            def log_message(self, *args: object) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self._server.server_port}/v1"

    def start(self) -> None:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def model(*replies: Reply) -> Iterator[ModelServer]:
    server = ModelServer(*replies)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def says(text: str, *, tokens: tuple[int, int] | None = (1000, 500), finish: str = "stop") -> Reply:
    """A whole answer."""
    told: dict[str, Any] = {"model": NAME, "choices": [{"message": {"content": text}, "finish_reason": finish}]}
    if tokens is not None:
        told["usage"] = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
    return sends(200, json.dumps(told, ensure_ascii=False).encode())


def sends(status: int, body: bytes = b"{}", **headers: str) -> Reply:
    """These bytes."""

    def reply(question: Question, door: BaseHTTPRequestHandler) -> None:
        door.send_response(status)
        for name, value in headers.items():
            door.send_header(name.replace("_", "-"), value)
        door.send_header("Content-Length", str(len(body)))
        door.end_headers()
        door.wfile.write(body)

    return reply


def waits(seconds: float) -> Reply:
    """No answer for so long."""

    def reply(question: Question, door: BaseHTTPRequestHandler) -> None:
        time.sleep(seconds)
        door.close_connection = True

    return reply


def drips(*, head: bool = False, closing: bool = False) -> Reply:
    """A byte every tenth of a second, without an end: of the body, or of the head. ``closing``: it says that it will
    close the line, and no length.
    """

    def reply(question: Question, door: BaseHTTPRequestHandler) -> None:
        if not head:
            door.send_response(200)
            name, value = ("Connection", "close") if closing else ("Content-Length", "100000")
            door.send_header(name, value)
            door.end_headers()
        else:
            door.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        for _ in range(200):
            door.wfile.write(b" ")
            door.wfile.flush()
            time.sleep(0.1)

    return reply
