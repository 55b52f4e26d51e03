"""The response as the families see it: decoded as its header, its page and, above both, its bytes show."""

from __future__ import annotations

import re

from scrapy.http import Response, TextResponse

from guanlan.errors import ReadingError
from guanlan.formats.encodings import codec_of, decode

_HEAD = 4096  # browsers look at 1,024 bytes; pages made with office programs open with long comments
_DECLARED = re.compile(
    rb"""<meta\s[^>]*?charset\s*=\s*["']?\s*([\w:.-]+)|<\?xml\s[^>]*?encoding\s*=\s*["']([\w:.-]+)""", re.I
)
_LABEL = re.compile(r"charset\s*=\s*[\"']?([\w:.-]+)", re.I)


def decoded(response: Response, declared: str | None = None) -> Response:
    """``response`` with the encoding that fits; as it is where it is no text.

    ``declared`` is what the source's file says; then come the header, the page and the content. Nothing is believed
    against the bytes: a page that says GB2312 and uses characters of GBK is read as GB18030, and one that says UTF-8
    and is GBK is read as GBK.
    """
    if not isinstance(response, TextResponse):
        return response
    body = response.body
    labels = (declared, _header_label(response), _page_label(body))
    codec = next((found for label in labels if (found := codec_of(label))), None)
    encoding = "utf-8" if codec in (None, "utf-8") and _is_utf8(body) else _fitting(body, labels)
    return response.replace(encoding=encoding)


def _fitting(body: bytes, labels: tuple[str | None, ...]) -> str:
    for label in dict.fromkeys(label for label in labels if label):
        codec = codec_of(label)
        if codec is not None and _fits(body, codec):
            return codec
    try:
        return decode(body, lenient=True).encoding
    except ReadingError:
        return next((found for label in labels if (found := codec_of(label))), "utf-8")


def _fits(body: bytes, codec: str) -> bool:
    if codec == "cp1252":  # fits everything, and is the default of servers that know nothing of their pages
        return False
    try:
        body.decode(codec)
    except (UnicodeError, LookupError):
        return False
    return True


def _is_utf8(body: bytes) -> bool:
    return _fits(body, "utf-8") and b"\0" not in body[:_HEAD]


def _header_label(response: Response) -> str | None:
    kind = response.headers.get("Content-Type") or b""
    found = _LABEL.search(kind.decode("latin-1"))
    return found[1] if found else None


def _page_label(body: bytes) -> str | None:
    found = _DECLARED.search(body, 0, _HEAD)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None
