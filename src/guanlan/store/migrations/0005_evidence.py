"""The daily chain of evidence, removals and bundles."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0004_sources")]
    operations = []
