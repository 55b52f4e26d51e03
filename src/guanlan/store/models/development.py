"""动态: the real thing that reports tell of."""

from __future__ import annotations

from django.db import models


class Development(models.Model):
    """``record`` is a ``records.Development``. Its key survives; a loser of a merger points at the winner."""

    key = models.CharField(max_length=2600, unique=True)
    record = models.TextField()
    hash = models.CharField(max_length=64)
    merged_into = models.ForeignKey("self", models.RESTRICT, null=True, related_name="merged")
