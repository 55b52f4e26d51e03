"""What is worth an editor's look."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("store", "0008_joins")]
    operations = [
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "extraction",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="judgement",
                        serialize=False,
                        to="store.extraction",
                    ),
                ),
                ("fingerprint", models.CharField(max_length=100)),
                ("relevant", models.BooleanField(db_index=True)),
                ("record", models.TextField()),
            ],
        ),
    ]
