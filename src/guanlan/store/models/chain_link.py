"""存证链: what is said of everything that came in, each statement naming the one before it."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen


class ChainLink(Frozen):
    """``statement`` is the line of ``records.evidence`` about the capture or removal (``kind``) whose row is ``ref``;
    ``hash`` its SHA-256, which the next statement holds. ``day`` is that on which it was linked, in Beijing, and never
    goes back. ``nonce`` makes the salts of what the statement only commits to.
    """

    number = models.PositiveBigIntegerField(primary_key=True)  # counts from 1, without gaps
    day = models.DateField(db_index=True)
    kind = models.CharField(max_length=12)
    ref = models.PositiveBigIntegerField()
    nonce = models.CharField(max_length=64)
    statement = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "ref"], name="one_link_a_thing")]
