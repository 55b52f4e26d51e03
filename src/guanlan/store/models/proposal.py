"""Proposals of correction: a source changed under an entry of an issue that was signed off."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.entry import Entry
from guanlan.store.models.frozen import Frozen
from guanlan.store.models.issue import Issue
from guanlan.store.models.report import Report
from guanlan.store.models.version_change import VersionChange


class Proposal(Frozen):
    """``record`` is a ``records.Proposal``. One an entry and change, never rewritten: its standing says the rest."""

    issue = models.ForeignKey(Issue, models.RESTRICT, related_name="proposals")
    entry = models.ForeignKey(Entry, models.RESTRICT, related_name="proposals")
    report = models.ForeignKey(Report, models.RESTRICT, related_name="proposals")
    change = models.ForeignKey(VersionChange, models.RESTRICT, related_name="proposals")
    at = models.DateTimeField()
    record = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "change"], name="one_proposal_a_change")]


class ProposalStanding(models.Model):
    """``open`` until a person says ``accepted`` (a correction is to be made) or ``dismissed``, and why."""

    proposal = models.OneToOneField(Proposal, models.RESTRICT, primary_key=True, related_name="standing")
    state = models.CharField(max_length=10, db_index=True, default="open")
    reason = models.TextField(default="")
    actor = models.CharField(max_length=200, default="")
    at = models.DateTimeField(null=True)
