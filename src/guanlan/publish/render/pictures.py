"""What a picture is, by its first bytes."""

from __future__ import annotations

_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_TYPES = {"png": "image/png", "jpg": "image/jpeg", "gif": "image/gif", "webp": "image/webp"}


def suffix(data: bytes) -> str | None:
    """``png``, ``jpg``, ``gif`` or ``webp``; None for what cannot be printed.

    >>> suffix(b"GIF89a...")
    'gif'
    """
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def media_type(data: bytes) -> str:
    """The media type of a picture that :func:`suffix` knows."""
    return _TYPES[suffix(data) or "png"]
