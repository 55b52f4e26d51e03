"""Readers, and what was sent to whom."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0011_after")]
    operations = []
