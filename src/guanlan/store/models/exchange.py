"""How a capture was fetched, and where request and answer lie as WARC records."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.capture import Capture
from guanlan.store.models.frozen import Frozen
from guanlan.store.models.visit import Visit


class Exchange(Frozen):
    """``record`` is a ``records.Exchange`` without its body (that is the capture's blob). ``asked`` and ``address`` are
    drawn out of it; ``file``, ``offset``, ``length``, ``sha256`` are those of ``records.Stored``.
    """

    capture = models.OneToOneField(Capture, models.RESTRICT, primary_key=True, related_name="exchange")
    visit = models.ForeignKey(Visit, models.RESTRICT, null=True, related_name="exchanges")
    asked = models.CharField(max_length=2000, db_index=True)
    address = models.CharField(max_length=2000, db_index=True)
    parent = models.CharField(max_length=2000, default="")  # the page that an attachment belongs to
    status = models.PositiveIntegerField()
    file = models.CharField(max_length=200)
    offset = models.PositiveBigIntegerField()
    length = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    record = models.TextField()
