"""存证: the event of getting a blob."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.blob import Blob
from guanlan.store.models.frozen import Frozen


class Capture(Frozen):
    """From where, when and by whom the bytes came, with which headers and of which grade of evidence (甲 to 戊).

    A picture that came with a page is ``part_of`` it, and ``name`` is its address as the page writes it.
    """

    blob = models.ForeignKey(Blob, models.RESTRICT, related_name="captures")
    part_of = models.ForeignKey(Blob, models.RESTRICT, null=True, related_name="parts")
    origin = models.CharField(max_length=2000)  # the path or address it was got from, as given
    root = models.CharField(max_length=2000)  # the imported root; the release key counts paths from here
    name = models.CharField(max_length=2000)  # the path below the root
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    grade = models.CharField(max_length=1)
    headers = models.JSONField(default=dict)
