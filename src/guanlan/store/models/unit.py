"""报送单位: a member association that sends in news."""

from __future__ import annotations

from django.db import models


class Unit(models.Model):
    """``joined`` and ``closed`` are the first and the last day on which it is asked to send; both included."""

    name = models.CharField(max_length=200, unique=True)
    contact = models.CharField(max_length=200, default="")
    joined = models.DateField()
    closed = models.DateField(null=True)
