"""A row whose words went with removed bytes."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen
from guanlan.store.models.removal import Removal


class RemovedRow(Frozen):
    """That the words of a frozen row went with the bytes: the triggers let exactly the words of these rows be blanked
    (``store.freezing``). ``noun`` is the model's name, ``key`` the row's id.
    """

    removal = models.ForeignKey(Removal, models.RESTRICT, related_name="rows")
    noun = models.CharField(max_length=40)
    key = models.PositiveBigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["noun", "key"], name="one_removed_row")]
