"""That some bytes could not be read, and why."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.blob import Blob
from guanlan.store.models.frozen import Frozen


class Unread(Frozen):
    """The code of this fingerprint could make nothing of the blob; ``code`` and ``params`` are the error's.

    A blob is unread as long as it has one of these and no version of a release.
    """

    blob = models.ForeignKey(Blob, models.RESTRICT, related_name="refusals")
    fingerprint = models.CharField(max_length=100)
    shape = models.CharField(max_length=10)  # as what it was to be read: auto, bulletin or release
    code = models.CharField(max_length=100)
    params = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["blob", "fingerprint", "shape"], name="one_refusal_a_code")]
