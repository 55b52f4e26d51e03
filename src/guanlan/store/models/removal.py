"""依令删除: that bytes were removed, by whose order; the one thing for which evidence is ever touched."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.blob import Blob
from guanlan.store.models.frozen import Frozen


class Removal(Frozen):
    """``order`` is the order as it was given (who, number, day), ``reason`` why. ``replaced`` lists the stretches of
    WARC files that were overwritten: file, offset, length, and the SHA-256 of what stands there now. ``of`` is the page
    that a picture went with.
    """

    blob = models.OneToOneField(Blob, models.RESTRICT, related_name="removal")
    of = models.ForeignKey("self", models.RESTRICT, null=True, related_name="pictures")
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    order = models.TextField()
    reason = models.TextField(default="")
    replaced = models.JSONField(default=list)
