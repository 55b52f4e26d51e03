"""Where mail goes out: ``mail.toml`` of the home, and the environment over it. The password comes from there only."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any, Literal

import msgspec

from guanlan.deliver.addresses import parse_address
from guanlan.errors import InputError

FILE = "mail.toml"
PREFIX = "GUANLAN_MAIL_"
PASSWORD = PREFIX + "PASSWORD"
_NUMBERS = ("port", "per_minute", "patience")
_LAST_PORT = 65535


class MailSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``tls``: ``starttls`` (the connection is made private before anything is said), ``tls`` (private from the
    start), ``none`` (for a server on this machine). ``sender`` is the address that letters come from, ``name`` how
    it is shown. ``unsubscribe`` is an HTTPS address with ``{token}`` in it that takes a reader's leave with one click;
    ``per_minute`` how many letters go out at most (0: as many as the server takes); ``patience`` the seconds to wait
    for the server.
    """

    host: str
    sender: str
    port: int = 587
    tls: Literal["starttls", "tls", "none"] = "starttls"
    name: str = ""
    user: str = ""
    password: str = ""
    unsubscribe: str = ""
    per_minute: int = 120
    patience: int = 60


def mail_settings(toml: bytes | None, environment: Mapping[str, str]) -> MailSettings:
    """The settings; raises ``InputError`` naming what is wrong or missing, or where the file holds a password.

    >>> toml = b'host = "mail.example.invalid"\\nsender = "desk@example.invalid"'
    >>> mail_settings(toml, {"GUANLAN_MAIL_PORT": "25"}).port
    25
    """
    given = _of_file(toml)
    for name in MailSettings.__struct_fields__:
        value = environment.get(PREFIX + name.upper())
        if value:
            given[name] = _number(name, value) if name in _NUMBERS else value
    try:
        settings = msgspec.convert(given, MailSettings)
    except msgspec.ValidationError as error:
        raise InputError("deliver.settings", why=str(error)) from error
    return _checked(settings)


def _of_file(toml: bytes | None) -> dict[str, Any]:
    if toml is None:
        return {}
    try:
        given = tomllib.loads(toml.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError("deliver.settings", why=str(error)) from error
    if "password" in given:
        raise InputError("deliver.password_in_file", variable=PASSWORD)
    return given


def _number(name: str, value: str) -> int:
    if not value.isdecimal():
        raise InputError("deliver.settings", why=f"{PREFIX}{name.upper()}={value}")
    return int(value)


def _checked(settings: MailSettings) -> MailSettings:
    parse_address(settings.sender)
    link = settings.unsubscribe
    if link and not (link.startswith("https://") and "{token}" in link and link.isascii() and link.isprintable()):
        raise InputError("deliver.unsubscribe", value=link)
    if not 0 < settings.port <= _LAST_PORT or settings.patience < 1 or settings.per_minute < 0:
        raise InputError("deliver.settings", why="port 1–65535, patience ≥ 1, per_minute ≥ 0")
    # a name with a line break in it would be a header of its own
    if not settings.name.isprintable():
        raise InputError("deliver.settings", why="name")
    if settings.password and settings.tls == "none" and settings.host not in ("localhost", "127.0.0.1", "::1"):
        raise InputError("deliver.open_password", host=settings.host)
    return settings
