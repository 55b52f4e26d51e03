"""A page that stands in place of another: deleted, moved, kept from sight, or asking who is there."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.capture import Capture
from guanlan.store.models.frozen import Frozen


class Notice(Frozen):
    """The bytes of ``capture`` are such a page: it is a state of the release ``key`` (empty where no address told it)
    and never one of its versions. ``address`` is the one that was asked for.
    """

    capture = models.OneToOneField(Capture, models.RESTRICT, primary_key=True, related_name="notice")
    state = models.CharField(max_length=12)  # deleted, violation, moved, challenge
    key = models.CharField(max_length=2000, default="", db_index=True)
    address = models.CharField(max_length=2000, default="", db_index=True)
    at = models.DateTimeField()
