"""The line to the servers: one HTTP exchange at a time, to checked addresses only, within caps, as bytes."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, NamedTuple

import aiohttp
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from guanlan.collect.fetching.addresses import Refused, check, check_ip, literal
from guanlan.collect.fetching.means import Means
from guanlan.collect.fetching.proxies import proxy_for

Pairs = tuple[tuple[str, str], ...]

_MOST_LINE = 16 * 1024  # of a status line or a header field: a few offices send long Content-Security-Policy fields
_MOST_FIELDS = 128
_SECRET = frozenset({"proxy-authorization"})  # between us and the operator's proxy, nobody else's business
_NO_NAME = (socket.gaierror, UnicodeError)


class TooLarge(IgnoreRequest):
    """An answer beyond the cap, as it declares or as it turns out."""


class TlsFailed(IgnoreRequest):
    """The server's certificate is not to be trusted, or no secure connection comes about."""


class Answer(NamedTuple):
    """An exchange as it went over the wire (chunks joined); ``remote`` is the checked address that answered."""

    status: int
    headers: Pairs
    head: bytes
    body: bytes
    request: bytes
    request_headers: Pairs
    remote: str | None


class _Response(aiohttp.ClientResponse):
    """Remembers who answered: a short answer has let go of its connection before one can ask."""

    peer: tuple[str, int] | None = None

    async def start(self, connection: Any) -> aiohttp.ClientResponse:
        name = connection.transport.get_extra_info("peername") if connection.transport else None
        self.peer = (name[0], name[1]) if name else None
        return await super().start(connection)


class Line:
    """Belongs to one event loop. ``local`` and ``proxy`` are those of the source; ``most_bytes`` caps a body."""

    def __init__(self, means: Means, *, local: bool, proxy: str | None, most_bytes: int) -> None:
        self._means = means
        self._local = local
        self._proxy = proxy
        self._most_bytes = most_bytes
        self._names = _Names(means, local=local)
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        context = ssl.create_default_context(cafile=means.trusted)
        self._tls = context

    async def fetch(self, address: str, headers: Pairs, *, timeout: float) -> Answer:
        """The answer to a GET of ``address``, whatever its status; redirects are not followed.

        Refused, TooLarge, TlsFailed, and Scrapy's download errors where there is none.
        """
        host = check(address, local=self._local)
        proxy = proxy_for(address, self._proxy, local=self._local)
        if proxy is not None:
            await self._judge_behind_proxy(address, host)
        url = yarl.URL(address, encoded=True)  # sent as it stands: GBK escapes stay GBK escapes
        async with (
            _told_apart(address, timeout),
            self._session(proxied=proxy is not None).get(
                url, headers=headers, allow_redirects=False, proxy=proxy, timeout=aiohttp.ClientTimeout(total=timeout)
            ) as response,
        ):
            remote = self._remote(response) if proxy is None else None
            body = await self._body(response, address)
            return _answer(response, body, remote, proxied=proxy is not None)

    async def close(self) -> None:
        """End all connections; what is under way fails."""
        for session in self._sessions.values():
            await session.close()

    def _session(self, *, proxied: bool) -> aiohttp.ClientSession:
        if proxied not in self._sessions:
            resolver = None if proxied else self._names  # the proxy is the operator's choice, wherever it stands
            connector = aiohttp.TCPConnector(
                resolver=resolver,
                use_dns_cache=False,
                ssl=self._tls,
                limit=0,  # Scrapy counts
                socket_factory=None if proxied else self._names.socket,
            )
            self._sessions[proxied] = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.CookieJar(unsafe=self._local),
                auto_decompress=False,
                response_class=_Response,
                max_line_size=_MOST_LINE,
                max_field_size=_MOST_LINE,
                max_headers=_MOST_FIELDS,
                skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding"),
            )
        return self._sessions[proxied]

    async def _judge_behind_proxy(self, address: str, host: str) -> None:
        """The proxy connects, so its view of the name counts; ours is asked as far as we have one."""
        if literal(host) is not None:
            return
        try:
            answers = await self._names.answers(host)
        except OSError:
            return
        for ip in answers:
            check_ip(address, ip, local=self._local)

    def _remote(self, response: aiohttp.ClientResponse) -> str | None:
        peer = response.peer if isinstance(response, _Response) else None
        return self._names.checked(*peer) if peer else None

    async def _body(self, response: aiohttp.ClientResponse, address: str) -> bytes:
        declared = response.content_length
        if declared is not None and declared > self._most_bytes:
            raise TooLarge(address)
        parts, size = [], 0
        async for part in response.content.iter_any():
            size += len(part)
            if size > self._most_bytes:
                raise TooLarge(address)
            parts.append(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)


