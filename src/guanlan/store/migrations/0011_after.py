"""Corrections and retractions of issues that are out; the hashes of what was built."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0010_gate")]
    operations = []
