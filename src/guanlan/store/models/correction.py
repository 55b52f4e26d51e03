"""A fact put right by a person."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen


class Correction(Frozen):
    """Report key, field, old and new values as JSON, the words that prove it, who, when. Never dropped or rewritten.

    A later correction of the same field takes the place of an earlier one.
    """

    report_key = models.CharField(max_length=2600, db_index=True)
    field = models.CharField(max_length=20)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    quote = models.TextField(default="")
    actor = models.CharField(max_length=200)
    at = models.DateTimeField()
