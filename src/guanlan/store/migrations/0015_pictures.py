"""Pictures that editors put into entries; the approval of mastheads."""

import django.db.models.deletion
from django.db import migrations, models

from guanlan.store.freezing import freeze


class Migration(migrations.Migration):
    dependencies = [("store", "0014_keeping")]
    operations = [
        migrations.CreateModel(
            name="Picture",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=8)),
                (
                    "capture",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="picture", to="store.capture"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="pictures", to="store.entry"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="MastheadApproval",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("record", models.TextField()),
                ("hash", models.CharField(max_length=64)),
                ("note", models.TextField(default="")),
                ("actor", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "issue",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="masthead_approvals",
                        to="store.issue",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("issue", "hash"), name="one_approval_a_masthead")],
            },
        ),
        freeze("picture", "mastheadapproval"),
    ]
