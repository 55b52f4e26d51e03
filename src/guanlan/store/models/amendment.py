"""更正 and 撤稿: what was changed in an issue after it was signed off."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.entry import Entry
from guanlan.store.models.frozen import Frozen
from guanlan.store.models.issue import Issue
from guanlan.store.models.proposal import Proposal
from guanlan.store.models.revision import Revision


class Amendment(Frozen):
    """``number`` counts the amendments of an issue from 1; ``kind`` is ``correction`` or ``retraction``.

    ``old`` and ``new`` are the words that changed (``new`` is empty for a retraction), ``note`` is what readers are
    told. ``revision`` is the state of the entry that it made, ``frame`` the frame of the issue as it was before: with
    both, every earlier state of the issue is had again. ``proposal`` is the one that it carries out.
    """

    issue = models.ForeignKey(Issue, models.RESTRICT, related_name="amendments")
    entry = models.ForeignKey(Entry, models.RESTRICT, related_name="amendments")
    revision = models.OneToOneField(Revision, models.RESTRICT, related_name="amendment")
    proposal = models.OneToOneField(Proposal, models.RESTRICT, null=True, related_name="amendment")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    old = models.TextField()
    new = models.TextField()
    note = models.TextField()
    frame = models.TextField()
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "number"], name="one_amendment_a_number")]
