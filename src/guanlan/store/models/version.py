"""One state of a release: an edited page is a new version of the same release."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.blob import Blob
from guanlan.store.models.frozen import Frozen
from guanlan.store.models.release import Release


class Version(Frozen):
    """That these bytes are the ``number``-th state of the release. The same bytes belong to one release; they are two
    of its versions only where an edit was undone.
    """

    release = models.ForeignKey(Release, models.RESTRICT, related_name="versions")
    blob = models.ForeignKey(Blob, models.RESTRICT, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "number"], name="one_version_a_number")]
