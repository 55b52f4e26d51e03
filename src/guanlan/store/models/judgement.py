"""初筛结论: whether a release is worth an editor's look, as one state of our code judged it."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.extraction import Extraction


class Judgement(models.Model):
    """``record`` is a ``records.Triage`` of what ``extraction`` holds, by the code of ``fingerprint``.

    A product of code alone, made again at any time: judgements of former code are dropped.
    """

    extraction = models.OneToOneField(Extraction, models.CASCADE, primary_key=True, related_name="judgement")
    fingerprint = models.CharField(max_length=100)
    relevant = models.BooleanField(db_index=True)
    record = models.TextField()
