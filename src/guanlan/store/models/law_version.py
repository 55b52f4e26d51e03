"""版本: the text of a work from one day to another."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.blob import Blob
from guanlan.store.models.reading import Reading
from guanlan.store.models.work import Work


class LawVersion(models.Model):
    """What the code of ``fingerprint`` read in the blob: better code writes it anew, reading and blob stay.

    ``record`` is a ``records.LawText`` whose spans are those of the reading; ``brief`` a ``law.works.VersionRef``. The
    ``ref`` of a version is the name of its blob.
    """

    blob = models.OneToOneField(Blob, models.RESTRICT, primary_key=True, related_name="law_version")
    reading = models.ForeignKey(Reading, models.RESTRICT, related_name="law_versions")
    work = models.ForeignKey(Work, models.SET_NULL, null=True, related_name="versions")
    fingerprint = models.CharField(max_length=100, db_index=True)
    title = models.TextField()
    rank = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=20)
    brief = models.TextField()
    record = models.TextField()
    hash = models.CharField(max_length=64)
