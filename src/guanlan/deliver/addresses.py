"""Addresses of mail."""

from __future__ import annotations

import re

from guanlan.errors import InputError

# what providers give out; quoted local parts and comments are lawful, and nobody's
_ADDRESS = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
LONGEST = 254  # RFC 5321: what fits into a path


def parse_address(text: str) -> str:
    """The address in small letters, so that one person is one reader; raises ``InputError`` for what is none.

    >>> parse_address(" Reader-0001@Example.invalid ")
    'reader-0001@example.invalid'
    """
    address = text.strip().lower()
    local = address.partition("@")[0]
    dotted = local.startswith(".") or local.endswith(".") or ".." in local
    if len(address) > LONGEST or dotted or not _ADDRESS.fullmatch(address):
        raise InputError("deliver.address", value=text[:80])
    return address