class _Names(AbstractResolver):
    """Names → addresses that may be connected to: every answer is checked, and the connection goes to a checked one."""

    def __init__(self, means: Means, *, local: bool) -> None:
        self._means = means
        self._local = local
        self._led: dict[tuple[str, int], str] = {}  # where ``dial`` leads → the address that was checked

    async def answers(self, host: str) -> Sequence[str]:
        """All addresses of a name, unchecked; OSError where it has none."""
        if self._means.resolve is not None:
            return await self._means.resolve(host)
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        return [str(one[4][0]) for one in found]

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """As aiohttp asks: Refused where any answer may not be connected to (a name that has both is a trap)."""
        try:
            answers = dict.fromkeys(await self.answers(host))
        except _NO_NAME as error:
            raise OSError(f"no address: {host}") from error
        checked = [str(check_ip(host, one, local=self._local)) for one in answers]
        if not checked:
            raise OSError(f"no address: {host}")
        return [self._result(host, one, port) for one in checked]

    def socket(self, info: Any) -> socket.socket:
        """The socket that is about to connect: its address is checked once more, whoever resolved it."""
        family, kind, protocol, _, target = info
        if (target[0], target[1]) not in self._led:
            check_ip(target[0], target[0], local=self._local)
        return socket.socket(family=family, type=kind, proto=protocol)

    def checked(self, ip: str, port: int) -> str:
        """The checked address that a connection stands for."""
        return self._led.get((ip, port), ip)

    async def close(self) -> None:
        """Nothing is held."""

    def _result(self, host: str, ip: str, port: int) -> ResolveResult:
        if self._means.dial is not None:
            checked = ip
            ip, port = self._means.dial(ip, port)
            self._led[ip, port] = checked
        family = socket.AF_INET6 if ipaddress.ip_address(ip).version == 6 else socket.AF_INET
        return ResolveResult(
            hostname=host, host=ip, port=port, family=family, proto=socket.IPPROTO_TCP, flags=socket.AI_NUMERICHOST
        )


@asynccontextmanager
async def _told_apart(address: str, timeout: float) -> AsyncIterator[None]:
    """The library's errors as those that Scrapy retries or not."""
    try:
        yield
    except TimeoutError:
        raise DownloadTimeoutError(f"{address}: more than {timeout:g} s") from None
    except (aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorSSLError, ssl.SSLError) as error:
        raise TlsFailed(_reason(error)) from None
    except aiohttp.ClientConnectorDNSError as error:
        raise CannotResolveHostError(_reason(error)) from None
    except aiohttp.ClientConnectorError as error:
        raise DownloadConnectionRefusedError(_reason(error)) from None
    except aiohttp.InvalidURL:
        raise Refused(address, "malformed") from None
    except aiohttp.ClientPayloadError as error:
        raise ResponseDataLossError(_reason(error)) from None
    except (aiohttp.ClientError, ValueError) as error:
        raise DownloadFailedError(_reason(error)) from None


def _reason(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:300]


def _answer(response: aiohttp.ClientResponse, body: bytes, remote: str | None, *, proxied: bool) -> Answer:
    version = response.version or aiohttp.HttpVersion11
    raw = response.raw_headers
    lines = [b"HTTP/%d.%d %d %s" % (version.major, version.minor, response.status, _latin(response.reason or ""))]
    for name, value in raw:
        joined = b"X-Archive-Orig-" if name.lower() == b"transfer-encoding" else b""  # see warc/packing.py
        lines.append(joined + name + b": " + value)
    sent = tuple(
        (str(name), str(value)) for name, value in response.request_info.headers.items() if name.lower() not in _SECRET
    )
    url = response.request_info.url
    target = str(url) if proxied and url.scheme == "http" else url.raw_path_qs
    first = f"GET {target} HTTP/1.1"
    request = "\r\n".join([first, *(f"{name}: {value}" for name, value in sent), "", ""]).encode("utf-8")
    return Answer(
        status=response.status,
        headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in raw),
        head=b"\r\n".join([*lines, b"", b""]),
        body=body,
        request=request,
        request_headers=sent,
        remote=remote,
    )


def _latin(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape").replace(b"\r", b"").replace(b"\n", b"")
