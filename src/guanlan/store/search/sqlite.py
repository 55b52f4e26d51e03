"""The index in SQLite's FTS5: one table of pairs with their places, one of single letters without.

Both keep no words of their own (``content=''``). Measured on 20 million characters in 167,000 passages: 60 MB and
11 MB. A prefix index in place of the second table would be as large as the first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain, islice
from typing import Any

from django.db import connection

from guanlan.store.search.engine import RANKED_UNDER, Found, Limits, Row
from guanlan.store.search.grams import letters, pairs, pairs_of_phrase, token_of_letter, token_of_mark
from guanlan.store.search.normal import normal
from guanlan.store.search.question import Part, Question
from guanlan.store.search.rows import EVERYTHING, Stretch

# made by the migration law_library
PAIRS, LETTERS, COUNTS = "store_search_pairs", "store_search_letters", "store_search_counts"
_BATCH = 2_000  # passages whose tokens are in memory at once


class SqliteEngine:
    """Passages in two FTS5 tables of the open home; a part of whatever transaction is under way."""

    def add(self, rows: Iterable[Row]) -> None:
        """Index passages that are not there; quickest in the order of their ids."""
        self._write(rows, "INSERT INTO {0}(rowid, tokens) VALUES (%s, %s)", 1)

    def remove(self, rows: Iterable[Row]) -> None:
        """Forget passages, given exactly as they were added."""
        self._write(rows, "INSERT INTO {0}({0}, rowid, tokens) VALUES ('delete', %s, %s)", -1)

    def clear(self) -> None:
        """Forget everything."""
        with connection.cursor() as cursor:
            for table in (PAIRS, LETTERS):
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('delete-all')")
            cursor.execute(f"DELETE FROM {COUNTS}")

    def tidy(self) -> None:
        """Make one piece of the index out of many: worth its seconds after a large import."""
        with connection.cursor() as cursor:
            for table in (PAIRS, LETTERS):
                cursor.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")

    def find(self, question: Question, limits: Limits = Limits()) -> Found:  # noqa: B008 — a tuple never changes
        """The passages that have every part of ``question``: ranked where there are few, else in the order of ids."""
        marked = [" OR ".join(_quoted(token_of_mark(mark)) for mark in limits.marks)] if limits.marks else []
        longer = [_phrase(part) for part in question.parts if len(part.text) > 1]
        single = [token_of_letter(part.text) for part in question.parts if len(part.text) == 1]
        with connection.cursor() as cursor:
            if longer:
                others = _all(_quoted(one) for one in single)
                search = _Search(cursor, PAIRS, _all([*longer, *marked]), others)
            else:
                search = _Search(cursor, LETTERS, _all([*map(_quoted, single), *marked]))
            if len(single) == 1 and not longer and not marked and list(limits.stretches) == [EVERYTHING]:
                total = search.known_count(single[0])
            else:
                total = sum(search.count(one) for one in limits.stretches)
            if 0 < total < RANKED_UNDER:
                if not longer:  # where few passages have a letter, few pairs begin with it
                    begun = [f"{_quoted(one)} *" for one in single]
                    search = _Search(cursor, PAIRS, _all([*begun, *marked]))
                return Found(tuple(search.ranked(limits)), total, ranked=True)
            rows = (row for one in limits.stretches for row in search.rows(one, limits.first))
            return Found(tuple(islice(rows, limits.first)), total, ranked=False)

    def faults(self) -> tuple[str, ...]:
        """What FTS5's own check says."""
        found = []
        for table in (PAIRS, LETTERS):
            try:
                with connection.cursor() as cursor:
                    cursor.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
            except Exception as error:  # whatever the engine raises is what we want to tell
                found.append(f"{table}: {error}")
        return tuple(found)

    def _write(self, rows: Iterable[Row], statement: str, more: int) -> None:
        source = iter(rows)
        counts: Counter[str] = Counter()
        with connection.cursor() as cursor:
            while batch := list(islice(source, _BATCH)):
                texts = [(row.id, normal(row.words), [*map(token_of_mark, row.marks)]) for row in batch]
                in_order = [(row, " ".join([*pairs(text), *marks])) for row, text, marks in texts]
                cursor.executemany(statement.format(PAIRS), in_order)
                single = [(row, [*letters(text), *marks]) for row, text, marks in texts]
                cursor.executemany(statement.format(LETTERS), [(row, " ".join(tokens)) for row, tokens in single])
                counts.update(chain.from_iterable(tokens for _, tokens in single))
            cursor.executemany(
                f"INSERT INTO {COUNTS}(letter, passages) VALUES (%s, %s) "
                "ON CONFLICT (letter) DO UPDATE SET passages = passages + excluded.passages",
                [(letter, more * count) for letter, count in counts.items()],
            )


class _Search:
    """One question, asked several times: how many, which first, which best."""

    def __init__(self, cursor: Any, table: str, asked: str, others: str = "") -> None:
        self._cursor = cursor
        # the plus keeps SQLite from asking the first table once for each row of the second
        inner = f" AND +rowid IN (SELECT rowid FROM {LETTERS} WHERE {LETTERS} MATCH %s)" if others else ""
        self._all = f"FROM {table} WHERE {table} MATCH %s{inner}"
        self._inside = f"FROM {table} WHERE {table} MATCH %s AND rowid BETWEEN %s AND %s{inner}"
        self._asked, self._others = asked, [others] if others else []

    def _ask(self, what: str, stretch: Stretch, end: str = "") -> list[tuple[Any, ...]]:
        source, window = (self._all, []) if stretch == EVERYTHING else (self._inside, list(stretch))
        given = [self._asked, *window, *self._others]
        rows: list[tuple[Any, ...]] = self._cursor.execute(f"SELECT {what} {source} {end}", given).fetchall()
        return rows

    def known_count(self, letter: str) -> int:
        """Of one character anywhere: kept, since the frequent ones are in most passages."""
        rows = self._cursor.execute(f"SELECT passages FROM {COUNTS} WHERE letter = %s", [letter]).fetchall()
        return int(rows[0][0]) if rows else 0

    def count(self, stretch: Stretch) -> int:
        return int(self._ask("count(*)", stretch)[0][0])

    def rows(self, stretch: Stretch, first: int) -> list[int]:
        return [row for (row,) in self._ask("rowid", stretch, f"ORDER BY rowid LIMIT {int(first)}")]

    def ranked(self, limits: Limits) -> list[int]:
        """Best first; equals in the order of ids. Each stretch gives its best, of which the best are taken."""
        end = f"ORDER BY rank, rowid LIMIT {int(limits.first)}"
        found = [pair for one in limits.stretches for pair in self._ask("rank, rowid", one, end)]
        return [row for _, row in sorted(found)[: limits.first]]


def _all(expressions: Iterable[str]) -> str:
    return " AND ".join(f"({one})" for one in expressions)


def _phrase(part: Part) -> str:
    tokens = pairs_of_phrase(part.text, whole_left=part.whole[0], whole_right=part.whole[1])
    return _quoted(" ".join(tokens))


def _quoted(tokens: str) -> str:
    return '"' + tokens + '"'
