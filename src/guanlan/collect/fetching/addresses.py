"""Which addresses may be asked for: public ones, over HTTP, unless a source is declared local.

The rule is applied three times: to the address as written (scheme, credentials, port, spelling, literal), to every
answer of the resolver, and to the very socket that is about to connect. Behind a proxy the last is not ours to see:
there the name and what our own resolver says of it are all that can be judged.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from scrapy.exceptions import IgnoreRequest

from guanlan.text.tables_reading import table_rows

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_SCHEMES = {"http": 80, "https": 443}
_GLOBAL_6 = ipaddress.IPv6Network("2000::/3")  # all that is given out to be reached by everyone (RFC 3587)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are the IPv4 address that is reached
_LOCAL_NAMES = re.compile(
    r"(?:^|\.)(?:localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa|onion)$"
)
_LAST_IS_NUMBER = re.compile(r"(?:^|\.)(?:[0-9]+|0x[0-9a-f]*)\.?$")  # WHATWG URL §3.5: such a host is an IPv4 address
_CANONICAL = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$")
_WEB_PORTS = (*range(80, 100), 443, *range(800, 900))


class Refused(IgnoreRequest):
    """An address that must not be asked for; ``why`` is a word of the tables or of ``check``."""

    def __init__(self, address: str, why: str) -> None:
        super().__init__(f"{why}: {address}")
        self.address = address
        self.why = why


class Special(NamedTuple):
    """A network that is not the public one's."""

    network: Network
    what: str
    always: bool


def check(address: str, *, local: bool = False) -> str:
    """The host of ``address`` (an IP literal without brackets, or a name in ASCII) where it may be asked for, as far as
    its spelling shows; else raises Refused.

    >>> check("https://www.example.gov.cn/a.html")
    'www.example.gov.cn'
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        raise Refused(address, "malformed") from None
    if parts.scheme not in _SCHEMES:
        raise Refused(address, "scheme")
    if "@" in parts.netloc:
        raise Refused(address, "credentials")
    if not host or "%" in host or "\\" in parts.netloc or any(one < "!" for one in parts.netloc):
        raise Refused(address, "malformed")
    if not local and not _port_is_open(port if port is not None else _SCHEMES[parts.scheme]):
        raise Refused(address, "port")
    return _checked_host(address, host, local=local)


def check_ip(address: str, ip: str, *, local: bool = False) -> Address:
    """``ip`` as a value where it may be connected to; else raises Refused for ``address``."""
    try:
        value = ipaddress.ip_address(ip.split("%")[0])
    except ValueError:
        raise Refused(address, "malformed") from None
    why = _why_special(value, local=local)
    if why is not None:
        raise Refused(address, why)
    return value


def literal(host: str) -> Address | None:
    """The value of a host that is an IP address as one writes it, None for a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _checked_host(address: str, host: str, *, local: bool) -> str:
    plain = unicodedata.normalize("NFKC", host).replace("。", ".").lower().rstrip(".")
    if ":" in plain or _CANONICAL.match(plain):
        check_ip(address, plain, local=local)
        return plain
    if _LAST_IS_NUMBER.search(plain):  # 127.1, 0177.0.0.1, 0x7f000001, 2130706433
        raise Refused(address, "spelling")
    try:
        name = plain if plain.isascii() else plain.encode("idna").decode("ascii")
    except UnicodeError:
        raise Refused(address, "malformed") from None
    if not local and ("." not in name or _LOCAL_NAMES.search(name)):
        raise Refused(address, "local name")
    return name


def _port_is_open(port: int) -> bool:
    return port in _WEB_PORTS or (port >= 1024 and port not in _services())


@lru_cache(maxsize=4096)
def _why_special(value: Address, *, local: bool) -> str | None:
    if isinstance(value, ipaddress.IPv6Address):
        if value in _NAT64:
            return _why_special(ipaddress.IPv4Address(int(value) & 0xFFFFFFFF), local=local)
        if value.ipv4_mapped is not None and local:  # the same machine, said another way
            return _why_special(value.ipv4_mapped, local=True)
    found = [one for one in _special() if value in one.network]
    for one in found:
        if one.always:
            return one.what
    if local:
        return None
    if found:
        return max(found, key=lambda one: one.network.prefixlen).what
    return "not public" if isinstance(value, ipaddress.IPv6Address) and value not in _GLOBAL_6 else None


@cache
def _special() -> tuple[Special, ...]:
    return tuple(
        Special(ipaddress.ip_network(network), what, always == "yes")
        for network, what, always, _ in table_rows("addresses", "guanlan.collect.fetching")
    )


@cache
def _services() -> frozenset[int]:
    return frozenset(int(port) for port, _, _ in table_rows("ports", "guanlan.collect.fetching"))
