"""Triggers by which the database itself refuses to change or drop a row that is written once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]


def freeze(*names: str) -> migrations.RunPython:
    """The operation that freezes the tables of these models (SQLite; another engine gets its own)."""
    return migrations.RunPython(_each(names, _CREATE), _each(names, _DROP))


_CREATE = (
    "CREATE TRIGGER store_{name}_no_{event} BEFORE {EVENT} ON store_{name} "
    "BEGIN SELECT RAISE(ABORT, 'store_{name} is written once'); END"
)
_DROP = "DROP TRIGGER store_{name}_no_{event}"


def _each(names: Sequence[str], statement: str) -> Step:
    def run(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor != "sqlite":
            return
        for name in names:
            for event in ("update", "delete"):
                schema_editor.execute(statement.format(name=name, event=event, EVENT=event.upper()))

    return run
