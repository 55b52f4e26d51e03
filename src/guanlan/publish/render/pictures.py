"""What a picture is and how large, by its first bytes; and its like as SVG, which is text."""

from __future__ import annotations

import base64
from collections.abc import Mapping

from guanlan.publish.render.bare_pictures import bare

TEXT_WIDTH = 160  # millimetres: the text of a page
_WIDEST, _HIGHEST = 360, 340  # points
_TALLEST = 560  # points: a picture whose width was asked for leaves room for its caption
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}
_MARKS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"))
# frame headers of JPEG, which hold the size; the others in their range are tables
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPEG_BARE = frozenset(range(0xD0, 0xD8)) | {0x01}  # segments without a length


def printable(pictures: Mapping[str, bytes]) -> dict[str, bytes]:
    """The pictures that can be printed, those whose kind and size can be told, without what their files say beside
    them (place, time, camera); one whose pieces do not add up as it is.
    """
    shown = {}
    for address, data in sorted(pictures.items()):
        if size_of(data) is not None:
            made = bare(data)
            shown[address] = made if size_of(made) is not None else data
    return shown


def kind_of(data: bytes) -> str | None:
    """``png``, ``jpg``, ``gif`` or ``webp``; None for anything else.

    >>> kind_of(b"GIF89a...")
    'gif'
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def media_type(data: bytes) -> str:
    """The media type of a picture whose kind is known."""
    return _TYPES[kind_of(data) or "png"]


def size_of(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None where they cannot be told or the file is cut short.

    >>> size_of(b"GIF89a" + bytes([44, 1, 200, 0]) + b";")
    (300, 200)
    """
    readers = {"png": _png_size, "jpg": _jpeg_size, "gif": _gif_size, "webp": _webp_size}
    kind = kind_of(data)
    size = readers[kind](data) if kind and _is_whole(kind, data) else None
    return size if size and min(size) > 0 else None


def _is_whole(kind: str, data: bytes) -> bool:
    """Whether the mark that closes such a file is there: half a picture is none."""
    if kind == "webp":
        return len(data) >= _little(data, 4, 4) + 8
    return {"png": b"IEND", "jpg": b"\xff\xd9", "gif": b";"}[kind] in data[-1024:]


def as_address(data: bytes) -> str:
    """The picture as an address that holds it.

    >>> as_address(b"GIF89a")
    'data:image/gif;base64,R0lGODlh'
    """
    return f"data:{media_type(data)};base64,{base64.b64encode(data).decode()}"


def as_svg(data: bytes) -> str:
    """The picture inside an SVG of its own size (the typesetter takes only text from memory)."""
    width, height = size_of(data) or (1, 1)
    size = f'width="{width}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}><image {size} href="{as_address(data)}"/></svg>'


def printed_width(data: bytes, asked: int | None = None) -> float:
    """How wide a picture is printed, in points: ``asked`` millimetres; else at 96 pixels an inch, but within four
    fifths of the text's width and not higher than half a page.
    """
    width, height = size_of(data) or (1, 1)
    if asked is not None:
        return round(min(min(asked, TEXT_WIDTH) * 72 / 25.4, _TALLEST * width / height), 1)
    return round(min(width * 0.75, _WIDEST, _HIGHEST * width / height), 1)


def _big(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "big")


def _little(data: bytes, at: int, length: int) -> int:
    return int.from_bytes(data[at : at + length], "little")


def _png_size(data: bytes) -> tuple[int, int] | None:
    return (_big(data, 16, 4), _big(data, 20, 4)) if len(data) >= 24 else None


def _gif_size(data: bytes) -> tuple[int, int] | None:
    return (_little(data, 6, 2), _little(data, 8, 2)) if len(data) > 10 else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        mark = data[at + 1]
        if mark in _JPEG_FRAMES:
            return _big(data, at + 7, 2), _big(data, at + 5, 2)
        at += 1 if mark == 0xFF else 2 if mark in _JPEG_BARE else 2 + _big(data, at + 2, 2)
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    if len(data) < 30:
        return None
    form = data[12:16]
    if form == b"VP8X":
        return _little(data, 24, 3) + 1, _little(data, 27, 3) + 1
    if form == b"VP8L":
        bits = _little(data, 21, 4)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return _little(data, 26, 2) & 0x3FFF, _little(data, 28, 2) & 0x3FFF
