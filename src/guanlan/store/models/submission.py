"""报送: one form that a unit sent."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.blob import Blob
from guanlan.store.models.frozen import Frozen
from guanlan.store.models.unit import Unit


class Submission(Frozen):
    """The bytes of the form are ``form``; a corrected form is another submission for the same month (``2026-11``).

    A form with rows of several units is a submission of each.
    """

    unit = models.ForeignKey(Unit, models.RESTRICT, related_name="submissions")
    form = models.ForeignKey(Blob, models.RESTRICT, related_name="submissions")
    name = models.CharField(max_length=500)  # of the file
    month = models.CharField(max_length=7, db_index=True)
    who = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "form", "month"], name="one_submission_a_form")]
