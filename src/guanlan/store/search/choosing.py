"""The engine of the database that is open."""

from __future__ import annotations

from django.db import connection

from guanlan.errors import OurFault
from guanlan.store.search.engine import Engine
from guanlan.store.search.sqlite import SqliteEngine


def engine() -> Engine:
    """The one for the database's vendor."""
    if connection.vendor == "sqlite":
        return SqliteEngine()
    raise OurFault("search.no_engine", vendor=connection.vendor)
