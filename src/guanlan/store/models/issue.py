"""期: one number of a bulletin."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.release import Release


class Issue(models.Model):
    """``frame`` is a ``records.Bulletin`` whose columns hold no entries: those are rows of their own.

    ``journal`` is a ``publish.Journal``, as it was when the issue was made. An imported issue has a release and
    no journal; a composed one the reverse. ``spares`` is a list of what was left over and why. ``state`` is ``draft``,
    ``final`` (定稿: its words stand, and one of two persons has signed) or ``signed_off`` (签发): an issue that was let
    out changes by amendments only; ``round`` is that of its signatures (``SignOff``). ``head`` is the
    ``records.Head`` of the chain of evidence when the issue was composed.
    """

    title = models.CharField(max_length=300)  # of the journal
    number = models.PositiveIntegerField(null=True)
    date = models.DateField(null=True)
    year = models.PositiveIntegerField(null=True)
    month = models.PositiveIntegerField(null=True)
    frame = models.TextField()
    hash = models.CharField(max_length=64)
    journal = models.TextField(default="")
    spares = models.TextField(default="[]")
    head = models.TextField(default="")
    release = models.OneToOneField(Release, models.RESTRICT, null=True, related_name="issue")
    state = models.CharField(max_length=12, default="draft")
    round = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["title", "number"], name="one_issue_a_number")]
