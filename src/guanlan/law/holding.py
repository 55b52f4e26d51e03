"""What a work knows of one of its versions."""

from __future__ import annotations

from datetime import date

import msgspec


class Holding(msgspec.Struct, frozen=True):
    """``key`` and ``title`` of the work; the version holds from ``first`` to ``last``, both included, None is open.

    ``repealed`` says that the instrument ended with ``last``, and was not only changed.
    """

    key: str
    first: date | None = None
    last: date | None = None
    repealed: bool = False
