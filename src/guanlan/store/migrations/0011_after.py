"""Corrections and retractions of issues that are out; the hashes of what was built."""

import django.db.models.deletion
from django.db import migrations, models

from guanlan.store.freezing import freeze


class Migration(migrations.Migration):
    dependencies = [("store", "0010_gate")]
    operations = [
        migrations.CreateModel(
            name="Amendment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=10)),
                ("old", models.TextField()),
                ("new", models.TextField()),
                ("note", models.TextField()),
                ("frame", models.TextField()),
                ("actor", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="amendments", to="store.entry"
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="amendments", to="store.issue"
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="amendment",
                        to="store.proposal",
                    ),
                ),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="amendment", to="store.revision"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("issue", "number"), name="one_amendment_a_number")],
            },
        ),
        migrations.CreateModel(
            name="BuiltFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("format", models.CharField(max_length=40)),
                ("state", models.CharField(max_length=64)),
                ("program", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=200)),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="built_files", to="store.issue"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issue", "format", "state", "program", "sha256"), name="one_row_a_build"
                    )
                ],
            },
        ),
        freeze("amendment", "builtfile"),
    ]
