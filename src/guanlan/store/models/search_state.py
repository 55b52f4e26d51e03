"""How the index was made."""

from __future__ import annotations

from django.db import models


class SearchState(models.Model):
    """One row: ``version`` of the normaliser whose tokens the index holds. Another one, or none: to be made anew."""

    version = models.CharField(max_length=20)
