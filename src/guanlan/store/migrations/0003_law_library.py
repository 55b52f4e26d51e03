"""The law library, what search looks in, and who cites what."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = {
    "store_search_pairs": "content='', tokenize='ascii'",
    "store_search_letters": "content='', tokenize='ascii', detail=none, columnsize=0",
}
COUNTS = "store_search_counts"  # how many passages have a character
# bytes held back before a piece of the index is written: one piece for a batch of an import, not dozens
HELD = 32 * 2**20


def make_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The tables of FTS5 (SQLite; another engine gets its own)."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for name, options in TABLES.items():
        schema_editor.execute(f"CREATE VIRTUAL TABLE {name} USING fts5(tokens, {options})")
        schema_editor.execute(f"INSERT INTO {name}({name}, rank) VALUES ('hashsize', {HELD})")
    schema_editor.execute(f"CREATE TABLE {COUNTS} (letter TEXT PRIMARY KEY, passages INTEGER NOT NULL) WITHOUT ROWID")


def vouch_for_empty(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Where nothing is held, the empty index is a true one; else the first search makes it."""
    if not apps.get_model("store", "Report").objects.exists():
        apps.get_model("store", "SearchState").objects.create(pk=1, version="1")


def drop_index(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """They go."""
    if schema_editor.connection.vendor != "sqlite":
        return
    for name in TABLES:
        schema_editor.execute(f"DROP TABLE {name}")
    schema_editor.execute(f"DROP TABLE {COUNTS}")


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0002_frozen_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.CharField(max_length=20)),
            ],
        ),
        migrations.CreateModel(
            name="Work",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=600, unique=True)),
                ("title", models.TextField()),
                ("rank", models.PositiveSmallIntegerField(db_index=True)),
                ("place", models.CharField(max_length=20)),
                ("maker", models.TextField(null=True)),
                ("record", models.TextField()),
                ("hash", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("base", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=12)),
                ("ref", models.CharField(max_length=64)),
                ("title", models.TextField()),
                ("place", models.CharField(max_length=100)),
                ("day", models.DateField(null=True)),
                ("hash", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "ref"), name="one_document_a_thing")],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("where", models.CharField(max_length=40)),
                ("words", models.TextField()),
                (
                    "document",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="store.document",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="LawVersion",
            fields=[
                (
                    "blob",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        primary_key=True,
                        related_name="law_version",
                        serialize=False,
                        to="store.blob",
                    ),
                ),
                ("fingerprint", models.CharField(db_index=True, max_length=100)),
                ("title", models.TextField()),
                ("rank", models.PositiveSmallIntegerField()),
                ("place", models.CharField(max_length=20)),
                ("brief", models.TextField()),
                ("record", models.TextField()),
                ("hash", models.CharField(max_length=64)),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="law_versions", to="store.reading"
                    ),
                ),
                (
                    "work",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="versions",
                        to="store.work",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Citation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("passage", models.BigIntegerField()),
                ("name", models.CharField(max_length=600)),
                ("first", models.PositiveIntegerField()),
                ("last", models.PositiveIntegerField()),
                ("start", models.PositiveIntegerField()),
                ("end", models.PositiveIntegerField()),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="citations", to="store.document"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["name", "first"], name="citation_by_name")],
            },
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.RunPython(vouch_for_empty, migrations.RunPython.noop),
    ]
