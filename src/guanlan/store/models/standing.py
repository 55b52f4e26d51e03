"""How a correction stands to what the machine reads now."""

from __future__ import annotations

from django.db import models

from guanlan.store.models.correction import Correction


class Standing(models.Model):
    """``applied``: the machine reads as before, the correction holds; ``settled``: the machine agrees by now;
    ``conflict``: it reads a third thing (``machine``), and a person decides; ``replaced``: a later correction holds.
    """

    correction = models.OneToOneField(Correction, models.RESTRICT, primary_key=True, related_name="standing")
    state = models.CharField(max_length=10, db_index=True)
    machine = models.JSONField(null=True)
