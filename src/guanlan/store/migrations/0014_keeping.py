"""Bytes that were sent out are kept."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0013_drafting")]
    operations: list[migrations.operations.base.Operation] = []
