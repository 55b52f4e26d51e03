"""Which model may be asked, and for what: ``assist.toml`` of the home. Without ``enabled = true`` nothing is sent."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

import msgspec

from guanlan.errors import InputError

FILE = "assist.toml"
_LEAST_KEY = 8  # a shorter key is a slip of the hand
_PATIENCE, _ATTEMPTS = 600, 5  # the most that may be set

Use = Literal["entry", "guide", "abstract"]


class AssistSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """``enabled`` must be true before anything is sent. ``endpoint`` is the address before ``/chat/completions``;
    ``key_from`` names the environment variable that holds the key. Prices are of 1,000 tokens, in ``currency``;
    ``most`` is what one run may cost. ``patience`` is the seconds for one answer, ``attempts`` how often a question is
    put while the service says that it is busy.
    """

    endpoint: str
    model: str
    uses: tuple[Use, ...]
    price_in: Decimal
    price_out: Decimal
    most: Decimal
    enabled: bool = False
    key_from: str = ""
    currency: str = "CNY"
    patience: int = 60
    attempts: int = 3


def assist_settings(toml: bytes | None) -> AssistSettings | None:
    """The settings, None where there is no file; raises ``InputError`` naming what is wrong.

    >>> assist_settings(None) is None
    True
    """
    if toml is None:
        return None
    try:
        given = tomllib.loads(toml.decode("utf-8-sig"), parse_float=Decimal)
        settings = msgspec.convert(given, AssistSettings)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise InputError("assist.settings", why=str(error)) from error
    return _checked(settings)


def key_of(settings: AssistSettings, environment: Mapping[str, str]) -> str | None:
    """The key, None where none is asked for; raises ``InputError`` where the variable is empty."""
    if not settings.key_from:
        return None
    key = environment.get(settings.key_from, "").strip()
    if len(key) < _LEAST_KEY or not key.isascii() or not key.isprintable():
        raise InputError("assist.no_key", variable=settings.key_from)
    return key


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's own.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("192.0.2.1")
    (True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _checked(settings: AssistSettings) -> AssistSettings:
    address = urlsplit(settings.endpoint)
    try:
        host, _ = address.hostname or "", address.port
    except ValueError as error:
        raise InputError("assist.endpoint", value=settings.endpoint) from error
    plain = address.query or address.fragment or address.username or address.password
    if address.scheme not in ("http", "https") or not host or plain or not _simple(settings.endpoint):
        raise InputError("assist.endpoint", value=settings.endpoint)
    if address.scheme == "http" and not is_loopback(host):
        raise InputError("assist.open_line", value=settings.endpoint)
    numbers = (settings.price_in, settings.price_out, settings.most)
    if not all(one.is_finite() and one >= 0 for one in numbers):
        raise InputError("assist.settings", why="price_in, price_out, most ≥ 0")
    if not 0 < settings.patience <= _PATIENCE or not 0 < settings.attempts <= _ATTEMPTS:
        raise InputError("assist.settings", why=f"patience 1–{_PATIENCE}, attempts 1–{_ATTEMPTS}")
    if not settings.model.strip() or not settings.model.isprintable():
        raise InputError("assist.settings", why="model")
    return settings


def _simple(address: str) -> bool:
    return address.isascii() and address.isprintable() and " " not in address
