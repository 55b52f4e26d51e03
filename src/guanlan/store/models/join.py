"""合并与拆分: what an editor said of which reports are about one thing."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen


class Join(Frozen):
    """``pairs`` are pairs of report keys that are about one thing (``kind`` ``join``) or about two (``split``).

    ``undo`` takes an earlier decision back: it has no pairs, and ``undoes`` names that one. A decision holds as long as
    nothing undoes it.
    """

    kind = models.CharField(max_length=5)  # join, split, undo
    pairs = models.JSONField(default=list)
    reason = models.TextField(default="")
    undoes = models.OneToOneField("self", models.RESTRICT, null=True, related_name="undone_by")
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()
