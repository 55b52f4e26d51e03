"""One question to the model over HTTP: private line, no redirects, a limit on time, size and tries."""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import msgspec

from guanlan.assist.costs import Cost, cost_of, most_tokens
from guanlan.assist.prompts import MATERIAL, Prompt
from guanlan.assist.settings import AssistSettings, is_loopback
from guanlan.errors import InputError, ReadingError

LARGEST = 256 * 1024  # bytes of an answer: thirty times the longest that is asked for
_BUSY = 429
_FAULT = range(500, 600)
_REDIRECT = range(300, 400)
_REFUSED_KEY = (401, 403)
_LONGEST_WAIT = 60.0  # seconds that a service may ask us to wait
_FIRST_WAIT = 2.0  # seconds before the second try; twice as long before each further one
_SHOWN = 200
_MOST_TOKENS = 10_000_000  # a service that says more than this miscounts


class Answer(msgspec.Struct, frozen=True):
    """``text`` as it came; ``model`` is what the answer calls itself, ``tries`` how often the question was put."""

    text: str
    model: str
    cost: Cost
    tries: int


class _Message(msgspec.Struct):
    content: str | None = None


class _Choice(msgspec.Struct):
    message: _Message
    finish_reason: str | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]
    model: str = ""
    usage: _Usage | None = None


class _Reply(msgspec.Struct):
    status: int
    body: bytes
    wait: str = ""


def request_body(prompt: Prompt, material: str, model: str) -> bytes:
    """The bytes that are sent: equal input, equal bytes."""
    body: dict[str, object] = {
        "model": model,
        "messages": [
            {"role": "system", "content": prompt.told},
            {"role": "user", "content": prompt.asked.replace(MATERIAL, material)},
        ],
        "temperature": 0,
        "max_tokens": prompt.most_tokens,
        "stream": False,
    }
    return msgspec.json.encode(body)


def dearest(settings: AssistSettings, prompt: Prompt, material: str) -> Cost:
    """The most that one question can cost."""
    tokens = most_tokens((prompt.told, prompt.asked, material))
    return cost_of(settings, tokens, prompt.most_tokens, known=False)


def ask(
    settings: AssistSettings,
    prompt: Prompt,
    material: str,
    *,
    key: str | None,
    sleep: Callable[[float], None] = time.sleep,
    trust: ssl.SSLContext | None = None,
) -> Answer:
    """Put the question. Raises ``InputError`` where it may not be put (not enabled, not this use) or the service will
    not have it, ``ReadingError`` where no answer came that can be read.
    """
    if not settings.enabled:
        raise InputError("assist.off")
    if prompt.use not in settings.uses:
        raise InputError("assist.use", use=prompt.use)
    body = request_body(prompt, material, settings.model)
    tries = 0
    while True:
        tries += 1
        reply = _posted(settings, body, key, trust or ssl.create_default_context())
        if reply.status == 200:
            return _read(reply.body, settings, dearest(settings, prompt, material), tries)
        if tries >= settings.attempts or not (reply.status == _BUSY or reply.status in _FAULT):
            raise _refusal(settings, reply, tries, key)
        sleep(_pause(reply.wait, tries))


def _pause(asked: str, tries: int) -> float:
    """As long as the service asks for, else twice as long each time."""
    own = _FIRST_WAIT * float(2 ** (tries - 1))
    return min(max(float(asked), own), _LONGEST_WAIT) if asked.isascii() and asked.isdecimal() else own


def _refusal(settings: AssistSettings, reply: _Reply, tries: int, key: str | None) -> InputError:
    host = urlsplit(settings.endpoint).hostname
    if reply.status in _REFUSED_KEY:
        return InputError("assist.key_refused", host=host, status=reply.status, variable=settings.key_from or "—")
    if reply.status in _REDIRECT:
        return InputError("assist.redirected", host=host, status=reply.status)
    said = reply.body.decode("utf-8", "replace")
    said = _shown(said.replace(key, "〔key〕") if key else said)  # some services repeat it
    return InputError("assist.refused", host=host, status=reply.status, tries=tries, said=said or "—")


