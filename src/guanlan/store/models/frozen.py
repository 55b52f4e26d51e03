"""Rows that are written once."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from guanlan.errors import OurFault


class FrozenRows(models.QuerySet[Any]):
    """Rows that may be added and read, and nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuses."""
        raise OurFault("store.frozen", model=self.model.__name__, key="*")

    def delete(self) -> NoReturn:
        """Refuses."""
        raise OurFault("store.frozen", model=self.model.__name__, key="*")


class Frozen(models.Model):
    """A row that never changes. The database refuses, too (migration ``frozen_rows``): this one speaks earlier."""

    objects = models.Manager.from_queryset(FrozenRows)()

    class Meta:
        abstract = True

    def save(self, **kwargs: Any) -> None:
        """Adds the row; a row that is there already is refused."""
        if not self._state.adding:
            raise OurFault("store.frozen", model=type(self).__name__, key=str(self.pk))
        super().save(force_insert=True, using=kwargs.get("using"))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuses."""
        raise OurFault("store.frozen", model=type(self).__name__, key=str(self.pk))
