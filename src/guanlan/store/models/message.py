"""What people are to be told: written once, when it happened."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen
from guanlan.store.models.source import Source


class Message(Frozen):
    """``code`` and ``params`` are words of the error tables; ``level`` is ``alarm``, ``news`` or ``well``.

    ``source`` is the watched source that it is about, where it is about one; ``subject`` names what else it is about.
    """

    at = models.DateTimeField(db_index=True)
    level = models.CharField(max_length=10)
    code = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    subject = models.CharField(max_length=2600, default="")
    source = models.ForeignKey(Source, models.RESTRICT, null=True, related_name="messages")
