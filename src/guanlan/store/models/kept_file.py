"""The bytes of a file of an issue that was out: what readers were given is kept, whatever becomes of the evidence."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.blob import Blob
from guanlan.store.models.frozen import Frozen
from guanlan.store.models.issue import Issue


class KeptFile(Frozen):
    """``amendments`` is how many the issue had when the file was built: 0 is what was signed off. The first row of a
    format and a number is what went out; later ones are what another program, or other pictures, made of the same.
    """

    issue = models.ForeignKey(Issue, models.RESTRICT, related_name="kept_files")
    format = models.CharField(max_length=40)
    amendments = models.PositiveIntegerField()
    blob = models.ForeignKey(Blob, models.RESTRICT, related_name="kept_files")
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "format", "amendments", "blob"], name="one_row_a_kept_file")
        ]
