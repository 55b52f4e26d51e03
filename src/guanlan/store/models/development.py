"""动态: the real thing that reports tell of."""

from __future__ import annotations

from django.db import models


class Development(models.Model):
    """``record`` is a ``records.Development``. Its key survives; a loser of a merger points at the winner.

    ``handle`` is what a person types: the first characters of the key's hash, other than those of the report by whose
    key it is known.
    """

    key = models.CharField(max_length=2600, unique=True)
    handle = models.CharField(max_length=12, unique=True)
    record = models.TextField()
    hash = models.CharField(max_length=64)
    merged_into = models.ForeignKey("self", models.RESTRICT, null=True, related_name="merged")