def _posted(settings: AssistSettings, body: bytes, key: str | None, trust: ssl.SSLContext) -> _Reply:
    address = urlsplit(settings.endpoint)
    headers = {
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": "identity",  # nothing to unpack: nothing that bursts
        "User-Agent": "guanlan",
        **({"Authorization": f"Bearer {key}"} if key else {}),
    }
    line = _line(address.scheme, address.hostname or "", address.port, settings.patience, trust)
    try:
        with _hurried(settings.patience) as (late, held):
            try:
                held.append(_connected(line, plain=address.scheme == "http"))
                line.request("POST", f"{address.path.rstrip('/')}/chat/completions", body=body, headers=headers)
                with line.getresponse() as answer:
                    data = answer.read(LARGEST + 1)
            except (OSError, http.client.HTTPException) as error:
                if late.is_set() or isinstance(error, TimeoutError):
                    raise ReadingError("assist.timeout", host=address.hostname, seconds=settings.patience) from error
                raise ReadingError("assist.unreachable", host=address.hostname, why=_shown(str(error))) from error
            if late.is_set():  # the line was cut under a read that took the end for the end of the answer
                raise ReadingError("assist.timeout", host=address.hostname, seconds=settings.patience)
    finally:
        line.close()
    if len(data) > LARGEST:
        raise ReadingError("assist.too_large", host=address.hostname, most=LARGEST)
    return _Reply(answer.status, data, answer.getheader("Retry-After") or "")


def _line(scheme: str, host: str, port: int | None, patience: int, trust: ssl.SSLContext) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=patience, context=trust)
    return http.client.HTTPConnection(host, port, timeout=patience)


def _connected(line: http.client.HTTPConnection, *, plain: bool) -> socket.socket:
    """Connect; a line that is not private must end on this machine, whatever its name leads to."""
    line.connect()
    held: socket.socket = line.sock
    if plain and not is_loopback(held.getpeername()[0]):
        raise InputError("assist.open_line", value=line.host)
    return held


@contextmanager
def _hurried(seconds: float) -> Iterator[tuple[threading.Event, list[socket.socket]]]:
    """Cut the line when the time for the whole answer is over: a service that sends a byte now and then would keep a
    limit for each read from ever being reached. The event tells whether that happened; the line is put into the list
    once it stands (the connection itself forgets it when the answer says that it will be closed).
    """
    late = threading.Event()
    held: list[socket.socket] = []

    def cut() -> None:
        late.set()
        for line in held:
            try:
                line.shutdown(socket.SHUT_RDWR)
            except OSError:  # it was just closed from the other side
                return

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield late, held
    finally:
        timer.cancel()


def _read(body: bytes, settings: AssistSettings, most: Cost, tries: int) -> Answer:
    host = urlsplit(settings.endpoint).hostname
    try:
        told = msgspec.json.decode(body, type=_Completion)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ReadingError("assist.unreadable", host=host, why=_shown(str(error))) from error
    choice = told.choices[0] if told.choices else None
    if choice is None or not choice.message.content:
        raise ReadingError("assist.unreadable", host=host, why="choices")
    if choice.finish_reason not in (None, "stop"):
        raise ReadingError("assist.cut_off", host=host, reason=_shown(choice.finish_reason))
    model = told.model if told.model.isprintable() else ""
    return Answer(choice.message.content, model[:_SHOWN], _paid(told.usage, settings, most), tries)


def _paid(usage: _Usage | None, settings: AssistSettings, most: Cost) -> Cost:
    """By what the service counted; where it says nothing that can be, the most that it can be."""
    if usage is None or usage.prompt_tokens is None or usage.completion_tokens is None:
        return most
    if not 0 <= usage.prompt_tokens <= _MOST_TOKENS or not 0 <= usage.completion_tokens <= _MOST_TOKENS:
        return most
    return cost_of(settings, usage.prompt_tokens, usage.completion_tokens)


def _shown(words: Any) -> str:
    return " ".join("".join(one if one.isprintable() else " " for one in str(words)).split())[:_SHOWN]
