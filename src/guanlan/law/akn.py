"""A version of an instrument as Akoma Ntoso 3.0 (OASIS LegalDocML)."""

from __future__ import annotations

from datetime import date

import msgspec

from guanlan.records.law import LawText


class Holding(msgspec.Struct, frozen=True):
    """What a work knows of a version beside its text: the key of the work, from and to when it holds."""

    key: str
    first: date | None = None
    last: date | None = None


def akoma_ntoso(published: str, law: LawText, holding: Holding) -> bytes:
    """The XML of a version; equal input gives equal bytes."""
    raise NotImplementedError
