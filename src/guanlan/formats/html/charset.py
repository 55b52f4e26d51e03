"""The encoding of a page: byte order mark, header, ``meta``, content; a label is tried and never believed blindly."""

from __future__ import annotations

import re

from guanlan.formats.encodings import Decoded, decode

# HTML Living Standard §13.2.3.2 prescans 1,024 bytes; old pages put long comments first
_HEAD = 8192
_META = re.compile(rb"<meta\b[^>]{0,300}?\bcharset\s*=\s*[\"']?\s*([A-Za-z0-9_\-:]+)", re.I)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,200}\bencoding\s*=\s*[\"']([A-Za-z0-9_\-:]+)", re.I)


def decode_page(data: bytes, name: str | None, charset: str | None) -> Decoded:
    """The characters of a page; ReadingError where no encoding fits.

    >>> decode_page('<meta charset="gb2312">朱镕基'.encode("gb18030"), None, None).encoding
    'gb18030'
    """
    declared = _XML.match(data[:_HEAD]) or _META.search(data[:_HEAD])
    label = charset or (declared[1].decode("ascii") if declared else None)
    return decode(data, name, charset=label, lenient=True)
