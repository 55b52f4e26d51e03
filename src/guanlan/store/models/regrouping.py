"""改组提议: what merging would change of a development that a signed-off issue tells."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.development import Development


class Regrouping(models.Model):
    """``kind`` ``tellings``: other reports are about it, ``record`` is the ``records.Development`` it would be.
    ``join`` and ``split``: an editor's decision waits, with its ``pairs`` of report keys. ``state``: ``open``,
    ``accepted``, ``declined`` by ``actor``. One that was declined is not put again as long as it
    says the same (``hash``).
    """

    development = models.ForeignKey(Development, models.RESTRICT, related_name="regroupings")
    kind = models.CharField(max_length=10)
    record = models.TextField(default="")
    pairs = models.JSONField(default=list)
    reason = models.TextField(default="")
    proposer = models.CharField(max_length=200)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    state = models.CharField(max_length=10, default="open", db_index=True)
    actor = models.CharField(max_length=200, default="")
    settled = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["development", "hash"], name="one_regrouping_a_state")]
