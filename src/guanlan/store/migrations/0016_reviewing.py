"""Review copies and what was taken back."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from guanlan.store.freezing import freeze_removable


def _key(to: str, related: str, *, null: bool = False) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.RESTRICT, related_name=related, to=f"store.{to}"
    )


class Migration(migrations.Migration):
    dependencies = [("store", "0015_pictures")]
    operations = [
        migrations.CreateModel(
            name="ReviewCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=32)),
                ("record", models.TextField()),
                ("actor", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("issue", _key("issue", "review_copies")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("issue", "key"), name="one_row_a_review_copy")],
            },
        ),
        migrations.CreateModel(
            name="ReviewDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("change", models.CharField(max_length=40)),
                ("decision", models.CharField(max_length=10)),
                ("sort", models.CharField(max_length=20)),
                ("old", models.TextField()),
                ("new", models.TextField()),
                ("author", models.TextField()),
                ("said", models.CharField(max_length=40)),
                ("reviewer", models.CharField(max_length=200)),
                ("actor", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("copy", _key("reviewcopy", "decisions")),
                ("entry", _key("entry", "review_decisions", null=True)),
                ("revision", _key("revision", "review_decisions", null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("copy", "change", "decision"), name="one_row_a_decision")
                ],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40)),
                ("quote", models.TextField()),
                ("text", models.TextField()),
                ("author", models.TextField()),
                ("said", models.CharField(max_length=40)),
                ("done", models.BooleanField()),
                ("answers", models.CharField(max_length=40, null=True)),
                ("actor", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("copy", _key("reviewcopy", "remarks")),
                ("entry", _key("entry", "remarks", null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("copy", "key", "done"), name="one_row_a_remark")],
            },
        ),
        freeze_removable("reviewcopy", "reviewdecision", "remark"),
    ]
