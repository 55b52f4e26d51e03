"""The daily chain of evidence, removals and bundles."""

from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from guanlan.store.chaining import Models, link_new
from guanlan.store.freezing import freeze, freeze_removable

ID = ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))
FROZEN = {"abstract": False}


def _to(model: str, name: str, **options: Any) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.RESTRICT, related_name=name, to=f"store.{model}", **options
    )


def _one(model: str, name: str, **options: Any) -> Any:
    return models.OneToOneField(
        on_delete=django.db.models.deletion.RESTRICT, related_name=name, to=f"store.{model}", **options
    )


def _begin(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What a home held before there was a chain is its beginning."""
    capture, link, day = (apps.get_model("store", name) for name in ("Capture", "ChainLink", "ChainDay"))
    link_new(Models(capture, link, day, apps.get_model("store", "Exchange")), now=None)


class Migration(migrations.Migration):
    dependencies = [("store", "0004_sources")]
    operations = [
        migrations.AddField("issue", "head", models.TextField(default="")),
        migrations.CreateModel(
            name="ChainDay",
            fields=[
                ("day", models.DateField(primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField()),
                ("count", models.PositiveBigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("previous", models.CharField(max_length=64)),
                ("hash", models.CharField(max_length=64)),
            ],
            options=FROZEN,
        ),
        migrations.CreateModel(
            name="ChainLink",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("day", models.DateField(db_index=True)),
                ("kind", models.CharField(max_length=12)),
                ("ref", models.PositiveBigIntegerField()),
                ("nonce", models.CharField(max_length=64)),
                ("statement", models.TextField()),
                ("hash", models.CharField(max_length=64)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("kind", "ref"), name="one_link_a_thing")]},
        ),
        migrations.CreateModel(
            name="Removal",
            fields=[
                ID,
                ("blob", _one("blob", "removal")),
                ("of", _to("removal", "pictures", null=True)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=200)),
                ("order", models.TextField()),
                ("reason", models.TextField(default="")),
                ("replaced", models.JSONField(default=list)),
            ],
            options=FROZEN,
        ),
        migrations.CreateModel(
            name="RemovedRow",
            fields=[
                ID,
                ("removal", _to("removal", "rows")),
                ("noun", models.CharField(max_length=40)),
                ("key", models.PositiveBigIntegerField()),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("noun", "key"), name="one_removed_row")]},
        ),
        migrations.CreateModel(
            name="Bundle",
            fields=[
                ID,
                ("hash", models.CharField(max_length=64, unique=True)),
                ("key", models.CharField(max_length=64)),
                ("made", models.DateTimeField()),
                ("head", models.TextField()),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=200)),
                ("count", models.PositiveIntegerField()),
            ],
            options=FROZEN,
        ),
        migrations.CreateModel(
            name="BundleItem",
            fields=[
                ID,
                ("bundle", _to("bundle", "items")),
                ("capture", _one("capture", "bundle_item")),
                ("link", models.CharField(max_length=64, unique=True)),
                ("shape", models.CharField(max_length=10)),
                ("record", models.TextField()),
            ],
            options=FROZEN,
        ),
        freeze("chainday", "chainlink", "removal", "removedrow", "bundle", "bundleitem"),
        freeze_removable("reading", "extraction", "correction", "unread"),
        migrations.RunPython(_begin, migrations.RunPython.noop),
    ]
