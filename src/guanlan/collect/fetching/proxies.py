"""Which proxy an address goes through: the source's, else the environment's, and none for a source declared local."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass  # noqa: TID251  collect is where the network lives


def proxy_for(address: str, declared: str | None, *, local: bool) -> str | None:
    """The proxy's address, with its credentials where it has any; None for a direct connection.

    ``declared`` wins. Otherwise ``HTTP_PROXY``, ``HTTPS_PROXY``, ``ALL_PROXY`` and ``NO_PROXY`` hold, as for other
    programs; a local source is asked directly, since the environment's proxy is the way out of the house.
    """
    if declared is not None:
        return _with_scheme(declared)
    if local:
        return None
    proxies = getproxies()
    parts = urlsplit(address)
    found = proxies.get(parts.scheme) or proxies.get("all")
    if not found or proxy_bypass(parts.netloc):
        return None
    return _with_scheme(found)


def _with_scheme(proxy: str) -> str:
    return proxy if "://" in proxy else f"http://{proxy}"
