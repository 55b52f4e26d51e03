"""One state of an entry's words."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.entry import Entry
from guanlan.store.models.frozen import Frozen


class Revision(Frozen):
    """``record`` is a ``records.Entry`` (its id aside, which the place gives). ``by_hand``: a person wrote it."""

    entry = models.ForeignKey(Entry, models.RESTRICT, related_name="revisions")
    number = models.PositiveIntegerField()
    record = models.TextField()
    hash = models.CharField(max_length=64)
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()
    by_hand = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="one_revision_a_number")]
