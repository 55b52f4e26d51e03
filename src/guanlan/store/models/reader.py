"""读者: who gets the bulletin by mail."""

from __future__ import annotations

from django.db import models


class Reader(models.Model):
    """``address`` is kept in small letters. ``columns`` and ``topics`` are what the reader wants of an issue; the whole
    of it where both are empty. ``token`` stands in the link by which a reader leaves; who has left keeps the row.
    """

    address = models.CharField(max_length=254, unique=True)
    name = models.CharField(max_length=200, default="")
    columns = models.JSONField(default=list)
    topics = models.JSONField(default=list)
    token = models.CharField(max_length=64, unique=True)
    joined = models.DateField()
    left = models.DateField(null=True)
