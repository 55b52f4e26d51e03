"""The chain of evidence of the open home: each capture is linked in the transaction that stores it."""

from __future__ import annotations

import datetime

from guanlan.store import chaining
from guanlan.store.chaining import REMOVAL, Models
from guanlan.store.models import Capture, ChainDay, ChainLink, Exchange, Handover, Removal

MODELS = Models(Capture, ChainLink, ChainDay, Exchange, Handover)


def link_captures(now: datetime.datetime) -> int:
    """Link what came in and is not linked yet, with what stands beside it by now (exchange, handover); gives how many.

    ``actions.act.acting`` calls this at the end of each outermost transaction: nobody else needs to.
    """
    return chaining.link_new(MODELS, now=now)


def link_removal(removal: Removal, now: datetime.datetime) -> None:
    """Link a removal, after the rows that it names."""
    chaining.append(MODELS, REMOVAL, [(removal.pk, chaining.said_of_removal(removal))], now=now)
