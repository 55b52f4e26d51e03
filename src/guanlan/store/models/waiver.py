"""放行: that a person let a checkable thing or a finding of the proof-reader through, and why."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen
from guanlan.store.models.issue import Issue


class Waiver(Frozen):
    """``thing`` is the id of a ``records.Checkable``, or that of a finding; it hangs on the words, so a waiver
    ends when they change. ``where`` and ``text`` are what was looked at.
    """

    issue = models.ForeignKey(Issue, models.RESTRICT, related_name="waivers")
    thing = models.CharField(max_length=40)
    where = models.CharField(max_length=60)
    text = models.TextField()
    reason = models.TextField()
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "thing"], name="one_waiver_a_thing")]
