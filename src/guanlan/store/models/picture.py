"""图片: that a picture, or the proof of its consent, was brought in for an entry by its editor."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.capture import Capture
from guanlan.store.models.entry import Entry
from guanlan.store.models.frozen import Frozen


class Picture(Frozen):
    """``role`` is ``picture`` or ``proof``. Whether the picture still stands in the entry is said by its revisions, as
    are caption, credit and consent. The bytes are no document: nothing is read out of them.
    """

    entry = models.ForeignKey(Entry, models.RESTRICT, related_name="pictures")
    capture = models.OneToOneField(Capture, models.RESTRICT, related_name="picture")
    role = models.CharField(max_length=8)
