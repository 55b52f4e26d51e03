"""投递: one step of sending an issue to a reader."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen
from guanlan.store.models.issue import Issue
from guanlan.store.models.reader import Reader


class Delivery(Frozen):
    """``amendment`` is 0 for the issue itself, else the number of the amendment that the reader is told of.

    ``state`` is ``planned``, ``handed`` (written before the first byte of the message goes out), ``accepted``,
    ``refused`` (``detail`` is the server's answer) or ``uncertain`` (handed over, and no answer came). The latest row
    of an issue, an amendment and a reader is how it stands; no step of one ``attempt`` can be taken twice.
    """

    issue = models.ForeignKey(Issue, models.RESTRICT, related_name="deliveries")
    reader = models.ForeignKey(Reader, models.RESTRICT, related_name="deliveries")
    amendment = models.PositiveIntegerField(default=0)
    attempt = models.PositiveIntegerField()
    state = models.CharField(max_length=10)
    message_id = models.CharField(max_length=200)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    detail = models.TextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "reader", "amendment", "attempt", "state"], name="one_step_an_attempt"
            )
        ]
