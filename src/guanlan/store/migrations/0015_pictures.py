"""Pictures in entries: caption, credit, consent."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0014_keeping")]
    operations: list[migrations.operations.base.Operation] = []
