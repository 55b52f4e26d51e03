"""段落: an article or a paragraph, as search finds it."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.document import Document


class Passage(models.Model):
    """``id`` is an order (``store.search.rows``). ``where`` is the article's number, or what the passage is else."""

    id = models.BigIntegerField(primary_key=True)
    document = models.ForeignKey(Document, models.CASCADE, related_name="passages", db_index=False)
    where = models.CharField(max_length=40)
    words = models.TextField()
