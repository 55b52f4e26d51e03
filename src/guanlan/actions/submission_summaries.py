"""What submissions of units give back: plain records that a door prints."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import msgspec

from guanlan.actions.intake_summaries import TakenItem


class Remark(msgspec.Struct, frozen=True):
    """Something to be said of a row: ``code`` and ``params`` of ``errors/tables/submission.tsv``."""

    code: str
    params: dict[str, Any] = {}


class RowReceipt(msgspec.Struct, frozen=True):
    """Row ``row`` of the sheet. ``accepted``: it became a report (``handle``); else it goes back for the ``remarks``.

    ``result``: added, new_version or same.
    """

    row: int
    unit: str
    title: str
    accepted: bool
    result: str | None = None
    handle: str | None = None
    release: str | None = None
    remarks: tuple[Remark, ...] = ()


class Receipt(msgspec.Struct, frozen=True):
    """回执: what became of a form. ``code`` and ``params`` say why the whole of it goes back."""

    form: str
    month: str
    at: datetime.datetime
    rows: tuple[RowReceipt, ...] = ()
    remarks: tuple[Remark, ...] = ()
    code: str | None = None
    params: dict[str, Any] = {}

    @property
    def accepted(self) -> tuple[RowReceipt, ...]:
        """The rows that were taken."""
        return tuple(one for one in self.rows if one.accepted)

    @property
    def returned(self) -> tuple[RowReceipt, ...]:
        """The rows that go back."""
        return tuple(one for one in self.rows if not one.accepted)


class Submitted(msgspec.Struct, frozen=True):
    """One receipt a form, and what else came that could not be taken in."""

    receipts: tuple[Receipt, ...]
    refused: tuple[TakenItem, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing goes back."""
        return not self.refused and all(one.code is None and not one.returned for one in self.receipts)


class UnitLine(msgspec.Struct, frozen=True):
    """A unit as a list shows it; ``last`` is the month of its last form."""

    name: str
    contact: str
    joined: datetime.date
    closed: datetime.date | None
    last: str | None = None


class UnitStatistics(msgspec.Struct, frozen=True):
    """``sent`` different reports, ``returned`` rows that went back, ``adopted`` of the reports stand in ``issues``.

    ``share`` is that of the adopted among the sent, in per cent with one decimal; None where nothing was sent.
    """

    unit: str
    forms: int
    sent: int
    returned: int
    adopted: int
    share: Decimal | None
    issues: tuple[int, ...] = ()
