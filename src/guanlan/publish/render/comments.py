"""Comments in a copy of somebody's Word file, at the exact words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec


class Comment(msgspec.Struct, frozen=True):
    """``text`` to be put at code points ``start`` to ``end`` of the as-published text of the file's reading."""

    start: int
    end: int
    text: str


def comment_docx(data: bytes, comments: Iterable[Comment], *, author: str, at: datetime) -> bytes:
    """A copy of ``data`` with ``comments``; its own words stay as they are. Equal input gives equal bytes.

    Raises as reading a Word file does.
    """
    raise NotImplementedError
