"""数据包: captures that were carried in from another network."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen


class Bundle(Frozen):
    """``hash`` is that of its signed list; ``key`` the fingerprint of the key that signed; ``made`` when it was made,
    ``head`` the head of the chain over there at that time; ``at`` and ``actor`` when it came in here, and by whom.
    """

    hash = models.CharField(max_length=64, unique=True)
    key = models.CharField(max_length=64)
    made = models.DateTimeField()
    head = models.TextField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    count = models.PositiveIntegerField()
