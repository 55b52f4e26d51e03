"""Tokens of RTF, and the bytes of its words as characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    rb"\\([A-Za-z]{1,32})(-?\d{1,10})? ?|\\'([0-9A-Fa-f]{2})|\\([^A-Za-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.S
)
# \fcharset of a font → the code page of its bytes (specification, "Font Table")
_CHARSETS = {0: "cp1252", 128: "cp932", 134: "gb18030", 136: "cp950", 129: "cp949", 204: "cp1251", 238: "cp1250"}


class Token(NamedTuple):
    """One of: a control ``word`` with its number, ``raw`` bytes, or a ``brace``."""

    word: str = ""
    number: int | None = None
    raw: bytes = b""
    brace: str = ""


def tokens(data: bytes) -> Iterator[Token]:
    """All tokens; binary data (``\\bin``) is passed over."""
    at = 0
    while at < len(data):
        found = _TOKEN.match(data, at)
        if found is None:  # a lone backslash at the very end
            return
        at = found.end()
        word, number, code, symbol, brace, raw = found.groups()
        if word is not None:
            value = int(number) if number is not None else None
            if word == b"bin":
                at += min(max(value or 0, 0), len(data))
            else:
                yield Token(word.decode("ascii"), value)
        elif code is not None:
            yield Token(raw=bytes([int(code, 16)]))
        elif symbol is not None:
            yield Token(symbol.decode("latin-1"))
        elif brace is not None:
            yield Token(brace=brace.decode("ascii"))
        elif raw is not None:
            yield Token(raw=raw)


def codec_of_charset(number: int | None) -> str | None:
    """The code page of a font's ``\\fcharset``; None where the document's own holds."""
    return _CHARSETS.get(number if number is not None else 1)


def codec_of_page(number: int | None) -> str:
    """The codec of ``\\ansicpg``.

    >>> codec_of_page(936)
    'gb18030'
    """
    return {936: "gb18030", 54936: "gb18030", 65001: "utf-8", 950: "cp950", 932: "cp932"}.get(number or 0, "cp1252")
