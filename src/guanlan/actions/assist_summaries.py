"""What asking a model gives back."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from guanlan.records.gate import Checkable


class Against(msgspec.Struct, frozen=True):
    """What speaks against a text: a code of the tables with its parameters and the words it is about."""

    code: str
    text: str
    params: dict[str, object] = {}


class Drafted(msgspec.Struct, frozen=True):
    """``state`` is ``would_send`` (nothing was), ``taken``, ``adopted`` (by the editor, in spite of ``against``),
    ``stopped`` (something is open) or ``failed`` (no text came; ``error`` says why). ``sent`` is the request's body
    where nothing was sent, ``revision`` the number of the entry's new one.
    """

    where: str
    state: str
    text: str = ""
    sent: str = ""
    withheld: int = 0
    cut: bool = False
    tokens_in: int = 0
    tokens_out: int = 0
    cost: Decimal = Decimal(0)
    known: bool = True
    model: str = ""
    prompt: str = ""
    prompt_hash: str = ""
    revision: int | None = None
    open: tuple[Checkable, ...] = ()
    against: tuple[Against, ...] = ()
    error: tuple[str, dict[str, object]] | None = None


class Assisted(msgspec.Struct, frozen=True):
    """``cost`` is that of this run, ``spent`` of all runs for this issue, in ``currency``."""

    issue: str
    drafts: tuple[Drafted, ...]
    cost: Decimal
    spent: Decimal
    currency: str
    endpoint: str
    model: str
