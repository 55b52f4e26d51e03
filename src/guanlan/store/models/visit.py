"""One look at a watched source."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.source import Source


class Visit(models.Model):
    """``found`` items the lists led to, ``kept`` of them new. ``events`` counts codes of ``collect.Event``.

    ``ended`` None: under way, or broken off.
    """

    source = models.ForeignKey(Source, models.RESTRICT, related_name="visits")
    began = models.DateTimeField(db_index=True)
    ended = models.DateTimeField(null=True)
    found = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)
    lists = models.PositiveIntegerField(default=0)
    events = models.JSONField(default=dict)
