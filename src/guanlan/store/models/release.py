"""原文: one document as one source published it."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.source import Source


class Release(models.Model):
    """``key`` is the source's key and what tells its documents apart: address, document number or path.

    ``publisher`` and ``published`` are what the newest version says of itself.
    """

    key = models.CharField(max_length=2000, unique=True)
    source = models.ForeignKey(Source, models.RESTRICT, related_name="releases")
    address = models.CharField(max_length=2000, null=True)
    publisher = models.CharField(max_length=300, null=True)
    published = models.DateField(null=True)
    shape = models.CharField(max_length=10)  # bulletin or release: as what it was read last
