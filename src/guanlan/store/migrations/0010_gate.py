"""What was let through and who signed an issue off."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("store", "0009_triage")]
    operations = []
