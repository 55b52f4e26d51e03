"""What was let through and who signed an issue off."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from guanlan.store.freezing import freeze


def _issue(related: str) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(on_delete=django.db.models.deletion.RESTRICT, related_name=related, to="store.issue")


class Migration(migrations.Migration):
    dependencies = [("store", "0009_triage")]
    operations = [
        migrations.CreateModel(
            name="Waiver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("thing", models.CharField(max_length=40)),
                ("where", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("reason", models.TextField()),
                ("actor", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("issue", _issue("waivers")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("issue", "thing"), name="one_waiver_a_thing")],
            },
        ),
        migrations.CreateModel(
            name="SignOff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.CharField(max_length=64)),
                ("table", models.TextField()),
                ("hash", models.CharField(max_length=64)),
                ("actor", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("issue", _issue("sign_offs")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("issue", "words", "actor"), name="one_sign_off_a_person")
                ],
            },
        ),
        freeze("waiver", "signoff"),
    ]
