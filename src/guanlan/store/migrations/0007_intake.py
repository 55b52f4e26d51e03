"""Who handed things in, notices in place of pages, and what units sent."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from guanlan.store.freezing import freeze

_RESTRICT = django.db.models.deletion.RESTRICT


def _id() -> tuple[str, models.Field[Any, Any]]:
    return ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def _of_capture(related_name: str) -> tuple[str, models.Field[Any, Any]]:
    return (
        "capture",
        models.OneToOneField(
            on_delete=_RESTRICT, primary_key=True, related_name=related_name, serialize=False, to="store.capture"
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("store", "0006_versions")]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                _of_capture("handover"),
                ("role", models.CharField(max_length=12)),
                ("who", models.CharField(db_index=True, max_length=200)),
                ("note", models.TextField(default="")),
                (
                    "container",
                    models.ForeignKey(null=True, on_delete=_RESTRICT, related_name="contents", to="store.capture"),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                _of_capture("notice"),
                ("state", models.CharField(max_length=12)),
                ("key", models.CharField(db_index=True, default="", max_length=2000)),
                ("address", models.CharField(db_index=True, default="", max_length=2000)),
                ("at", models.DateTimeField()),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                _id(),
                ("name", models.CharField(max_length=200, unique=True)),
                ("contact", models.CharField(default="", max_length=200)),
                ("joined", models.DateField()),
                ("closed", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                _id(),
                ("name", models.CharField(max_length=500)),
                ("month", models.CharField(db_index=True, max_length=7)),
                ("who", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "form",
                    models.ForeignKey(on_delete=_RESTRICT, related_name="submissions", to="store.blob"),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=_RESTRICT, related_name="submissions", to="store.unit"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "form", "month"), name="one_submission_a_form")
                ],
            },
        ),
        migrations.CreateModel(
            name="Contribution",
            fields=[
                _id(),
                ("row", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=500)),
                ("column", models.CharField(default="", max_length=100)),
                ("link", models.CharField(default="", max_length=2000)),
                ("findings", models.JSONField(default=list)),
                (
                    "release",
                    models.ForeignKey(null=True, on_delete=_RESTRICT, related_name="contributions", to="store.release"),
                ),
                (
                    "submission",
                    models.ForeignKey(on_delete=_RESTRICT, related_name="contributions", to="store.submission"),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("submission", "row"), name="one_contribution_a_row")],
            },
        ),
        freeze("handover", "notice", "submission", "contribution"),
    ]
