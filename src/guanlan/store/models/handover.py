"""What a person handed in, rather than a crawler fetched."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.capture import Capture
from guanlan.store.models.frozen import Frozen


class Handover(Frozen):
    """Who handed the bytes of ``capture`` in (the actor took them in), with what remark, and out of what.

    ``role``: ``document`` is read; ``container`` (mail folder, archive) is kept as it is, and what it holds is captured
    on its own, each with this capture as its ``container``; ``form`` is the sheet that a unit sent.
    """

    capture = models.OneToOneField(Capture, models.RESTRICT, primary_key=True, related_name="handover")
    container = models.ForeignKey(Capture, models.RESTRICT, null=True, related_name="contents")
    role = models.CharField(max_length=12)
    who = models.CharField(max_length=200, db_index=True)
    note = models.TextField(default="")
