"""改组提议: what merging would change of a development that a signed-off issue tells."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.development import Development


class Regrouping(models.Model):
    """``record`` is the ``records.Development`` that merging would make of it now. ``state``: ``open``, ``accepted``,
    ``declined`` by ``actor``. A declined one is not proposed again as long as it says the same (``hash``).
    """

    development = models.ForeignKey(Development, models.RESTRICT, related_name="regroupings")
    record = models.TextField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default="open", db_index=True)
    actor = models.CharField(max_length=200, default="")
    settled = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["development", "hash"], name="one_regrouping_a_state")]
