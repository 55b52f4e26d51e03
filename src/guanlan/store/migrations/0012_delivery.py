"""Readers, and what was sent to whom."""

import django.db.models.deletion
from django.db import migrations, models

from guanlan.store.freezing import freeze


class Migration(migrations.Migration):
    dependencies = [("store", "0011_after")]
    operations = [
        migrations.CreateModel(
            name="Reader",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=254, unique=True)),
                ("name", models.CharField(default="", max_length=200)),
                ("columns", models.JSONField(default=list)),
                ("topics", models.JSONField(default=list)),
                ("token", models.CharField(max_length=64, unique=True)),
                ("joined", models.DateField()),
                ("left", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("attempt", models.PositiveIntegerField()),
                ("state", models.CharField(max_length=10)),
                ("message_id", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=200)),
                ("detail", models.TextField(default="")),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="deliveries", to="store.issue"
                    ),
                ),
                (
                    "reader",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="deliveries", to="store.reader"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("issue", "reader", "attempt", "state"), name="one_step_an_attempt")
                ],
            },
        ),
        freeze("delivery"),
    ]
