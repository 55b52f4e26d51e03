"""Who did what, when."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen


class AuditLine(Frozen):
    """One action that was carried out: written in its transaction, so it is there exactly when the change is."""

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=200)
    verb = models.CharField(max_length=40)
    subject = models.CharField(max_length=2600)
    details = models.JSONField(default=dict)
