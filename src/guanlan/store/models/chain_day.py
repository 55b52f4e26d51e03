"""存证链上已封存的一天。"""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen


class ChainDay(Frozen):
    """A day of the chain that is over: a ``records.evidence.Head``, written when the next day's first link is."""

    day = models.DateField(primary_key=True)
    number = models.PositiveBigIntegerField()
    count = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
