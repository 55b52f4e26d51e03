"""Triggers by which the database itself refuses to change or drop a row that is written once.

One change is let through, and no other: the words of a row that a recorded removal names (``RemovedRow``) may be
exchanged for nothing (``BLANKS``), while every other column stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

Step = Callable[[Apps, BaseDatabaseSchemaEditor], None]
Blanks = Mapping[str, tuple[str | None, ...]]

NO_READING = '{"reader":"removed","media_type":"","text":""}'
NO_BULLETIN = '{"cover":{"title":{"text":""}}}'
NO_CHANGE = '{"sort":"technical","why":"versions.was_removed"}'
NO_COPY = '{"issue":"removed","regions":[]}'
NO_PROPOSAL = '{"issue":"","entry":"","headline":"","report":"","sort":"removed","old":"","new":""}'

BLANKS: Mapping[str, Blanks] = {
    "reading": {"record": (NO_READING,)},
    "extraction": {"record": ("[]", NO_BULLETIN)},
    "correction": {"quote": ("",), "old": (None,), "new": (None,)},
    "unread": {"params": ("{}",)},
    "versionchange": {"record": (NO_CHANGE,)},
    "proposal": {"record": (NO_PROPOSAL,)},
    "modeltext": {"text": ("",), "objections": ("[]",)},
    "waiver": {"text": ("",)},
    "signoff": {"table": ("[]",)},
    "amendment": {"old": ("",), "new": ("",)},
    "reviewcopy": {"record": (NO_COPY,)},
    "reviewdecision": {"old": ("",), "new": ("",)},
    "remark": {"quote": ("",), "text": ("",)},
}
"""Noun → the columns that hold words, each with what may stand there instead: records that say nothing."""


def freeze(*names: str) -> migrations.RunPython:
    """The operation that freezes the tables of these models (SQLite; another engine gets its own)."""
    return migrations.RunPython(_each(names, _CREATE), _each(names, _DROP))


def freeze_removable(*names: str) -> migrations.RunPython:
    """The same for tables in ``BLANKS`` that may be frozen already: the words of removed rows may go."""
    return migrations.RunPython(_make_removable(names), _make_frozen(names))


def triggers(noun: str, columns: Sequence[str]) -> dict[str, str]:
    """Name → statement of the triggers that the table of a frozen noun must have; ``columns`` are all of its own."""
    made = {f"store_{noun}_no_{event}": _statement(noun, event) for event in ("update", "delete")}
    if noun in BLANKS:
        made[f"store_{noun}_no_update"] = _removable(noun, columns, BLANKS[noun])
    return made


SIGNED = {
    "store_issue_signed": (
        "CREATE TRIGGER store_issue_signed BEFORE UPDATE ON store_issue WHEN "
        "(OLD.state = 'signed_off' AND NEW.state != 'signed_off') OR "
        "(OLD.state = 'final' AND NEW.state = 'draft' AND NEW.round = OLD.round) "
        "BEGIN SELECT RAISE(ABORT, 'store_issue was signed'); END"
    )
}
"""Name → statement: an issue that was signed is no draft again by whoever read it before and writes it now."""


def keep_signed() -> migrations.RunPython:
    """The operation that makes the table of issues refuse that (SQLite)."""

    def create(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in SIGNED.values() if schema_editor.connection.vendor == "sqlite" else ():
            schema_editor.execute(statement)

    def drop(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for name in SIGNED if schema_editor.connection.vendor == "sqlite" else ():
            schema_editor.execute(f"DROP TRIGGER {name}")

    return migrations.RunPython(create, drop)


_CREATE = (
    "CREATE TRIGGER store_{name}_no_{event} BEFORE {EVENT} ON store_{name} "
    "BEGIN SELECT RAISE(ABORT, 'store_{name} is written once'); END"
)
_DROP = "DROP TRIGGER IF EXISTS store_{name}_no_{event}"
_UPDATE = (
    "CREATE TRIGGER store_{name}_no_update BEFORE UPDATE ON store_{name} WHEN NOT ("
    "EXISTS (SELECT 1 FROM store_removedrow WHERE noun = '{name}' AND key = OLD.id) AND {same}) "
    "BEGIN SELECT RAISE(ABORT, 'store_{name} is written once'); END"
)


def _statement(name: str, event: str) -> str:
    return _CREATE.format(name=name, event=event, EVENT=event.upper())


def _removable(name: str, columns: Sequence[str], blanks: Blanks) -> str:
    same = [f'NEW."{one}" IS OLD."{one}"' for one in sorted(columns) if one not in blanks]
    blank = [
        "(" + " OR ".join(f'NEW."{column}" IS {_literal(value)}' for value in values) + ")"
        for column, values in blanks.items()
    ]
    return _UPDATE.format(name=name, same=" AND ".join([*same, *blank]))


def _literal(value: str | None) -> str:
    return "NULL" if value is None else "'" + value.replace("'", "''") + "'"


def _each(names: Sequence[str], statement: str) -> Step:
    def run(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor != "sqlite":
            return
        for name in names:
            for event in ("update", "delete"):
                schema_editor.execute(statement.format(name=name, event=event, EVENT=event.upper()))

    return run


def _make_removable(names: Sequence[str]) -> Step:
    def run(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor != "sqlite":
            return
        for name in names:
            columns = [field.column for field in apps.get_model("store", name)._meta.local_concrete_fields]
            for trigger, statement in triggers(name, columns).items():
                schema_editor.execute(f"DROP TRIGGER IF EXISTS {trigger}")
                schema_editor.execute(statement)

    return run


def _make_frozen(names: Sequence[str]) -> Step:
    def run(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor != "sqlite":
            return
        for name in names:
            for event in ("update", "delete"):
                schema_editor.execute(f"DROP TRIGGER IF EXISTS store_{name}_no_{event}")
                schema_editor.execute(_statement(name, event))

    return run
