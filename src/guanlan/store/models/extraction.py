"""What one state of our code made of a reading."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen
from guanlan.store.models.reading import Reading


class Extraction(Frozen):
    """``record`` is a ``records.Bulletin`` or a list of ``records.Report``, as ``shape`` says.

    ``fingerprint`` is that of code and tables. An extraction is never corrected: corrections stand beside it.
    """

    reading = models.ForeignKey(Reading, models.RESTRICT, related_name="extractions")
    fingerprint = models.CharField(max_length=100)
    shape = models.CharField(max_length=10)
    at = models.DateTimeField()
    record = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "fingerprint", "shape"], name="one_extraction_a_fingerprint")
        ]
