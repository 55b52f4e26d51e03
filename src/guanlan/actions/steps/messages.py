"""What people are to be told, as rows and in the log."""

from __future__ import annotations

import logging
from typing import Any

from guanlan.actions.context import Context
from guanlan.errors import phrase
from guanlan.store.models import Message, Source

ALARM, NEWS, WELL = "alarm", "news", "well"
_LOG = logging.getLogger("guanlan.messages")
_LEVELS = {ALARM: logging.WARNING, NEWS: logging.INFO, WELL: logging.INFO}


def tell(
    code: str,
    params: dict[str, Any],
    context: Context,
    *,
    level: str = NEWS,
    subject: str = "",
    source: Source | None = None,
) -> Message:
    """Write a message. The caller sees to it that one thing is told once."""
    row = Message(at=context.now, level=level, code=code, params=params, subject=subject[:2600], source=source)
    row.save()
    _LOG.log(_LEVELS[level], "%s", phrase(code, "zh", params))
    return row
