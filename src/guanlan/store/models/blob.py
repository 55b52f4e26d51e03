"""Bytes, addressed by their SHA-256."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen


class Blob(Frozen):
    """That the bytes are here; they themselves lie in ``HOME/blobs`` (``store.blobs``)."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
