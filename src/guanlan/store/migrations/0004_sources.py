"""Watched sources, the visits to them, and how each capture was fetched."""

import django.db.models.deletion
from django.db import migrations, models

from guanlan.store.freezing import freeze


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0003_law_library"),
    ]

    operations = [
        migrations.AddField(
            model_name="source",
            name="paused",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="source",
            name="spec",
            field=models.TextField(default=""),
        ),
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("began", models.DateTimeField(db_index=True)),
                ("ended", models.DateTimeField(null=True)),
                ("found", models.PositiveIntegerField(default=0)),
                ("kept", models.PositiveIntegerField(default=0)),
                ("lists", models.PositiveIntegerField(default=0)),
                ("events", models.JSONField(default=dict)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="visits", to="store.source"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Exchange",
            fields=[
                (
                    "capture",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        primary_key=True,
                        related_name="exchange",
                        serialize=False,
                        to="store.capture",
                    ),
                ),
                ("asked", models.CharField(db_index=True, max_length=2000)),
                ("address", models.CharField(db_index=True, max_length=2000)),
                ("parent", models.CharField(default="", max_length=2000)),
                ("status", models.PositiveIntegerField()),
                ("file", models.CharField(max_length=200)),
                ("offset", models.PositiveBigIntegerField()),
                ("length", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("record", models.TextField()),
                (
                    "visit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="exchanges",
                        to="store.visit",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        freeze("exchange"),
    ]
