"""Review copies and what was taken back."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0015_pictures")]
    operations: list[migrations.operations.base.Operation] = []
