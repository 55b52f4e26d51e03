"""Bytes that were sent out are kept; readers are told of amendments; signatures count by rounds.

What quotes captures, or keeps words that were taken back, can be blanked by a removal from here on.
"""

import django.db.models.deletion
from django.db import migrations, models

from guanlan.store.freezing import freeze, freeze_removable, keep_signed


class Migration(migrations.Migration):
    dependencies = [("store", "0013_drafting")]
    operations = [
        migrations.AddField(
            model_name="issue",
            name="round",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="signoff",
            name="round",
            field=models.PositiveIntegerField(default=1),
        ),
        migrations.RemoveConstraint(model_name="signoff", name="one_sign_off_a_person"),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.UniqueConstraint(fields=("issue", "round", "actor"), name="one_sign_off_a_person"),
        ),
        migrations.AddField(
            model_name="delivery",
            name="amendment",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RemoveConstraint(model_name="delivery", name="one_step_an_attempt"),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("issue", "reader", "amendment", "attempt", "state"), name="one_step_an_attempt"
            ),
        ),
        migrations.CreateModel(
            name="KeptFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("format", models.CharField(max_length=40)),
                ("amendments", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=200)),
                (
                    "blob",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="kept_files", to="store.blob"
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="kept_files", to="store.issue"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("issue", "format", "amendments", "blob"), name="one_row_a_kept_file"
                    )
                ],
            },
        ),
        freeze("delivery", "keptfile"),  # the tables remade above lost their triggers
        freeze_removable("waiver", "signoff", "amendment"),
        keep_signed(),
    ]
