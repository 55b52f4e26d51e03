"""A mail server on this machine: it keeps what it took, and can be told to cut off."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default

import msgspec
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

from guanlan.deliver import MailSettings


class Box:
    """What came in, by recipient; ``took`` is what was stored, whether or not the answer got through.

    ``cut`` is the share of letters at which the line is cut: before the letter is stored or after, but without an
    answer in either case. ``refuse`` maps addresses to the answer they get.
    """

    def __init__(self, *, seed: int = 0, cut: float = 0.0, refuse: dict[str, str] | None = None) -> None:
        self.took: dict[str, list[Message]] = {}
        self.cut_off: list[str] = []
        self.refuse = refuse or {}
        self.cut = cut
        self._die = random.Random(seed)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session, envelope):
        (address,) = envelope.rcpt_tos
        cut = self._die.random() < self.cut
        if not cut or self._die.random() < 0.5:
            self.took.setdefault(address, []).append(message_from_bytes(envelope.content, policy=default))
        if cut:
            self.cut_off.append(address)
            server.transport.abort()
            await asyncio.sleep(0)
            return "421 gone"
        return "250 taken"


class MailServer(Controller):
    """The server, at a port of the system's choosing."""

    def __init__(self, box: Box, **more: object) -> None:
        super().__init__(box, hostname="127.0.0.1", port=_free_port(), **more)


SETTINGS = MailSettings(host="127.0.0.1", tls="none", sender="desk@example.invalid", per_minute=0, patience=10)


@contextmanager
def servers() -> Iterator[Callable[..., MailSettings]]:
    """Starts servers, each with its box, and gives the settings by which they are reached; stops them at the end."""
    running: list[MailServer] = []

    def start(box: Box, **more: object) -> MailSettings:
        one = MailServer(box, **more)
        one.start()
        running.append(one)
        return msgspec.structs.replace(SETTINGS, port=one.port)

    yield start
    for one in running:
        one.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
