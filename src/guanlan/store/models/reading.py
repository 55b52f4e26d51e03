"""文本: text read out of a blob by one reader version."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.blob import Blob
from guanlan.store.models.frozen import Frozen


class Reading(Frozen):
    """``record`` is a ``records.Reading``; ``reader`` names the reader and version, ``options`` how it was asked."""

    blob = models.ForeignKey(Blob, models.RESTRICT, related_name="readings")
    reader = models.CharField(max_length=100)
    options = models.CharField(max_length=500, default="")
    record = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blob", "reader", "options"], name="one_reading_a_reader")]
