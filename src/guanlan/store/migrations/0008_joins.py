"""What editors joined and split, what reports are known by, and what was put to editors."""

from __future__ import annotations

import hashlib
from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from guanlan.store.freezing import freeze

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def _report() -> models.Field[Any, Any]:
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="store.report")


def _fill_handles(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("store", "Development").objects
    for row in rows.iterator():
        # as actions.steps.developments.handle_of, frozen as it was at this migration
        row.handle = hashlib.sha256(f"development {row.key}".encode()).hexdigest()[:12]
        row.save(update_fields=["handle"])


class Migration(migrations.Migration):
    dependencies = [("store", "0007_intake")]
    operations = [
        migrations.AddField("development", "handle", models.CharField(max_length=12, null=True)),
        migrations.RunPython(_fill_handles, migrations.RunPython.noop),
        migrations.AlterField("development", "handle", models.CharField(max_length=12, unique=True)),
        migrations.CreateModel(
            name="Join",
            fields=[
                ID,
                ("kind", models.CharField(max_length=5)),
                ("pairs", models.JSONField(default=list)),
                ("reason", models.TextField(default="")),
                ("actor", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "undoes",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="undone_by",
                        to="store.join",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        freeze("join"),
        migrations.CreateModel(
            name="Mark",
            fields=[
                (
                    "report",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="mark",
                        serialize=False,
                        to="store.report",
                    ),
                ),
                ("day", models.DateField(db_index=True)),
                ("digest", models.CharField(max_length=64)),
                ("out", models.CharField(default="", max_length=40)),
                ("record", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Link",
            fields=[
                ID,
                ("first", _report()),
                ("second", _report()),
                ("day", models.DateField(db_index=True)),
                ("reason", models.CharField(max_length=40)),
                ("shared", models.TextField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("first", "second"), name="one_link_a_pair")]},
        ),
        migrations.CreateModel(
            name="Regrouping",
            fields=[
                ID,
                ("kind", models.CharField(max_length=10)),
                ("record", models.TextField(default="")),
                ("pairs", models.JSONField(default=list)),
                ("reason", models.TextField(default="")),
                ("proposer", models.CharField(max_length=200)),
                ("hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("state", models.CharField(db_index=True, default="open", max_length=10)),
                ("actor", models.CharField(default="", max_length=200)),
                ("settled", models.DateTimeField(null=True)),
                (
                    "development",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="regroupings",
                        to="store.development",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("development", "hash"), name="one_regrouping_a_state")]
            },
        ),
    ]
