"""引用: that a passage cites a law."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.document import Document


class Citation(models.Model):
    """``name`` is the key of the cited title (``law.names.key_of``), at ``start`` to ``end`` of the passage's words.

    ``first`` and ``last`` are the cited articles as numbers that sort (``actions.steps.citing``): 0 where the whole is
    cited.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="citations")
    passage = models.BigIntegerField()
    name = models.CharField(max_length=600)
    first = models.PositiveIntegerField()
    last = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=["name", "first"], name="citation_by_name")]
