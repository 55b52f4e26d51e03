"""Rows that bear the hash of their record, rows that lead nowhere, and the triggers that keep rows as they are."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from django.apps import apps
from django.db import connection
from django.db.models import Model

from guanlan.actions.evidence_summaries import Finding
from guanlan.store.freezing import BLANKS, SIGNED, triggers
from guanlan.store.models import Frozen

HASHED = ("reading", "extraction", "report", "development", "revision", "lawversion", "work", "versionchange")
"""Nouns whose ``hash`` is that of their ``record``; an issue's is that of its ``frame``."""


def judge_records() -> Iterator[Finding]:
    """Records that do not have their hash. The words of removed rows are gone, and only that."""
    removed = _removed()
    for noun in (*HASHED, "issue"):
        model = apps.get_model("store", noun)
        column = "frame" if noun == "issue" else "record"
        question = f'SELECT "{model._meta.pk.column}", "{column}", hash FROM {model._meta.db_table}'
        with connection.chunked_cursor() as cursor:
            cursor.execute(question)
            for key, record, hash_ in _rows(cursor):
                if (noun, key) in removed:
                    if record not in BLANKS[noun][column]:
                        yield Finding("evidence.removal_unfinished", {"blob": f"{noun} {key}"})
                elif hashlib.sha256(str(record).encode()).hexdigest() != hash_:
                    yield Finding("evidence.record_changed", {"noun": noun, "id": key})


def judge_references() -> Iterator[Finding]:
    """Rows that point at rows that are not there: those were dropped."""
    with connection.cursor() as cursor:
        for table, row, parent, _ in cursor.execute("PRAGMA foreign_key_check").fetchall():
            yield Finding("evidence.row_lost", {"noun": _noun(parent), "from": _noun(table), "id": row})


def judge_database() -> Iterator[Finding]:
    """What the engine's own check says of its file."""
    with connection.cursor() as cursor:
        said = [row[0] for row in cursor.execute("PRAGMA quick_check(5)").fetchall()]
    if said != ["ok"]:
        yield Finding("evidence.database_damaged", {"why": "; ".join(map(str, said))})


def judge_triggers() -> Iterator[Finding]:
    """Each frozen table must refuse what its triggers refuse."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'")
        held = {str(name): (str(table), _plain(str(sql))) for name, table, sql in cursor.fetchall()}
    expected = dict(SIGNED)
    for model in frozen():
        columns = [str(field.column) for field in model._meta.local_concrete_fields]
        expected.update(triggers(str(model._meta.model_name), columns))
    for name, statement in sorted(expected.items()):
        if name not in held:
            yield Finding("evidence.trigger_gone", {"name": name})
        elif held[name][1] != _plain(statement):
            yield Finding("evidence.trigger_changed", {"name": name})
    for name, (table, _) in sorted(held.items()):
        if name not in expected and table.startswith("store_"):
            yield Finding("evidence.trigger_inserted", {"name": name})


def frozen() -> list[type[Model]]:
    """The nouns that are written once."""
    return [model for model in apps.get_app_config("store").get_models() if issubclass(model, Frozen)]


def _removed() -> set[tuple[str, object]]:
    with connection.cursor() as cursor:
        return {(noun, key) for noun, key in cursor.execute("SELECT noun, key FROM store_removedrow").fetchall()}


def _rows(cursor: object) -> Iterator[tuple[object, object, object]]:
    while rows := cursor.fetchmany(500):  # type: ignore[attr-defined]
        yield from rows


def _noun(table: object) -> str:
    return str(table).removeprefix("store_")


def _plain(sql: str) -> str:
    return re.sub(r"\s+", " ", sql).strip()
