"""Everything that the index of search can be asked."""

from __future__ import annotations

from django.db import connection

from guanlan.store.search.sqlite import COUNTS, LETTERS, PAIRS


def whole_state():
    """All that the index can be asked: each term with the rows it is in (FTS5's own vocabulary)."""
    with connection.cursor() as cursor:
        for table in (PAIRS, LETTERS):
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.seen_{table} USING fts5vocab(main, {table}, instance)"
            )
        found = []
        for table, columns in ((PAIRS, "term, doc, offset"), (LETTERS, "term, doc")):
            found.append(cursor.execute(f"SELECT {columns} FROM temp.seen_{table} ORDER BY 1, 2").fetchall())
        found.append(cursor.execute(f"SELECT * FROM {COUNTS} WHERE passages <> 0 ORDER BY 1").fetchall())
    return found
