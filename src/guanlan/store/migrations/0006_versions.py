"""What changed between two states of a page, states of sources, messages."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

from guanlan.store.freezing import freeze, freeze_removable

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))


def _to(model: str, name: str, **options: Any) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.RESTRICT, related_name=name, to=f"store.{model}", **options
    )


def _one(model: str, name: str, **options: Any) -> Any:
    return models.OneToOneField(
        on_delete=django.db.models.deletion.RESTRICT, related_name=name, to=f"store.{model}", **options
    )


class Migration(migrations.Migration):
    dependencies = [("store", "0005_evidence")]
    operations = [
        migrations.AddField(
            model_name="issue",
            name="state",
            field=models.CharField(default="draft", max_length=12),
        ),
        # the table is remade, and its triggers with it
        migrations.AlterField(model_name="version", name="blob", field=_to("blob", "versions")),
        freeze("version"),
        migrations.CreateModel(
            name="VersionChange",
            fields=[
                ID,
                ("release", _to("release", "changes")),
                ("before", _to("version", "changes_from")),
                ("after", _one("version", "change_to", null=True)),
                ("sort", models.CharField(db_index=True, max_length=10)),
                ("at", models.DateTimeField()),
                ("record", models.TextField()),
                ("hash", models.CharField(max_length=64)),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ID,
                ("issue", _to("issue", "proposals")),
                ("entry", _to("entry", "proposals")),
                ("report", _to("report", "proposals")),
                ("change", _to("versionchange", "proposals")),
                ("at", models.DateTimeField()),
                ("record", models.TextField()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("entry", "change"), name="one_proposal_a_change")]
            },
        ),
        migrations.CreateModel(
            name="ProposalStanding",
            fields=[
                ("proposal", _one("proposal", "standing", primary_key=True, serialize=False)),
                ("state", models.CharField(db_index=True, default="open", max_length=10)),
                ("reason", models.TextField(default="")),
                ("actor", models.CharField(default="", max_length=200)),
                ("at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SourceState",
            fields=[
                ID,
                ("source", _to("source", "states")),
                ("condition", models.CharField(max_length=12)),
                ("since", models.DateField(null=True)),
                ("at", models.DateTimeField(db_index=True)),
                ("record", models.TextField()),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ID,
                ("at", models.DateTimeField(db_index=True)),
                ("level", models.CharField(max_length=10)),
                ("code", models.CharField(max_length=60)),
                ("params", models.JSONField(default=dict)),
                ("subject", models.CharField(default="", max_length=2600)),
                ("source", _to("source", "messages", null=True)),
            ],
            options={"abstract": False},
        ),
        freeze("versionchange", "proposal", "sourcestate", "message"),
        freeze_removable("versionchange", "proposal"),
    ]
