"""印记: what a report is known by when reports of one thing are looked for."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.report import Report


class Mark(models.Model):
    """``record`` is a ``records.Mark``; ``digest`` is that of all it was made of, and of the code that made it.

    ``day`` is the one by which neighbours are looked for. ``out`` is the code of the rule that keeps the report out of
    any development, empty for the others.
    """

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="mark")
    day = models.DateField(db_index=True)
    digest = models.CharField(max_length=64)
    out = models.CharField(max_length=40, default="")
    record = models.TextField()


class Link(models.Model):
    """That two reports are alike, and in what (``records.Join``): kept so that only new reports are compared.

    ``day`` is that of the earlier of the two.
    """

    first = models.ForeignKey(Report, models.CASCADE, related_name="+")
    second = models.ForeignKey(Report, models.CASCADE, related_name="+")
    day = models.DateField(db_index=True)
    reason = models.CharField(max_length=40)
    shared = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="one_link_a_pair")]
