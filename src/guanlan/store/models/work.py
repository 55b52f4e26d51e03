"""法规: one instrument through all its versions."""

from __future__ import annotations

from django.db import models


class Work(models.Model):
    """``record`` is a ``law.works.Work``, of all versions held; ``rank`` is a ``law.ranks.Rank``, ``place`` a code."""

    key = models.CharField(max_length=600, unique=True)
    title = models.TextField()
    rank = models.PositiveSmallIntegerField(db_index=True)
    place = models.CharField(max_length=20)
    maker = models.TextField(null=True)
    record = models.TextField()
    hash = models.CharField(max_length=64)
