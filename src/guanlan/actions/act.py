"""The frame of every action: permission, one transaction, one audit line, and a link of the chain for what came in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from guanlan.actions.context import Context
from guanlan.errors import InputError
from guanlan.store.chain import link_captures
from guanlan.store.models import AuditLine

NOTHING = "nothing"
"""Put into the mapping by a block that found its work done already: no audit line is written."""


@contextmanager
def acting(context: Context, verb: str, subject: str) -> Iterator[dict[str, Any]]:
    """Run a change whole or not at all. What the block puts into the mapping goes into the audit line.

    The outermost of several links the captures that were stored inside, with all that was stored beside them.
    """
    permit(context, verb)
    details: dict[str, Any] = {}
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        yield details
        if outermost:
            link_captures(context.now)
        if NOTHING not in details:
            AuditLine(at=context.now, actor=context.actor, verb=verb, subject=subject, details=details).save()


def permit(context: Context, verb: str) -> None:
    """Raise ``InputError`` where the actor may not."""
    if not context.permission(context.actor, verb):
        raise InputError("actions.not_permitted", actor=context.actor, verb=verb)
