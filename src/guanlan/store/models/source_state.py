"""How a watched source stood, and from when."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen
from guanlan.store.models.source import Source


class SourceState(Frozen):
    """A transition: ``record`` is a ``records.SourceState``, noted ``at``. The latest row is how the source stands."""

    source = models.ForeignKey(Source, models.RESTRICT, related_name="states")
    condition = models.CharField(max_length=12)
    since = models.DateField(null=True)
    at = models.DateTimeField(db_index=True)
    record = models.TextField()
