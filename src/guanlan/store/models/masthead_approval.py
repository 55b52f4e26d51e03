"""编委会名单的审批: that a person approved what changed in an issue's masthead since the issue before."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen
from guanlan.store.models.issue import Issue


class MastheadApproval(Frozen):
    """``record`` is the tuple of ``publish.masthead.SeatChange`` that was approved, ``hash`` that of it: another change
    needs another approval. ``note`` says on what ground, where a change has no proof of its own.
    """

    issue = models.ForeignKey(Issue, models.RESTRICT, related_name="masthead_approvals")
    record = models.TextField()
    hash = models.CharField(max_length=64)
    note = models.TextField(default="")
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "hash"], name="one_approval_a_masthead")]
