"""A picture without what its file says beside it: place, time, camera, notes. The pixels stay to the byte.

What an editor puts in was drawn anew when it came (``publish.plates``); this is for pictures that came with a page,
whose bytes are evidence and kept as they are.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_NOTES = frozenset((b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"))  # PNG, ISO/IEC 15948
_ALONE = frozenset(range(0xD0, 0xD8)) | {0x01}  # JPEG marks without a length
_SCAN, _COMMENT, _EXIF, _PROFILE, _ADOBE, _JFIF = 0xDA, 0xFE, 0xE1, 0xE2, 0xEE, 0xE0
_HEAD = b"Exif\0\0"
_TURN = 0x0112  # how the camera was held, without which the picture lies on its side
_MOST = 512  # entries of a directory that are looked at


def bare(data: bytes) -> bytes:
    """The picture alone; another kind than PNG and JPEG as it is."""
    if data.startswith(_PNG):
        return b"".join(_png_pieces(data))
    return b"".join(_jpeg_pieces(data)) if data.startswith(_JPEG) else data


def _png_pieces(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at = 8
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        name = data[at + 4 : at + 8]
        if name not in _NOTES:
            yield data[at:end]
        if name == b"IEND":  # what follows is no picture
            return
        at = end


def _jpeg_pieces(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        mark = data[at + 1]
        if mark == _SCAN:
            yield data[at:]
            return
        if mark in _ALONE or mark == 0xFF:
            at += 1 if mark == 0xFF else 2
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        yield _kept(mark, data[at:end])
        at = end


def _kept(mark: int, segment: bytes) -> bytes:
    body = segment[4:]
    if mark == _EXIF and body.startswith(_HEAD):
        turn = _turn(body[len(_HEAD) :])
        return _turned(turn) if turn > 1 else b""
    own = mark in (_JFIF, _ADOBE) or (mark == _PROFILE and body.startswith(b"ICC_PROFILE"))
    return segment if own or not (0xE0 <= mark <= 0xEF or mark == _COMMENT) else b""


def _turn(told: bytes) -> int:
    """How the camera was held, 1 to 8; 1 where that is not said."""
    order = ">" if told[:2] == b"MM" else "<"
    try:
        (at,) = struct.unpack_from(f"{order}I", told, 4)
        (count,) = struct.unpack_from(f"{order}H", told, at)
        for number in range(min(count, _MOST)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", told, at + 2 + 12 * number)
            if tag == _TURN:
                return value if value <= 8 else 1
    except struct.error:
        pass
    return 1


def _turned(turn: int) -> bytes:
    """A segment that says how the camera was held, and nothing else."""
    body = _HEAD + struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _TURN, 3, 1, turn, 0, 0)
    return struct.pack(">BBH", 0xFF, _EXIF, len(body) + 2) + body
