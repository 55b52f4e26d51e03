"""What the publication gate looks at: each checkable thing of an issue and how it stands."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import msgspec

from guanlan.records.anchor import Anchor


class CheckState(StrEnum):
    """How a checkable thing stands (DESIGN §4)."""

    ANCHORED = "anchored"  # equal in value and slot to words of a capture
    DERIVED = "derived"  # by a shown computation from anchored values
    WAIVED = "waived"  # let through by a named editor, with a reason that is kept
    OPEN = "open"  # nothing supports it


class Support(msgspec.Struct, frozen=True, gc=False):
    """Words that support a thing: the report (its key), the reading's blob, and the anchor in it."""

    report: str
    blob: str
    anchor: Anchor


class Checkable(msgspec.Struct, frozen=True, gc=False):
    """A number, date, organ, provision, 《title》, quoted name or superlative of an issue.

    ``id`` survives edits of other words; ``where`` is an entry's id, ``title:ID``, ``guide.N``, ``keywords.N`` or a
    chart's name, ``start`` to ``end`` code points of that part's text. ``kind`` is what it is (``number``, ``date``,
    ``organ``, ``provision``, ``title``, ``name``, ``superlative``), ``value`` its reading and ``slot`` what it belongs
    to (unit and counted noun or party). ``derivation`` is a code with its ``params``, for a derived one; ``reason``
    says why an open one is open. Where one list holds what else stands against an issue, too, such rows are of the
    kind ``objection``, and their ``value`` is a code (``GL101``, ``internal.missing``).
    """

    id: str
    where: str
    start: int
    end: int
    text: str
    kind: str
    value: str
    slot: str = ""
    state: CheckState = CheckState.OPEN
    support: tuple[Support, ...] = ()
    derivation: str | None = None
    reason: str | None = None
    params: dict[str, Any] = {}
    waived_by: str | None = None
