"""Heads of the chain: what is printed, so that it can be asked for later."""

from __future__ import annotations

import datetime

from guanlan.records.evidence import Head
from guanlan.store.chain import MODELS
from guanlan.store.chaining import head_after


def current_head(on: datetime.date | None = None) -> Head | None:
    """The newest head, or the one after the day ``on`` (in Beijing); None where nothing had come in by then.

    The head after a day that is not over changes with whatever still comes in: who prints it records it.
    """
    return head_after(MODELS, on)


head_of = current_head
