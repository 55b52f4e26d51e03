"""A file that was built: what its bytes were, of which state of the issue, by which program."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.frozen import Frozen
from guanlan.store.models.issue import Issue


class BuiltFile(Frozen):
    """``state`` is the hash of all that the file says (words, journal, pictures, faces), ``program`` that of the code
    and libraries that set it. Equal in both, the bytes must be, too.
    """

    issue = models.ForeignKey(Issue, models.RESTRICT, related_name="built_files")
    format = models.CharField(max_length=40)
    state = models.CharField(max_length=64)
    program = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "format", "state", "program", "sha256"], name="one_row_a_build")
        ]
