"""The only place that speaks SMTP. What it gives back says what is known, and no more."""

from __future__ import annotations

import smtplib
import ssl
import time
from collections.abc import Callable
from enum import StrEnum

import msgspec

from guanlan.deliver.settings import MailSettings
from guanlan.errors import InputError

_FATAL = 500  # SMTP: from here on trying again is no use
_GO_AHEAD = (250, 251, 354)
_SHOWN = 300  # characters of an answer that are kept


class Outcome(StrEnum):
    """What became of a letter."""

    ACCEPTED = "accepted"  # the server said that it has it
    REFUSED = "refused"  # the server said that it will not have it
    UNSENT = "unsent"  # nothing of it went out
    UNCERTAIN = "uncertain"  # it went out, at least in part, and no answer came


class Answer(msgspec.Struct, frozen=True):
    """``detail`` is what the server said; ``lasting``: it would say so again."""

    outcome: Outcome
    detail: str = ""
    lasting: bool = False


class Postman:
    """A connection that is made when it is needed and made anew when it broke. Raises ``InputError`` where the server
    cannot be reached, will have no private connection, or does not know us.
    """

    def __init__(
        self,
        settings: MailSettings,
        *,
        trust: ssl.SSLContext | None = None,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._settings = settings
        self._trust = trust or ssl.create_default_context()
        self._sleep, self._clock = sleep, clock
        self._line: smtplib.SMTP | None = None
        self._next = 0.0

    def send(self, data: bytes, to: str, handing: Callable[[], None]) -> Answer:
        """Send a message. ``handing`` is called when the server has agreed to take it, before its first byte goes out:
        only from then on can it be with the reader.
        """
        self._pace()
        line = self._line or self._connected()
        try:
            refusal = self._agreed(line, to)
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            return Answer(Outcome.UNSENT, _shown(error))
        if refusal is not None:
            return refusal
        handing()
        return self._handed(line, data)

    def close(self) -> None:
        """Say goodbye, where there is still somebody to say it to."""
        line, self._line = self._line, None
        if line is not None:
            try:
                line.quit()
            except (smtplib.SMTPException, OSError):
                line.close()

    def _pace(self) -> None:
        if self._settings.per_minute:
            now = self._clock()
            if now < self._next:
                self._sleep(self._next - now)
            self._next = max(now, self._next) + 60 / self._settings.per_minute

    def _connected(self) -> smtplib.SMTP:
        one = self._settings
        line: smtplib.SMTP | None = None
        try:
            if one.tls == "tls":
                line = smtplib.SMTP_SSL(one.host, one.port, timeout=one.patience, context=self._trust)
            else:
                line = smtplib.SMTP(one.host, one.port, timeout=one.patience)
            self._introduced(line)
        except (smtplib.SMTPException, OSError) as error:
            if line is not None:
                line.close()
            raise InputError("deliver.unreachable", host=one.host, port=one.port, why=_shown(error)) from error
        self._line = line
        return line

    def _introduced(self, line: smtplib.SMTP) -> None:
        """Private first, then who we are."""
        if self._settings.tls == "starttls":
            line.starttls(context=self._trust)
        if self._settings.user:
            line.login(self._settings.user, self._settings.password)
        line.ehlo_or_helo_if_needed()

    def _agreed(self, line: smtplib.SMTP, to: str) -> Answer | None:
        """None where the server has said go ahead; its refusal where it has not."""
        steps: tuple[Callable[[], tuple[int, bytes]], ...] = (
            lambda: line.mail(self._settings.sender),
            lambda: line.rcpt(to),
            lambda: line.docmd("DATA"),
        )
        for step in steps:
            code, said = step()
            if code not in _GO_AHEAD:
                line.rset()
                return Answer(Outcome.REFUSED, _answer(code, said), lasting=code >= _FATAL)
        return None

    def _handed(self, line: smtplib.SMTP, data: bytes) -> Answer:
        """The message itself, and the answer to it."""
        try:
            line.send(_stuffed(data))
            code, said = line.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            return Answer(Outcome.UNCERTAIN, _shown(error))
        if code == 250:
            return Answer(Outcome.ACCEPTED, _answer(code, said))
        return Answer(Outcome.REFUSED, _answer(code, said), lasting=code >= _FATAL)


def _stuffed(data: bytes) -> bytes:
    """The message with a second point where a line begins with one, and the lone point that ends it."""
    lines = data.replace(b"\r\n", b"\n").removesuffix(b"\n").split(b"\n")
    return b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines) + b".\r\n"


def _answer(code: int, said: bytes) -> str:
    return f"{code} {said.decode('utf-8', 'replace')}"[:_SHOWN]


def _shown(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:_SHOWN]
