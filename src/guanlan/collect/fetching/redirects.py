"""Where an answer sends us on: Location fields and pages that do nothing but refresh."""

from __future__ import annotations

from urllib.parse import urldefrag, urljoin, urlsplit

from scrapy.http import Response, TextResponse
from w3lib.html import get_meta_refresh
from w3lib.url import safe_url_string

MOST_HOPS = 10
PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_PAGE = 4096  # a page that only refreshes says nothing else
_SOON = 5.0  # seconds; slower ones are pages that renew themselves


def target_of(response: Response) -> str | None:
    """The address that ``response`` sends us on to, absolute and escaped; None where it sends us nowhere."""
    if response.status in _REDIRECTS:
        location = response.headers.get("Location")
        if not location:
            return None
        return _joined(response.url, _text(location))
    return _refresh(response)


def other_host(one: str, other: str) -> bool:
    """Whether two addresses are of different hosts; a leading ``www.`` makes none."""
    return _host(one) != _host(other)


def key_of(address: str) -> str:
    """What two addresses of the same request have in common."""
    return urldefrag(address)[0]


def _refresh(response: Response) -> str | None:
    if not isinstance(response, TextResponse) or response.status != 200 or len(response.body) > _MOST_PAGE:
        return None
    if b"http-equiv" not in response.body.lower():
        return None
    pause, target = get_meta_refresh(response.text, response.url, response.encoding)
    if target is None or pause is None or pause > _SOON:
        return None
    target = _joined(response.url, target)
    return target if key_of(target) != key_of(response.url) else None


def _joined(base: str, location: str) -> str:
    try:
        return key_of(safe_url_string(urljoin(base, location.strip())))
    except ValueError:
        return location


def _text(location: bytes) -> str:
    for codec in ("utf-8", "gb18030"):
        try:
            return location.decode(codec)
        except UnicodeDecodeError:
            continue
    return location.decode("latin-1")


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
