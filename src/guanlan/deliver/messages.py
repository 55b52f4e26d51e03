"""A letter → the message that goes out."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

import msgspec

from guanlan.deliver.settings import MailSettings


class Letter(msgspec.Struct, frozen=True):
    """What a reader gets: ``text`` and ``html`` say the same."""

    subject: str
    text: str
    html: str


class Recipient(msgspec.Struct, frozen=True):
    """``token`` stands in the link by which the reader leaves."""

    address: str
    name: str
    token: str


def message_id(issue: str, reader: str, sender: str) -> str:
    """The same for an issue and a reader however often it is asked for, so that a mailbox knows a copy as one.

    >>> message_id("某刊/18", "a@example.invalid", "desk@example.invalid")
    '<9f10302a2a9fa5c32c7a2bb26322b7d6@example.invalid>'
    """
    name = hashlib.sha256(f"{issue}\n{reader}".encode()).hexdigest()[:32]
    return f"<{name}@{sender.rpartition('@')[2]}>"


def written(letter: Letter, to: Recipient, settings: MailSettings, *, name: str, at: datetime) -> bytes:
    """The message as it goes over the wire. ``name`` is its Message-ID, ``at`` its date. Equal input, equal bytes."""
    message = EmailMessage(policy=SMTP)
    message["From"] = _mailbox(settings.name, settings.sender)
    message["To"] = _mailbox(to.name, to.address)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(at)
    message["Message-ID"] = name
    leave = f"<mailto:{settings.sender}?subject=unsubscribe%20{to.token}>"
    if settings.unsubscribe:
        leave = f"<{settings.unsubscribe.replace('{token}', to.token)}>, {leave}"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058: with an HTTPS address only
    message["List-Unsubscribe"] = leave
    message["Auto-Submitted"] = "auto-generated"  # no out-of-office notes, please
    message["Precedence"] = "bulk"
    message.set_content(letter.text, cte="base64")
    message.add_alternative(letter.html, subtype="html", cte="base64")
    # the boundary the library would choose is drawn by lot
    message.set_boundary(f"=_{hashlib.sha256(name.encode()).hexdigest()[:24]}")
    return message.as_bytes()


def _mailbox(name: str, address: str) -> Address:
    shown = "".join(one for one in name if one.isprintable())
    return Address(shown, addr_spec=address)
