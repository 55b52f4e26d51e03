"""稿件: one edited item in an issue, about a development."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.issue import Issue
from guanlan.store.models.report import Report


class Entry(models.Model):
    """Where the item stands: ``column`` and ``subcolumn`` count from 1 as the issue's frame has them, ``position`` too.

    ``subcolumn`` is 0 in a column without sub-columns. Its words are in its latest revision. An entry taken out of the
    issue keeps its row, with ``position`` None.
    """

    issue = models.ForeignKey(Issue, models.RESTRICT, related_name="entries")
    report = models.ForeignKey(Report, models.RESTRICT, null=True, related_name="entries")
    column = models.PositiveIntegerField()
    subcolumn = models.PositiveIntegerField()
    position = models.PositiveIntegerField(null=True)
    moved = models.BooleanField(default=False)  # a person chose its place
    placed = models.JSONField(default=dict)  # why it stands there: code, params; second: where else it could stand
