"""The database itself refuses to change or drop a row that is written once."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FROZEN = (
    "auditline",
    "blob",
    "capture",
    "correction",
    "extraction",
    "reading",
    "revision",
    "unread",
    "version",
)


def freeze(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A trigger before each update and each delete (SQLite; another engine gets its own)."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for name in FROZEN:
        for event in ("update", "delete"):
            schema_editor.execute(
                f"CREATE TRIGGER store_{name}_no_{event} BEFORE {event.upper()} ON store_{name} "
                f"BEGIN SELECT RAISE(ABORT, 'store_{name} is written once'); END"
            )


def thaw(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The triggers go."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for name in FROZEN:
        for event in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER store_{name}_no_{event}")


class Migration(migrations.Migration):
    dependencies = [("store", "0001_first")]
    operations = [migrations.RunPython(freeze, thaw)]
