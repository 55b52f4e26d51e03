"""What a model wrote, with which prompt."""

import django.db.models.deletion
from django.db import migrations, models

from guanlan.store.freezing import freeze_removable


class Migration(migrations.Migration):
    dependencies = [("store", "0012_delivery")]
    operations = [
        migrations.CreateModel(
            name="ModelText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("use", models.CharField(max_length=12)),
                ("where", models.CharField(max_length=60)),
                ("host", models.CharField(max_length=300)),
                ("model", models.CharField(max_length=200)),
                ("answered", models.CharField(max_length=200)),
                ("prompt", models.CharField(max_length=60)),
                ("prompt_hash", models.CharField(max_length=64)),
                ("params", models.TextField()),
                ("input_hash", models.CharField(max_length=64)),
                ("blobs", models.TextField()),
                ("text", models.TextField()),
                ("state", models.CharField(max_length=12)),
                ("objections", models.TextField()),
                ("tokens_in", models.PositiveIntegerField()),
                ("tokens_out", models.PositiveIntegerField()),
                ("cost", models.CharField(max_length=40)),
                ("currency", models.CharField(max_length=8)),
                ("actor", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="model_texts",
                        to="store.entry",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="model_texts",
                        to="store.issue",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        freeze_removable("modeltext"),
    ]
