"""What happened to a release after it was first held."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen
from guanlan.store.models.release import Release
from guanlan.store.models.version import Version


class VersionChange(Frozen):
    """``record`` is a ``records.VersionChange``. ``before`` is the state that was held, ``after`` the one that came:
    None where the page was removed, or is there again as it was.
    """

    release = models.ForeignKey(Release, models.RESTRICT, related_name="changes")
    before = models.ForeignKey(Version, models.RESTRICT, related_name="changes_from")
    after = models.OneToOneField(Version, models.RESTRICT, null=True, related_name="change_to")
    sort = models.CharField(max_length=10, db_index=True)
    at = models.DateTimeField()
    record = models.TextField()
    hash = models.CharField(max_length=64)
