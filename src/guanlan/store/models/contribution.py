"""报送稿: one row of a form."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen
from guanlan.store.models.release import Release
from guanlan.store.models.submission import Submission


class Contribution(Frozen):
    """Row ``row`` of the sheet. ``release`` is what became of it; None: sent back, and ``findings`` say why.

    ``findings`` are ``[code, params]`` of ``errors/tables/submission.tsv``.
    """

    submission = models.ForeignKey(Submission, models.RESTRICT, related_name="contributions")
    row = models.PositiveIntegerField()
    title = models.CharField(max_length=500)
    column = models.CharField(max_length=100, default="")
    link = models.CharField(max_length=2000, default="")  # of the original, as the unit gives it
    release = models.ForeignKey(Release, models.RESTRICT, null=True, related_name="contributions")
    findings = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "row"], name="one_contribution_a_row")]
