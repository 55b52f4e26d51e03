"""One capture that a bundle carried in."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.bundle import Bundle
from guanlan.store.models.capture import Capture
from guanlan.store.models.frozen import Frozen


class BundleItem(Frozen):
    """One capture of a bundle. ``link`` is that of the chain it was first linked in: no capture comes in twice.
    ``record`` holds its statement there, with what lets the statement be checked.
    """

    bundle = models.ForeignKey(Bundle, models.RESTRICT, related_name="items")
    capture = models.OneToOneField(Capture, models.RESTRICT, related_name="bundle_item")
    link = models.CharField(max_length=64, unique=True)
    shape = models.CharField(max_length=10)  # as what it was read over there
    record = models.TextField()
