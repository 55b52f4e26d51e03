"""单条信息: one self-contained story in a release, with its facts."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.development import Development
from guanlan.store.models.extraction import Extraction
from guanlan.store.models.release import Release


class Report(models.Model):
    """``record`` is a ``records.Report`` with the corrections applied; the machine's own is in the extraction.

    ``key`` is the release's key and the report's name; ``handle`` is what a person types: the first characters of its
    hash. A report whose headline changed points at its successor; one that is no longer in its release is ``gone``.
    """

    key = models.CharField(max_length=2600, unique=True)
    handle = models.CharField(max_length=12, unique=True)
    release = models.ForeignKey(Release, models.RESTRICT, related_name="reports")
    extraction = models.ForeignKey(Extraction, models.RESTRICT, related_name="reports")
    name = models.CharField(max_length=600)
    record = models.TextField()
    hash = models.CharField(max_length=64)
    order = models.PositiveIntegerField()  # within its release
    headline = models.TextField()
    kind = models.CharField(max_length=20, null=True, db_index=True)
    jurisdiction = models.CharField(max_length=100, null=True, db_index=True)
    date_from = models.DateField(null=True, db_index=True)
    date_until = models.DateField(null=True)
    gone = models.BooleanField(default=False)
    successor = models.ForeignKey("self", models.RESTRICT, null=True, related_name="predecessors")
    development = models.ForeignKey(Development, models.RESTRICT, null=True, related_name="reports")
