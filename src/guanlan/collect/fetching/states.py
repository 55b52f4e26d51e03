"""What an answer means besides a document: gone, forbidden, a challenge, an error; and what a failure is called."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import HtmlResponse, Response

from guanlan.collect.fetching.addresses import Refused
from guanlan.collect.fetching.line import TlsFailed, TooLarge
from guanlan.collect.fetching.politeness import Forbidden
from guanlan.collect.sink import Event
from guanlan.text.tables_reading import table_rows

_MOST_PAGE = 256 * 1024  # the scripts of a verification page can be long, its words never are
_MOST_SHOWN = 1500  # bytes: five hundred characters of Chinese, more than any such page says
_MOST_PARTS = 40  # paragraphs or links
_UNSHOWN = re.compile(rb"<(script|style|noscript)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>", re.I | re.S)
_GONE = (404, 410)
_FORBIDDEN = (401, 403, 451)


class _Sign(NamedTuple):
    name: str
    where: str
    value: str


def state_of(response: Response, address: str) -> Event | None:
    """The event that an answer is; None for a document."""
    status = response.status
    if status == 304:
        return Event("collect.unchanged", address)
    name = challenge(response)
    if name is not None:
        return Event("collect.challenged", address, {"by": name, "status": status})
    if status in _GONE:
        return Event("collect.gone", address, {"status": status})
    if status in _FORBIDDEN:
        return Event("collect.forbidden", address, {"status": status})
    if not 200 <= status < 300:
        return Event("collect.status", address, {"status": status})
    return None


def failure_of(error: BaseException, address: str) -> Event:
    """The event that stands for an answer that did not come."""
    if isinstance(error, Refused):
        return Event("collect.refused_address", address, {"to": error.address, "why": error.why})
    if isinstance(error, Forbidden):
        return Event("collect.robots", address, {"why": error.why})
    if isinstance(error, TlsFailed):
        return Event("collect.tls", address, {"reason": str(error)})
    if isinstance(error, TooLarge | IgnoreRequest):  # the plain one: too large once unpacked
        return Event("collect.too_large", address)
    if isinstance(error, DownloadTimeoutError):
        return Event("collect.timeout", address)
    if isinstance(error, CannotResolveHostError):
        return Event("collect.unresolved", address)
    return Event("collect.failed", address, {"reason": f"{type(error).__name__}: {error}"[:300]})


def challenge(response: Response) -> str | None:
    """Whose verification page this is; None for any other page."""
    for sign in _signs("header"):
        name, _, part = sign.value.partition(": ")
        if any(part.encode() in value.lower() for value in response.headers.getlist(name)):
            return sign.name
    body = response.body
    if not isinstance(response, HtmlResponse) or len(body) > _MOST_PAGE:
        return None
    if body.count(b"<p") > _MOST_PARTS or body.count(b"<a") > _MOST_PARTS:  # saves the search on nearly every page
        return None
    found = next((sign.name for sign in _signs("body") if _encoded(sign.value, body)), None)
    return found if found is not None and _shown(body) <= _MOST_SHOWN else None


def _encoded(words: str, body: bytes) -> bool:
    return words.encode("utf-8") in body or (not words.isascii() and words.encode("gb18030") in body)


def _shown(body: bytes) -> int:
    """About how many bytes of words a page shows."""
    return len(b"".join(_UNSHOWN.sub(b"", body).split()))


@cache
def _signs(where: str) -> tuple[_Sign, ...]:
    rows = table_rows("challenges", "guanlan.collect.fetching")
    return tuple(_Sign(*row[:3]) for row in rows if row[1] == where)
