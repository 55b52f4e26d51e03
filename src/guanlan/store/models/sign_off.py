"""签发: that a person signed an issue off, in the very words it then had."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen
from guanlan.store.models.issue import Issue


class SignOff(Frozen):
    """``words`` is the hash of the issue as it was; ``table`` is the gate's table of then
    (``records.Checkable``), whose hash is ``hash``. ``round`` counts from 1, and on whenever the issue is given back:
    signatures of an earlier round hold no more.
    """

    issue = models.ForeignKey(Issue, models.RESTRICT, related_name="sign_offs")
    round = models.PositiveIntegerField(default=1)
    words = models.CharField(max_length=64)
    table = models.TextField()
    hash = models.CharField(max_length=64)
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issue", "round", "actor"], name="one_sign_off_a_person")]
