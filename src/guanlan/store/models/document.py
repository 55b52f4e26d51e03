"""检索文献: what search finds passages in: a version of a law, a report, an entry, a development."""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """``base`` is the id of its first passage (``store.search.rows``): it tells level and day. ``ref`` is the version's
    blob, or the row of the report, entry or development. ``hash`` is that of what its passages were cut from.
    """

    base = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=12)
    ref = models.CharField(max_length=64)
    title = models.TextField()
    place = models.CharField(max_length=100)
    day = models.DateField(null=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ref"], name="one_document_a_thing")]
